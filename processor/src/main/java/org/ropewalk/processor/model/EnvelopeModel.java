package org.ropewalk.processor.model;

import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * What stands in front of lines.
 *
 * @param command in front of commands
 * @param reply in front of the line that ends a reply, if anything does
 * @param tagField the field of blocks by which a reply and its command belong together, if one does
 * @param replyField that field as replies have it
 */
public record EnvelopeModel(
        Template command,
        Optional<Template> reply,
        Optional<Node.Field> tagField,
        Optional<Node.Field> replyField) {
    /** The values that stand in front of each command; optional ones are not among them. */
    public List<String> values() {
        return command.nodes().stream()
                .filter(Node.Word.class::isInstance)
                .map(node -> ((Node.Word) node).name())
                .toList();
    }

    /** The one value by which a reply and its command belong together. */
    public Optional<String> tag() {
        return tagField.isPresent() ? tagField.map(EnvelopeModel::name) : tagInFront();
    }

    private static String name(Node.Field field) {
        return ((Node.Word) field.value().get(0)).name();
    }

    /** The value of the field, if there is one; it may be missing where its field may. */
    public Optional<ParameterModel> tagValue() {
        return tagField.map(
                field -> {
                    ParameterModel text = ParameterModel.text(name(field));
                    return field.optional() ? text.as(ValueType.Maybe.of(text.value())) : text;
                });
    }

    private Optional<String> tagInFront() {
        return values().size() == 1
                ? Optional.of(values().get(0))
                        .filter(tag -> reply.map(line -> line.names().contains(tag)).orElse(false))
                : Optional.empty();
    }

    /** What a client writes in front of a command: all that is not optional. */
    public Template written() {
        return new Template(
                command.source(),
                command.nodes().stream().filter(node -> !(node instanceof Node.Group)).toList());
    }
}
