package org.ropewalk.processor.output;

import java.util.Optional;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.EnvelopeModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * The lines with which HAProxy checks a server: it expects the begin of the greeting, sends the
 * command with {@code @Probe}, and expects the begin of its reply.
 */
final class HaproxyCheck {
    private final ProtocolModel protocol;
    private final StringBuilder lines = new StringBuilder();

    HaproxyCheck(ProtocolModel protocol) {
        this.protocol = protocol;
    }

    String write() {
        lines.append("# The check of ").append(protocol.type().simpleName());
        lines.append("; each server needs \"check\", and \"check-send-proxy\" behind proxy:\n");
        lines.append("option tcp-check\n");
        protocol.initial().greeting().ifPresent(this::expect);
        if (hasPlainLines()) {
            protocol.initial().commands().stream()
                    .filter(CommandModel::probe)
                    .findFirst()
                    .ifPresent(this::dialogue);
        }
        return lines.toString();
    }

    /** Whether a command is a line, and not an array, fields, or a line with a tag. */
    private boolean hasPlainLines() {
        return !protocol.wire().isResp()
                && protocol.envelope().flatMap(EnvelopeModel::tag).isEmpty()
                && protocol.wire().checks().command().isEmpty();
    }

    private void dialogue(CommandModel probe) {
        Template command = probe.templates().get(0);
        if (command.fields().isEmpty()) {
            String end = protocol.wire().terminators().commands().get(0);
            lines.append("tcp-check send ").append(quoted(text(command, true) + end)).append('\n');
            expect(probe);
        }
    }

    private void expect(CommandModel answered) {
        Optional<Template> first = answered.answer().lines().stream().findFirst();
        first.map(line -> text(line, false))
                .filter(begin -> !begin.isEmpty())
                .ifPresent(
                        begin ->
                                lines.append("tcp-check expect string ")
                                        .append(quoted(begin))
                                        .append('\n'));
    }

    /** What a line begins with, up to its first value; of a command, all that it needs. */
    private static String text(Template line, boolean whole) {
        StringBuilder text = new StringBuilder();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Literal literal) {
                text.append(literal.text());
            } else if (node instanceof Node.VerbName verb) {
                text.append(verb.text());
            } else if (node instanceof Node.Separator) {
                text.append(' ');
            } else if (!whole) {
                return text.toString();
            }
        }
        return whole ? text.toString().strip() : text.toString();
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"', '\\', '$' -> quoted.append('\\').append(c);
                case '\r' -> quoted.append("\\r");
                case '\n' -> quoted.append("\\n");
                default -> {
                    if (c < ' ' || c > '~') {
                        quoted.append(String.format("\\x%02x", (int) c));
                    } else {
                        quoted.append(c);
                    }
                }
            }
        }
        return quoted.append('"').toString();
    }
}
