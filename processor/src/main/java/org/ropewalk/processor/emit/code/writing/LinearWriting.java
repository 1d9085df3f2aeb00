package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import com.palantir.javapoet.TypeName;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.Javadoc;
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
    private final CodeBlock.Builder code;
    private final Constants constants;

    /** The values of the plan by their nodes; equal nodes are told apart. */
    private final Map<Node, Value> planned = new IdentityHashMap<>();

    /** The optional parts of the line. */
    private final OptionalParts groups;

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
        this.groups = new OptionalParts(code, constants, types, wire, last);
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
            groups.plan(linear.plan().parts(), List.of());
        } else if (segment instanceof Segment.Token token) {
            LinePlan.ofWord(token.pieces()).forEach(value -> planned.put(value.node(), value));
        } else if (segment instanceof Segment.Choice choice) {
            groups.plan(choice, required, text);
            plan(choice.segments(), required, text);
        }
    }

    /** Whether a segment is text of any number of words, which nothing tells from other words. */
    private boolean isText(Segment segment) {
        return segment instanceof Segment.Tail tail
                && !(OptionalParts.isTrailing(wire) && tail.prefix().equals(":"));
    }

    /** The optional parts of the line. */
    OptionalParts groups() {
        return groups;
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
        if (Characters.isNumber(value)) {
            return end.literals().stream()
                    .anyMatch(literal -> literal.chars().allMatch(Characters::isNumeral));
        }
        return !(value instanceof ValueType.Enumeration words)
                || end.literals().stream().anyMatch(each -> Characters.mayHold(words, each));
    }
}
