package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Value;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * Checks the values of a line that is read byte by byte: those that a reader would end elsewhere
 * are refused. What cannot happen is not checked.
 */
final class LinearWriting {
    /** Characters of numbers. */
    private static final String NUMERALS = "0123456789-+.eE";

    private final CodeBlock.Builder code;
    private final Constants constants;

    /** The values of the plan by their nodes; equal nodes are told apart. */
    private final Map<Node, Value> planned = new IdentityHashMap<>();

    /** The optional parts that may seem to be there where they are missing. */
    private final Map<Node.Group, Seeming> seeming = new IdentityHashMap<>();

    /** The optional parts that are told by the number of words. */
    private final Set<Node.Group> counted = Collections.newSetFromMap(new IdentityHashMap<>());

    /** The types of values. */
    private final Function<Node.Placeholder, Optional<ValueType>> types;

    private final Wire wire;

    /** What is checked when the line is complete. */
    private final List<CodeBlock> last = new ArrayList<>();

    /**
     * The checks of a line.
     *
     * @param code takes them
     * @param types the types of values
     */
    LinearWriting(
            List<Segment> segments,
            CodeBlock.Builder code,
            Constants constants,
            Function<Node.Placeholder, Optional<ValueType>> types,
            Wire wire) {
        this.code = code;
        this.constants = constants;
        this.types = types;
        this.wire = wire;
        plan(segments, 0, false);
    }

    /**
     * Plans segments.
     *
     * @param required how many words must follow them
     * @param text whether a text follows them
     */
    private void plan(List<Segment> segments, int required, boolean text) {
        for (int i = 0; i < segments.size(); i++) {
            List<Segment> behind = segments.subList(i + 1, segments.size());
            plan(
                    segments.get(i),
                    required + Segment.required(behind),
                    text || behind.stream().anyMatch(this::isText));
        }
    }

    private void plan(Segment segment, int required, boolean text) {
        if (segment instanceof Segment.Linear linear) {
            linear.plan().values().forEach(value -> planned.put(value.node(), value));
            groups(linear.plan().parts(), List.of());
        } else if (segment instanceof Segment.Token token) {
            LinePlan.ofWord(token.pieces()).forEach(value -> planned.put(value.node(), value));
        } else if (segment instanceof Segment.Choice choice) {
            if (text && !(choice.group().nodes().get(1) instanceof Node.Literal)) {
                String local = "group" + seeming.size();
                CodeBlock line = CodeBlock.of("$LLine", local);
                CodeBlock present =
                        new ReadingCode.Presence(constants, types, trailing(), line)
                                .of(choice, required, true);
                seeming.put(choice.group(), asRead(local, line, present));
            }
            plan(choice.segments(), required, text);
        }
    }

    /** Whether a segment is text of any number of words, which nothing tells from other words. */
    private boolean isText(Segment segment) {
        return segment instanceof Segment.Tail tail && !(trailing() && tail.prefix().equals(":"));
    }

    private boolean trailing() {
        return wire.carrier() == Wire.Carrier.TRAILING;
    }

    /**
     * An optional part that may seem to be there.
     *
     * @param local the variable that has the place where it is missing, or where it is
     * @param there the variable that tells whether it is there, if a reader may not find it
     * @param check refuses the line if a reader would find the part where it is missing, or would
     *     not find it
     */
    private record Seeming(String local, Optional<String> there, CodeBlock check) {}

