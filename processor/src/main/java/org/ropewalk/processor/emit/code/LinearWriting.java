package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Kind;
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

    /** What is checked when the line is complete. */
    private final List<CodeBlock> last = new ArrayList<>();

    /**
     * The checks of a line.
     *
     * @param code takes them
     */
    LinearWriting(List<Segment> segments, CodeBlock.Builder code, Constants constants) {
        this.code = code;
        this.constants = constants;
        segments.forEach(this::plan);
    }

    private void plan(Segment segment) {
        if (segment instanceof Segment.Linear linear) {
            linear.plan().values().forEach(value -> planned.put(value.node(), value));
        } else if (segment instanceof Segment.Token token) {
            LinePlan.ofWord(token.pieces()).forEach(value -> planned.put(value.node(), value));
        } else if (segment instanceof Segment.Choice choice) {
            choice.segments().forEach(this::plan);
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
        code.addStatement("$L.number(reply, $L)", constants.textEnd(value.end()), number);
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
        value.absent()
                .map(constants::textEnd)
                .ifPresent(
                        absent ->
                                code.addStatement(
                                        "$L.checkBegin(reply, $LMark)", absent, local(value)));
        String end =
                value.end().kind() == Kind.REST || value.end().kind() == Kind.WORDS
                        ? ""
                        : constants.textEnd(value.end());
        if (isChecked(value.end(), type)) {
            code.addStatement("$L.check(reply, $LMark)", end, local(value));
        } else if (value.end().kind() == Kind.LAST_TEXT && !value.end().atLineEnd()) {
            code.addStatement("int $LStop = reply.part()", local(value));
            last.add(CodeBlock.of("$L.checkLast(reply, $LStop);\n", end, local(value)));
        }
    }

    /** Checks what is known when the whole line was written. */
    void end() {
        last.forEach(code::add);
    }

    /** Whether a reader takes a group of blanks alone for none: blanks end a line unread. */
    static boolean isLostIfBlank(Node.Group group, Wire wire) {
        List<Node> nodes = group.nodes();
        return wire.separator() != Wire.Separator.ONE_SPACE
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
    private static boolean isChecked(End end, Optional<ValueType> type) {
        if (end.kind() == Kind.WIDTH) {
            return !(end.width() == 1 && type.orElse(null) instanceof ValueType.Character);
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
