package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.ValueWriting.Position;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;
import org.ropewalk.processor.template.Texts;

/**
 * Turns a template into code that writes it to {@code reply}: constants in one piece, values
 * between them, the line's end.
 */
public final class WritingCode {
    private final Constants constants;
    private final ValueWriting values;
    private final Bindings scope;

    /** What {@code {}} and {@code {*}} stand for. */
    private final Optional<Variable> result;

    private final CodeBlock.Builder code = CodeBlock.builder();
    private final StringBuilder literal = new StringBuilder();

    /** Whether the code so far is inside a part that a handler supplies. */
    private boolean supplied;

    /** How many groups the code is in. */
    private int groups;

    /** Where values end that a reader finds byte by byte. */
    private final LinearWriting linear;

    private WritingCode(
            List<Segment> segments,
            Constants constants,
            ValueWriting values,
            Bindings scope,
            Optional<Variable> result) {
        this.constants = constants;
        this.values = values;
        this.scope = scope;
        this.result = result;
        this.linear = new LinearWriting(segments, code, constants, this::typeAt, values.wire());
    }

    /** Code that writes the whole line, its end included. */
    public static CodeBlock line(
            Template line,
            Bindings scope,
            Optional<Variable> result,
            Constants constants,
            ValueWriting values) {
        return line(line, scope, result, constants, values, Set.of());
    }

    /**
     * Code that writes the whole line, its end included, unless it is one that one of the patterns
     * matches.
     */
    public static CodeBlock line(
            Template line,
            Bindings scope,
            Optional<Variable> result,
            Constants constants,
            ValueWriting values,
            Set<String> unlike) {
        WritingCode writing =
                new WritingCode(segments(line.nodes()), constants, values, scope, result);
        if (Texts.isConstant(line.nodes())) {
            return CodeBlock.of("reply.raw($L);\n", constants.line(Texts.of(line.nodes())));
        }
        List<Node> head =
                line.nodes().stream().filter(node -> !(node instanceof Node.Fields)).toList();
        writing.code.add(values.begin(line));
        writing.verbatim(line, true);
        writing.nodes(head, false);
        writing.flush();
        writing.supplied(false);
        writing.linear.end();
        writing.code.add(FieldWriting.unlike(line, head, unlike, constants));
        line.fields()
                .ifPresent(
                        block ->
                                new FieldWriting(
                                                constants,
                                                values,
                                                scope,
                                                writing::value,
                                                writing::isThere)
                                        .write(block, writing.code));
        writing.code.addStatement("reply.end()");
        writing.verbatim(line, false);
        return writing.code.build();
    }

    /** Begins or ends a line without escapes, if it is one. */
    private void verbatim(Template line, boolean begins) {
        if (line.verbatim()) {
            code.addStatement("$T.verbatim(reply, $L)", RuntimeTypes.TEXT_END, begins);
        }
    }

    /** Code that writes the components of {@code value}, a record, by its format. */
    public static CodeBlock ofFormat(
            ValueType.Formatted type, Constants constants, ValueWriting values) {
        Bindings scope = new Bindings().with(CodeBlock.of("value"), type.record().components());
        return part(type.line(), type.segments(), scope, constants, values);
    }

    /** Code that writes what stands in front of a line. */
    public static CodeBlock part(
            Template part, Bindings scope, Constants constants, ValueWriting values) {
        return part(part, segments(part.nodes()), scope, constants, values);
    }

    private static List<Segment> segments(List<Node> nodes) {
        return Segment.of(new Template("", nodes));
    }

    private static CodeBlock part(
            Template part,
            List<Segment> segments,
            Bindings scope,
            Constants constants,
            ValueWriting values) {
        WritingCode writing = new WritingCode(segments, constants, values, scope, Optional.empty());
        writing.nodes(part.nodes(), false);
        writing.flush();
        writing.supplied(false);
        writing.linear.end();
        return writing.code.build();
    }