    private void groups(List<Part> parts, List<Part> behind) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof LinePlan.Choice choice && !choice.parts().isEmpty()) {
                List<Part> rest = joined(parts.subList(i + 1, parts.size()), behind);
                seeming(choice, rest, "group" + seeming.size())
                        .ifPresent(found -> seeming.put(choice.group(), found));
                if (choice.other()) {
                    counted.add(choice.group());
                }
                groups(choice.parts(), rest);
            }
        }
    }

    /** What tells that a group is missing, if what follows it may seem to be the group. */
    private Optional<Seeming> seeming(LinePlan.Choice choice, List<Part> rest, String local) {
        String begin = begin(choice);
        if (!begin.isEmpty()) {
            return mayBegin(rest, begin)
                    ? Optional.of(
                            new Seeming(local, Optional.empty(), literal(choice, begin, local)))
                    : Optional.empty();
        }
        if (!(choice.parts().get(0) instanceof LinePlan.Gap) || !maySeem(choice, rest)) {
            return Optional.empty();
        }
        CodeBlock line = CodeBlock.of("$LLine", local);
        CodeBlock present =
                new LinearReading.Presence(
                                constants, types, line, CodeBlock.of("$L.cursor()", line))
                        .of(choice, LinePlan.words(rest));
        return Optional.of(asRead(local, line, present));
    }

    /** Refuses a line in which a reader finds the part where it is missing, or does not find it. */
    private Seeming asRead(String local, CodeBlock line, CodeBlock present) {
        CodeBlock check =
                CodeBlock.builder()
                        .beginControlFlow("if ($L >= 0)", local)
                        .addStatement(
                                "$1T $2L = new $1T().show(reply.array(), $3L, reply.part(), $4L)",
                                RuntimeTypes.LINE_READER,
                                line,
                                local,
                                constants.format())
                        .addStatement(
                                "$T.checkPart(reply, $LThere, $L)",
                                RuntimeTypes.TEXT_END,
                                local,
                                present)
                        .endControlFlow()
                        .build();
        return new Seeming(local, Optional.of(local + "There"), check);
    }

    private CodeBlock literal(LinePlan.Choice choice, String begin, String local) {
        return CodeBlock.of(
                "$L.checkMissing(reply, $L$L);\n",
                constants.textEnd(new End(Kind.TEXT, List.of(begin), false, 0)),
                local,
                choice.unless()
                        .map(longer -> CodeBlock.of(", $L", constants.textEnd(longer)))
                        .orElse(CodeBlock.of("")));
    }

    /**
     * Whether what follows a group that begins with a blank and a value may seem to be it, or
     * quotes in a text of the group may hide a blank that is counted.
     */
    private boolean maySeem(LinePlan.Choice choice, List<Part> rest) {
        if (!choice.other()) {
            return mayBegin(rest, " ") || isBlank('\t') && mayBegin(rest, "\t");
        }
        return mostWords(rest) >= LinePlan.words(choice.parts()) + LinePlan.words(rest)
                || wire.quotes().isPresent() && mostWords(choice.parts()) == Integer.MAX_VALUE;
    }

    private boolean isBlank(int c) {
        return c == ' ' || c == '\t' && wire.separator() == Wire.Separator.BLANKS;
    }

    /** How many words may begin in parts. */
    private long mostWords(List<Part> parts) {
        long words = 0;
        for (Part part : parts) {
            if (part instanceof LinePlan.Text text) {
                words += text.text().chars().filter(this::isBlank).count();
            } else if (part instanceof LinePlan.Gap) {
                words++;
            } else if (part instanceof LinePlan.Choice choice) {
                words += mostWords(choice.parts());
            } else if (!(part instanceof Value value) || LinearReading.isText(value)) {
                return Integer.MAX_VALUE;
            } else if (value.end().kind() == Kind.WORDS) {
                words += value.end().width() - 1;
            }
        }
        return words;
    }

    private static List<Part> joined(List<Part> one, List<Part> other) {
        List<Part> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    /** The literal that tells a reader that a part is there; empty if none does. */
    private static String begin(LinePlan.Choice choice) {
        Part first = choice.parts().isEmpty() ? null : choice.parts().get(0);
        if (first instanceof LinePlan.Text text) {
            return text.text();
        }
        return first instanceof LinePlan.Gap
                        && choice.parts().size() > 1
                        && choice.parts().get(1) instanceof LinePlan.Text text
                ? LinePlan.SEPARATOR + text.text() + (choice.isWord() ? LinePlan.SEPARATOR : "")
                : "";
    }

    /** Whether what parts write may begin with {@code literal}. */
    private boolean mayBegin(List<Part> parts, String literal) {
        if (literal.isEmpty()) {
            return true;
        }
        if (parts.isEmpty()) {
            return literal.equals(LinePlan.SEPARATOR);
        }
        List<Part> behind = parts.subList(1, parts.size());
        char first = literal.charAt(0);
        boolean blank = first == ' ' || LinePlan.SEPARATOR.indexOf(first) >= 0;
        if (parts.get(0) instanceof LinePlan.Choice choice) {
            return mayBegin(joined(choice.parts(), behind), literal) || mayBegin(behind, literal);
        }
        if (parts.get(0) instanceof LinePlan.Text text) {
            String begin = literal.replace(LinePlan.SEPARATOR, " ");
            int length = Math.min(begin.length(), text.text().length());
            return begin.regionMatches(true, 0, text.text(), 0, length)
                    && mayBegin(behind, literal.substring(length));
        }
        if (parts.get(0) instanceof LinePlan.Gap) {
            return blank && mayBegin(behind, literal.substring(1));
        }
        if (parts.get(0) instanceof LinePlan.Value value) {
            return first <= ' ' && !LinearReading.isText(value)
                    ? value.glued() && mayBegin(behind, literal)
                    : mayBegin(types.apply(value.node()), first);
        }
        return parts.get(0) instanceof LinePlan.Blanks ? mayBegin(behind, literal) : blank;
    }

    private static boolean mayBegin(Optional<ValueType> type, char first) {
        ValueType value = type.orElse(ValueType.Integral.LENGTH);
        if (value instanceof ValueType.Integral
                || value instanceof ValueType.Big
                || value instanceof ValueType.Floating) {
            return NUMERALS.indexOf(first) >= 0;
        }
        return !(value instanceof ValueType.Enumeration words)
                || words.constants().stream()
                        .anyMatch(each -> mayHold(each.word(), String.valueOf(first)));
    }

    /** Declares where the parts would stand that are missing, of a group and those in it. */
    void declare(Node.Group group) {
        Seeming found = seeming.get(group);
        if (found != null) {
            code.addStatement("int $L = -1", found.local());
            found.there().ifPresent(there -> code.addStatement("boolean $L = false", there));
            last.add(found.check());
        }
        for (Node node : group.nodes()) {
            if (node instanceof Node.Group inner) {
                declare(inner);
            }
        }
    }

    /** Begins a group that is written. */
    void isThere(Node.Group group) {
        Seeming found = seeming.get(group);
        if (found != null && found.there().isPresent()) {
            code.addStatement("$L = reply.part()", found.local());
            code.addStatement("$L = true", found.there().get());
        }
    }

    /** Ends the condition under which a group is written: where it would stand is kept. */
    void orMissing(Node.Group group) {
        if (seeming.containsKey(group)) {
            code.nextControlFlow("else");
            isMissing(group);
        }
        code.endControlFlow();
    }

    /** Keeps where a group would stand that is never written. */
    void isMissing(Node.Group group) {
        if (seeming.containsKey(group)) {
            code.addStatement("$L = reply.part()", seeming.get(group).local());
        }
    }

    /** Where the value of a placeholder ends, if a reader finds that byte by byte. */
    Optional<Value> value(Node.Placeholder node) {
        return Optional.ofNullable(planned.get(node));
    }

    /** Writes a value by its end in one statement; false if that takes more. */
    boolean write(Value value, ValueType type, CodeBlock expression) {
        if (type instanceof ValueType.Wrapper wrapper) {
            return write(
                    value,
                    wrapper.component(),
                    CodeBlock.of("$L.$L()", expression, wrapper.accessor()));
        }
        if (type instanceof ValueType.Custom) {
            ValueType text = ParameterModel.text("text").value();
            return write(value, text, CodeBlock.of("$L.toString()", expression));
        }
        boolean piece =
                value.end().kind() == Kind.WORD
                        && value.glued()
                        && value.absent().isEmpty()
                        && (type instanceof ValueType.Text || type instanceof ValueType.Octets);
        if (piece && isChecked(value.end(), Optional.of(type))) {
            code.addStatement("$L.piece(reply, $L)", constants.textEnd(value.end()), expression);
            return true;
        }
        return number(value, type, expression);
    }

    /** Writes a number with zeros in front of it; false if the value has no fixed width. */
    private boolean number(Value value, ValueType type, CodeBlock expression) {
        if (value.end().kind() != Kind.WIDTH
                || !(type instanceof ValueType.Integral whole)
                || whole.isUnsigned() && primitive(whole).equals(TypeName.LONG)) {
            return false;
        }
        CodeBlock number =
                whole.isUnsigned()
                        ? CodeBlock.of("$T.toUnsignedLong($L)", primitive(whole).box(), expression)
                        : expression;
        if (value.absent().isPresent()) {
            code.addStatement("int $LMark = reply.part()", local(value));
        }
        code.addStatement("$L.number(reply, $L)", constants.textEnd(value.end()), number);
        checkBegin(value);
        return true;
    }

    private static TypeName primitive(ValueType.Integral type) {
        return type.javaType().isBoxedPrimitive() ? type.javaType().unbox() : type.javaType();
    }

    /** Marks where a value begins, if it is checked. */
    void begin(Value value, Optional<ValueType> type) {
        if (isChecked(value.end(), type) || value.absent().isPresent()) {
            code.addStatement("int $LMark = reply.part()", local(value));
        }
    }

    /** Checks a value that was written. */
    void check(Value value, Optional<ValueType> type) {
        checkBegin(value);
        String end =
                value.end().kind() == Kind.REST || value.end().kind() == Kind.WORDS
                        ? ""
                        : constants.textEnd(value);
        if (isChecked(value.end(), type)) {
            code.addStatement("$L.check(reply, $LMark)", end, local(value));
        } else if (value.end().kind() == Kind.LAST_TEXT && !value.end().atLineEnd()) {
            code.addStatement("int $LStop = reply.part()", local(value));
            last.add(CodeBlock.of("$L.checkLast(reply, $LStop);\n", end, local(value)));
        }
    }

    /** Refuses an optional value that begins as what stands in its place if it is missing. */
    private void checkBegin(Value value) {
        value.absent()
                .map(constants::textEnd)
                .ifPresent(
                        absent ->
                                code.addStatement(
                                        "$L.checkBegin(reply, $LMark)", absent, local(value)));
    }

    /** Checks what is known when the whole line was written. */
    void end() {
        last.forEach(code::add);
    }

    /**
     * Whether a reader takes a group of blanks alone for none: blanks end a line unread, and are no
     * words where these are counted.
     */
    boolean isLostIfBlank(Node.Group group, Wire wire) {
        List<Node> nodes = group.nodes();
        return (counted.contains(group) || wire.separator() != Wire.Separator.ONE_SPACE)
                && nodes.size() > 1
                && nodes.get(0) instanceof Node.Separator
                && (nodes.get(1) instanceof Node.Rest || nodes.get(1) instanceof Node.ResultRest);
    }

    /**
     * The checks of the value at {@code at}, which follows optional groups: where one that begins
     * with a literal is missing, the value may not begin so.
     *
     * @param from the variable that has the place where the value begins
     * @param isThere the conditions under which a group is written
     */
    List<CodeBlock> behindGroups(
            List<Node> nodes, int at, String from, Function<Node.Group, List<CodeBlock>> isThere) {
        List<CodeBlock> checks = new ArrayList<>();
        boolean word =
                at > 0
                        && nodes.get(at - 1) instanceof Node.Separator
                        && nodes.get(at) instanceof Node.Placeholder value
                        && !planned.containsKey(value);
        for (int i = at - 2; word && i >= 0 && nodes.get(i) instanceof Node.Group group; i--) {
            List<CodeBlock> there = isThere.apply(group);
            if (!there.isEmpty()
                    && group.nodes().size() > 1
                    && group.nodes().get(0) instanceof Node.Separator
                    && group.nodes().get(1) instanceof Node.Literal literal) {
                LinePlan.End begin =
                        new LinePlan.End(LinePlan.Kind.TEXT, List.of(literal.text()), false, 0);
                checks.add(
                        CodeBlock.builder()
                                .beginControlFlow("if (!($L))", CodeBlock.join(there, " && "))
                                .addStatement(
                                        "$L.checkOther(reply, $L)", constants.textEnd(begin), from)
                                .endControlFlow()
                                .build());
            }
        }
        return checks;
    }

    private static String local(Value value) {
        List<String> names = value.node().names();
        return Javadoc.local(names.isEmpty() ? Node.Many.RESULT : names.get(0));
    }

    /** Whether a value of a type may hold what ends it. */
    private boolean isChecked(End end, Optional<ValueType> type) {
        if (end.kind() == Kind.WIDTH) {
            return wire.quotes().isPresent()
                    || !(end.width() == 1 && type.orElse(null) instanceof ValueType.Character);
        }
        if (end.kind() == Kind.LAST_TEXT || end.kind() == Kind.WORDS || end.literals().isEmpty()) {
            return false;
        }
        ValueType value = type.orElse(ValueType.Integral.LENGTH);
        if (value instanceof ValueType.Wrapper wrapper) {
            return isChecked(end, Optional.of(wrapper.component()));
        }
        if (value instanceof ValueType.Integral
                || value instanceof ValueType.Big
                || value instanceof ValueType.Floating) {
            return end.literals().stream()
                    .anyMatch(literal -> literal.chars().allMatch(c -> NUMERALS.indexOf(c) >= 0));
        }
        if (value instanceof ValueType.Enumeration words) {
            return end.literals().stream()
                    .anyMatch(
                            literal ->
                                    words.constants().stream()
                                            .anyMatch(each -> mayHold(each.word(), literal)));
        }
        return true;
    }

    private static boolean mayHold(String word, String literal) {
        int first = Character.toUpperCase(literal.charAt(0));
        return word.chars().anyMatch(c -> Character.toUpperCase(c) == first);
    }
}
