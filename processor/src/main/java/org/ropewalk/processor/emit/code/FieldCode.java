package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.ropewalk.processor.emit.code.ValueReading.Locals;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.Wire;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.Template;

/** Code for the fields of blocks, which reading and writing share. */
public final class FieldCode {
    private FieldCode() {}

    /**
     * The rest of an expression that makes the set of fields, behind the format.
     *
     * @param several whether a field may come any number of times
     */
    public static CodeBlock set(Node.Fields block, Predicate<Node.Field> several, Wire wire) {
        CodeBlock.Builder code = CodeBlock.builder().add("'$L')", mark(block));
        if (!block.verb().isEmpty()) {
            code.add("\n.behind($S)", block.verb());
        }
        for (Node.Field field : block.fields()) {
            String kind =
                    several.test(field) ? "several" : field.optional() ? "optional" : "required";
            code.add("\n.$L($S)", kind, field.prefix());
        }
        block.others()
                .ifPresent(
                        others ->
                                code.add(
                                        others.name().isEmpty()
                                                ? CodeBlock.of("\n.dropping()")
                                                : CodeBlock.of(
                                                        "\n.keeping($L)", others.trimmed())));
        String length = wire.fields().length();
        if (block.ends()
                && block.collects()
                && !length.isEmpty()
                && block.fields().stream().noneMatch(Node.Field::isLength)) {
            code.add("\n.unlike($S)", length);
        }
        if (!wire.fields().repeated().equals("REFUSED")) {
            code.add(
                    "\n.repeated($T.Repeated.$L)",
                    RuntimeTypes.FIELD_SET,
                    wire.fields().repeated());
        }
        return code.build();
    }

    /** What stands behind the names of a block. */
    private static char mark(Node.Fields block) {
        return block.fields().stream()
                .map(Node.Field::mark)
                .findFirst()
                .or(() -> block.others().map(Node.Others::mark))
                .orElse(':');
    }

    /** Code that collects the fields that the set does not name. */
    static CodeBlock others(Node.Others others, Locals locals) {
        if (others.name().isEmpty()) {
            return CodeBlock.of("");
        }
        ParameterModel parameter = locals.model(others.name());
        String method =
                parameter.value() instanceof ValueType.Fields fields
                        ? fields.inOrder() ? "othersInOrder" : "allOthers"
                        : "others";
        return CodeBlock.builder()
                .addStatement(
                        "$T $L = fields.$L()",
                        parameter.javaType(),
                        locals.name(parameter.name()),
                        method)
                .build();
    }

    /** The method that writes what is collected. */
    public static String writer(ValueType type) {
        return type instanceof ValueType.Fields fields
                ? fields.inOrder() ? "writeInOrder" : "writeAll"
                : "write";
    }

    /** Code that reads a field that may come any number of times. */
    static CodeBlock several(
            Node.Field field, ParameterModel list, int index, Locals locals, ValueReading values) {
        ValueType.Several type = (ValueType.Several) list.value();
        String local = locals.name(list.name());
        boolean text = field.value().get(0) instanceof Node.Rest;
        return CodeBlock.builder()
                .addStatement(
                        "$T $L = new $T<>()",
                        list.javaType(),
                        local,
                        type.kind() == ValueType.Plurality.SET
                                ? LinkedHashSet.class
                                : ArrayList.class)
                .beginControlFlow(
                        "for (boolean next = fields.next($L, true); next; next = fields.next($L, false))",
                        index,
                        index)
                .addStatement(
                        "$L.add($L)",
                        local,
                        values.read(
                                type.element(),
                                text
                                        ? values.unescaped(
                                                type.element(), CodeBlock.of("line.rest()"))
                                        : CodeBlock.of("line.word()")))
                .addStatement("fields.close()")
                .endControlFlow()
                .build();
    }

    /** Whether the value of a field is read byte by byte. */
    static boolean isLinear(Node.Fields block) {
        return block.fields().stream()
                .flatMap(field -> segments(field).stream())
                .anyMatch(Segment.Linear.class::isInstance);
    }

    /** How the value of a field is read, as a line. */
    static List<Segment> segments(Node.Field field) {
        return Segment.of(new Template("", field.value()));
    }

    /** The name that a field's whole value stands for, if it does. */
    public static Optional<String> placeholder(Node.Field field) {
        return field.value().size() == 1
                        && (field.value().get(0) instanceof Node.Rest
                                || field.value().get(0) instanceof Node.Word)
                ? Optional.of(((Node.Placeholder) field.value().get(0)).names().get(0))
                : Optional.empty();
    }

    /** The list that has one element for each time that a field comes, if it is one. */
    static Optional<ParameterModel> list(Node.Field field, List<ParameterModel> parameters) {
        return placeholder(field)
                .flatMap(
                        name ->
                                parameters.stream()
                                        .filter(parameter -> parameter.name().equals(name))
                                        .findFirst())
                .filter(parameter -> parameter.value() instanceof ValueType.Several);
    }
}
