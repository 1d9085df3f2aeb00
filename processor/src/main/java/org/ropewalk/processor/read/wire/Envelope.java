package org.ropewalk.processor.read.wire;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ropewalk.processor.model.Answer;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.FailureModel;
import org.ropewalk.processor.model.ReplyModel;
import org.ropewalk.processor.template.Blocks;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * What stands around lines.
 *
 * @param command around commands; the part before them
 * @param behind what stands behind commands, in their line
 * @param reply around lines that end a reply
 * @param other around its other lines
 * @param fields behind commands; an empty line ends each where they do
 * @param tag the one of them that a reply repeats, so that it tells its command
 * @param confirmsTagged whether success is answered only where a command has the tag
 */
public record Envelope(
        Optional<Template> command,
        List<Node> behind,
        Optional<Template> reply,
        Optional<Template> other,
        Optional<Node.Fields> fields,
        Optional<Node.Field> tag,
        boolean confirmsTagged) {
    /** Nothing. */
    public static final Envelope NONE =
            new Envelope(
                    Optional.empty(),
                    List.of(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    false);

    /**
     * A command as a line, with what stands behind it.
     *
     * @param bare whether it has no parameters: an empty line is then what stands directly around
     */
    public Template command(Template line, boolean bare) {
        if (!line.isEmpty() || bare && isDirect()) {
            Template filled =
                    line.isEmpty() ? new Template("", List.of(new Node.Literal(""))) : line;
            return Blocks.command(filled.before(behind), fields);
        }
        return Blocks.command(line, fields);
    }

    /** Whether a literal stands directly before commands, which are lines. */
    private boolean isDirect() {
        return fields.isEmpty()
                && command.map(Template::nodes)
                        .filter(nodes -> nodes.get(nodes.size() - 1) instanceof Node.Literal)
                        .isPresent();
    }

    /** What a command is read behind, if it is behind anything. */
    public Optional<EnvelopeModel> model() {
        return command.isEmpty() && tag.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new EnvelopeModel(
                                command.orElse(Template.EMPTY),
                                before(reply),
                                tag,
                                tag.flatMap(this::inReply)));
    }

    private Optional<Node.Field> inReply(Node.Field field) {
        return reply.flatMap(Template::fields).stream()
                .flatMap(block -> block.fields().stream())
                .filter(repeated -> repeated.value().equals(field.value()))
                .findFirst();
    }

    /** This, around what answers no command: without the fields that a command tells. */
    public Envelope untold() {
        return new Envelope(
                command,
                behind,
                reply.map(Envelope::untold),
                other.map(Envelope::untold),
                fields,
                tag,
                confirmsTagged);
    }

    private static Template untold(Template line) {
        return line.withFields(
                block -> block.filter(field -> new Template("", field.value()).names().isEmpty()));
    }

    /** A reply, with what stands around its lines. */
    public ReplyModel around(ReplyModel line) {
        return line.bare() ? line : line.map(around(reply), around(other));
    }

    private static UnaryOperator<Template> around(Optional<Template> envelope) {
        return line -> envelope.map(outer -> fill(outer, line)).orElse(line);
    }

    /** An answer, with what stands around its lines. */
    public Answer around(Answer answer) {
        return new Answer(
                answer.javaType(),
                answer.stage(),
                answer.opening().map(line -> line.bare() ? line : line.withValue(around(other))),
                around(answer.shape()));
    }

    private Answer.Shape around(Answer.Shape shape) {
        return shape.map(this::around, around(other));
    }

    /** The line of an exception, with what stands around it. */
    public FailureModel around(FailureModel failure) {
        return new FailureModel(failure.type(), failure.parameters(), around(failure.reply()));
    }

    /** Error replies, with what stands around their lines. */
    public ErrorReplies around(ErrorReplies errors) {
        Map<ErrorKind, ErrorReplies.ErrorReply> wrapped = new EnumMap<>(ErrorKind.class);
        for (ErrorKind kind : ErrorKind.values()) {
            errors.declared(kind)
                    .ifPresent(
                            error ->
                                    wrapped.put(
                                            kind,
                                            new ErrorReplies.ErrorReply(
                                                    error.silent(), around(error.reply()))));
        }
        List<Template> refusals =
                errors.refusals().stream()
                        .flatMap(line -> around(ReplyModel.of(line)).value().stream())
                        .toList();
        return wrapped.isEmpty() && refusals.isEmpty()
                ? ErrorReplies.NONE
                : new ErrorReplies(wrapped, refusals);
    }

    /** What stands in front of the line; nothing if that is nothing. */
    public static Optional<Template> before(Optional<Template> envelope) {
        return envelope.map(
                        outer ->
                                new Template(
                                        outer.source(),
                                        outer.nodes().stream()
                                                .takeWhile(
                                                        node -> !(node instanceof Node.ResultRest))
                                                .toList()))
                .filter(line -> !line.nodes().isEmpty());
    }

    /** {@code outer} with {@code line} in its place. */
    public static Template fill(Template outer, Template line) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : outer.nodes()) {
            if (node instanceof Node.ResultRest) {
                nodes.addAll(line.nodes());
            } else {
                nodes.add(node);
            }
        }
        List<Node> joined = new ArrayList<>();
        for (Node node : Blocks.joined(nodes)) {
            int last = joined.size() - 1;
            if (node instanceof Node.Literal next
                    && last >= 0
                    && joined.get(last) instanceof Node.Literal before) {
                joined.set(last, new Node.Literal(before.text() + next.text()));
            } else {
                joined.add(node);
            }
        }
        return new Template(outer.source().replace("{*}", line.source()), joined, line.verbatim());
    }
}