    private void nodes(List<Node> nodes, boolean commentary) {
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Node.Literal part) {
                literal.append(part.text());
            } else if (node instanceof Node.Aside aside) {
                literal.append(aside.text());
            } else if (node instanceof Node.VerbName name) {
                literal.append(name.text());
            } else if (node instanceof Node.Separator) {
                // A named word has its own blank; an empty commentary has none.
                Node next = i + 1 < nodes.size() ? nodes.get(i + 1) : null;
                boolean dropped =
                        next instanceof Node.Named
                                || isDropped(next)
                                || next instanceof Node.Commentary remark
                                        && remark.nodes().isEmpty();
                literal.append(dropped ? "" : " ");
            } else if (node instanceof Node.Commentary remark) {
                nodes(remark.nodes(), true);
            } else if (!(node instanceof Node.Blanks || isDropped(node))) {
                supplied(isSupplied(node));
                if (commentary) {
                    value(node, Position.LENIENT);
                } else {
                    behindGroups(nodes, i);
                }
            }
        }
    }

    /** Whether a node of a command is what a server reads and drops. */
    private boolean isDropped(Node node) {
        return node instanceof Node.ResultRest && result.isEmpty();
    }

    /**
     * Writes a value that may follow optional groups: where one is missing, the value may not begin
     * as the group does, or it would be read as the group.
     */
    private void behindGroups(List<Node> nodes, int at) {
        List<CodeBlock> checks = linear.behindGroups(nodes, at, "textFrom" + at, this::isThere);
        if (!checks.isEmpty()) {
            flush();
            code.addStatement("int textFrom$L = reply.part()", at);
        }
        value(nodes.get(at), position(nodes, at));
        checks.forEach(code::add);
    }

    private void value(Node node, Position position) {
        if (takesBlank(node, position)) {
            literal.setLength(0);
            word((Node.Placeholder) node, Position.NEXT);
            return;
        }
        flush();
        if (node instanceof Node.Named named) {
            Variable options = scope.get(named.name());
            code.add(values.named(options.type(), options.expression()));
        } else if (node instanceof Node.Group group) {
            groups++;
            group(group);
            groups--;
        } else {
            Node.Placeholder placeholder = (Node.Placeholder) node;
            LinePlan.Value value =
                    linear.value(placeholder)
                            .filter(each -> position != Position.LENIENT)
                            .orElse(null);
            if (value == null) {
                placeholder(placeholder, position);
            } else {
                planned(value);
            }
        }
    }

    /** Whether the writer writes a value and the blank before it in one. */
    private boolean takesBlank(Node node, Position position) {
        return position == Position.WORD
                && literal.toString().equals(" ")
                && node instanceof Node.Placeholder value
                && !value.isQuoted()
                && linear.value(value).isEmpty()
                && (variable(value) == null || ValueWriting.isNumber(variable(value).type()));
    }

    /** Whether a handler is asked for a value of {@code node}. */
    private boolean isSupplied(Node node) {
        Stream<Optional<Variable>> flag =
                node instanceof Node.Group group && group.isFlag()
                        ? Stream.of(scope.find(group.flag()))
                        : Stream.of();
        Stream<Optional<Variable>> named =
                new Template("", List.of(node)).names().stream().map(scope::find);
        return Stream.concat(flag, named).flatMap(Optional::stream).anyMatch(Variable::supplied);
    }

    /**
     * Marks what is written next, a group as a whole: the handler's failure is not the caller's.
     * Constants cannot fail.
     */
    private void supplied(boolean byHandler) {
        if (supplied != byHandler && groups == 0) {
            flush();
            supplied = byHandler;
            code.addStatement("reply.supplied($L)", byHandler);
        }
    }

    private void flush() {
        if (!literal.isEmpty()) {
            code.add(constants.write(literal.toString()));
            literal.setLength(0);
        }
    }

    /**
     * A value between separators is a word and may not be empty; one that is glued to something is
     * a piece.
     */
    private static Position position(List<Node> nodes, int index) {
        boolean before = index == 0 || nodes.get(index - 1) instanceof Node.Separator;
        Node next = index + 1 < nodes.size() ? nodes.get(index + 1) : null;
        boolean behind =
                next == null || next instanceof Node.Separator || next instanceof Node.Group;
        return before && behind ? Position.WORD : Position.PIECE;
    }

    /** A value; where it may be none, the word for that. */
    private void placeholder(Node.Placeholder node, Position position) {
        boolean maybe = variable(node) != null && variable(node).type() instanceof ValueType.Maybe;
        if (!maybe || node.nil().isEmpty()) {
            present(node, position);
            return;
        }
        code.beginControlFlow("if ($L)", variable(node).present().orElseThrow());
        present(node, position);
        code.nextControlFlow("else")
                .addStatement(
                        "$T.nil(reply, $L)", RuntimeTypes.TEXT_END, constants.text(node.nil()))
                .endControlFlow();
    }

    private void present(Node.Placeholder node, Position position) {
        boolean quoted = node.isQuoted() && position != Position.LENIENT;
        code.add(quoted ? values.beforeQuoted(type(node), quotedName(node)) : CodeBlock.of(""));
        word(node, position);
        code.add(quoted ? values.behindQuoted(type(node), quotedName(node)) : CodeBlock.of(""));
    }

    private static String quotedName(Node.Placeholder node) {
        return Javadoc.local(node.names().isEmpty() ? "result" : node.names().get(0)) + "Quoted";
    }

    private void word(Node.Placeholder node, Position position) {
        if (node instanceof Node.Result) {
            Variable whole = result.orElseThrow();
            code.add(values.write(inner(whole.type()), whole.unwrapped(), position));
        } else if (node instanceof Node.ResultRest) {
            Position free = position == Position.LENIENT ? position : Position.FREE;
            code.add(
                    values.write(
                            result.orElseThrow().type(), result.orElseThrow().expression(), free));
        } else if (node instanceof Node.Length length) {
            length(length, position);
        } else if (node instanceof Node.Size size) {
            code.add(ValueWriting.number(scope.get(size.collection()).size(), position));
        } else if (node instanceof Node.Many many) {
            code.add(words(many, position == Position.PIECE));
        } else {
            String name = node.names().get(0);
            Variable variable = scope.get(name);
            Position free =
                    position != Position.LENIENT
                                    && (node instanceof Node.Rest || node instanceof Node.Phrase)
                            ? Position.FREE
                            : position;
            code.add(values.write(inner(variable.type()), variable.unwrapped(), free));
        }
    }

    /** A value whose end a reader finds byte by byte. */
    private void planned(LinePlan.Value value) {
        Node.Placeholder node = value.node();
        Variable variable = variable(node);
        Optional<ValueType> type = typeAt(node);
        if (type.isPresent()
                && !node.isQuoted()
                && linear.write(value, type.get(), variable.unwrapped())) {
            return;
        }
        linear.begin(value, type);
        if (node instanceof Node.Many many) {
            code.add(words(many, value.glued()));
        } else {
            placeholder(node, value.glued() ? Position.PIECE : Position.WORD);
        }
        linear.check(value, type);
    }

    /** The value of a placeholder; null if it stands for a number of bytes or of items. */
    private Variable variable(Node.Placeholder node) {
        if (node instanceof Node.Length || node instanceof Node.Size) {
            return null;
        }
        return node.names().isEmpty() ? result.orElseThrow() : scope.get(node.names().get(0));
    }

    /** The type of a value; empty if it is a number of bytes or of items. */
    private Optional<ValueType> type(Node.Placeholder node) {
        return Optional.ofNullable(variable(node)).map(Variable::type).map(WritingCode::inner);
    }

    /** As {@link #type}; of an optional value for which a word may stand, both. */
    private Optional<ValueType> typeAt(Node.Placeholder node) {
        return Optional.ofNullable(variable(node)).map(each -> ValueType.at(node, each.type()));
    }

    private static ValueType inner(ValueType type) {
        return type instanceof ValueType.Maybe maybe ? maybe.value() : type;
    }

    private CodeBlock words(Node.Many many, boolean glued) {
        return new WordsWriting(constants, values).write(many, scope.get(many.name()), glued);
    }

    private void length(Node.Length length, Position position) {
        List<CodeBlock> parts = new ArrayList<>();
        for (String payload : length.payloads()) {
            Variable variable = scope.get(payload);
            boolean bytes = variable.type() instanceof ValueType.Octets;
            parts.add(bytes ? variable.size() : variable.expression());
            if (variable.type() instanceof ValueType.Octets octets) {
                code.add(PayloadParts.checkLength(variable, octets));
            }
        }
        code.add(ValueWriting.number(CodeBlock.join(parts, " + "), position));
    }

    // ---- the fields of a block

    /** Code that writes fields, each behind the end of the line before it. */
    static CodeBlock fields(
            Node.Fields block, Bindings scope, Constants constants, ValueWriting values) {
        WritingCode writing =
                new WritingCode(List.of(), constants, values, scope, Optional.empty());
        new FieldWriting(constants, values, scope, writing::value, writing::isThere)
                .write(block, writing.code);
        return writing.code.build();
    }

    private CodeBlock value(Node.Field field) {
        WritingCode value =
                new WritingCode(segments(field.value()), constants, values, scope, result);
        value.nodes(field.value(), false);
        value.flush();
        value.supplied(false);
        value.linear.end();
        return value.code.build();
    }

    /** When what has {@code nodes} is written; values of groups inside it may be missing. */
    private FieldWriting.Condition isThere(List<Node> nodes) {
        List<CodeBlock> own = new ArrayList<>();
        List<CodeBlock> inner = new ArrayList<>();
        for (Node node : nodes) {
            present(List.of(node), node instanceof Node.Group ? inner : own);
        }
        return FieldWriting.Condition.of(own, inner);
    }

    // ---- optional groups

    private void group(Node.Group group) {
        if (group.nodes().stream().anyMatch(Node.Named.class::isInstance)) {
            nodes(group.nodes(), false);
            return;
        }
        if (groups == 1) {
            linear.declare(group);
        }
        if (group.isFlag()) {
            flag(group);
            return;
        }
        FieldWriting.Condition condition = isThere(group.nodes());
        code.beginControlFlow("if ($L)", condition.whole());
        linear.isThere(group);
        if (linear.isLostIfBlank(group, values.wire())) {
            literal.append(' ');
            flush();
            code.addStatement("int groupFrom$L = reply.part()", groups);
            nodes(group.nodes().subList(1, group.nodes().size()), false);
            flush();
            code.addStatement("$T.checkThere(reply, groupFrom$L)", RuntimeTypes.TEXT_END, groups);
        } else {
            nodes(group.nodes(), false);
            flush();
        }
        condition.refuseParts(code);
        linear.orMissing(group);
    }

    /** Conditions under which a group is there. */
    private List<CodeBlock> isThere(Node.Group group) {
        List<CodeBlock> there = new ArrayList<>();
        present(List.of(group), there);
        return there;
    }

    /** A group of literals: written if the boolean that it stands for is true. */
    private void flag(Node.Group group) {
        Optional<Variable> flag = scope.find(group.flag());
        if (flag.isEmpty()) {
            linear.isMissing(group);
            return;
        }
        if (flag.get().expression().toString().equals("true")) {
            nodes(group.nodes(), false);
            return;
        }
        code.beginControlFlow("if ($L)", flag.get().expression());
        nodes(group.nodes(), false);
        flush();
        linear.orMissing(group);
    }

    /** What tells that values are there. */
    private void present(List<Node> nodes, List<CodeBlock> conditions) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group && group.isFlag()) {
                scope.find(group.flag()).ifPresent(flag -> conditions.add(flag.expression()));
            } else if (node instanceof Node.Group group) {
                present(group.nodes(), conditions);
            } else if (node instanceof Node.Placeholder placeholder) {
                placeholder
                        .names()
                        .forEach(name -> scope.get(name).present().ifPresent(conditions::add));
            }
        }
    }
}
