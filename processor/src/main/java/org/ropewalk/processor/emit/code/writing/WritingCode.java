package org.ropewalk.processor.emit.code.writing;

import com.palantir.javapoet.CodeBlock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.emit.code.Bindings;
import org.ropewalk.processor.emit.code.Bindings.Variable;
import org.ropewalk.processor.emit.code.Constants;
import org.ropewalk.processor.emit.code.RuntimeTypes;
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

    private final PlaceholderWriting placeholders;
    private final PresentValues present;

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
        this.placeholders = new PlaceholderWriting(code, constants, values, scope, result);
        this.present = new PresentValues(scope);
        this.linear =
                new LinearWriting(segments, code, constants, placeholders::typeAt, values.wire());
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
        writing.whole(head);
        writing.code.add(FieldWriting.unlike(line, head, unlike, constants));
        line.fields().ifPresent(writing::fields);
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
        writing.whole(part.nodes());
        return writing.code.build();
    }

    /** Writes nodes, with the checks of what is known when all were written. */
    private void whole(List<Node> nodes) {
        nodes(nodes, false);
        flush();
        supplied(false);
        linear.end();
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
        List<CodeBlock> checks = linear.behindGroups(nodes, at, "textFrom" + at, present::of);
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
            placeholders.word((Node.Placeholder) node, Position.NEXT);
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
                placeholders.write(placeholder, position);
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
                && isNumber(placeholders.variable(value));
    }

    private static boolean isNumber(Variable value) {
        return value == null || ValueWriting.isNumber(value.type());
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

    /** A value whose end a reader finds byte by byte. */
    private void planned(LinePlan.Value value) {
        Node.Placeholder node = value.node();
        Variable variable = placeholders.variable(node);
        Optional<ValueType> type = placeholders.typeAt(node);
        if (type.isPresent()
                && !node.isQuoted()
                && linear.write(value, type.get(), variable.unwrapped())) {
            return;
        }
        linear.begin(value, type);
        if (node instanceof Node.Many many) {
            placeholders.words(many, value.glued());
        } else {
            placeholders.write(node, value.glued() ? Position.PIECE : Position.WORD);
        }
        linear.check(value, type);
    }

    // ---- the fields of a block

    /** Code that writes fields, each behind the end of the line before it. */
    static CodeBlock fields(
            Node.Fields block, Bindings scope, Constants constants, ValueWriting values) {
        WritingCode writing =
                new WritingCode(List.of(), constants, values, scope, Optional.empty());
        writing.fields(block);
        return writing.code.build();
    }

    private void fields(Node.Fields block) {
        new FieldWriting(constants, values, scope, this::value).write(block, code);
    }

    private CodeBlock value(Node.Field field) {
        WritingCode value =
                new WritingCode(segments(field.value()), constants, values, scope, result);
        value.whole(field.value());
        return value.code.build();
    }

    // ---- optional groups

    private void group(Node.Group group) {
        if (group.nodes().stream().anyMatch(Node.Named.class::isInstance)) {
            nodes(group.nodes(), false);
            return;
        }
        if (groups == 1) {
            linear.groups().declare(group);
        }
        if (group.isFlag()) {
            flag(group);
            return;
        }
        PresentValues.Condition condition = present.of(group.nodes());
        code.beginControlFlow("if ($L)", condition.whole());
        linear.groups().isThere(group);
        if (linear.groups().isLostIfBlank(group)) {
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
        linear.groups().orMissing(group);
    }

    /** A group of literals: written if the boolean that it stands for is true. */
    private void flag(Node.Group group) {
        Optional<Variable> flag = scope.find(group.flag());
        if (flag.isEmpty()) {
            linear.groups().isMissing(group);
            return;
        }
        if (flag.get().expression().toString().equals("true")) {
            nodes(group.nodes(), false);
            return;
        }
        code.beginControlFlow("if ($L)", flag.get().expression());
        nodes(group.nodes(), false);
        flush();
        linear.groups().orMissing(group);
    }
}
