package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.ErrorReplies;
import org.ropewalk.processor.model.ParameterModel.Role;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** The lines of {@code @Errors} that may come in place of a command's reply. */
public final class ReplyErrors {
    private static final Set<ErrorKind> OF_VALUES =
            EnumSet.of(ErrorKind.MALFORMED, ErrorKind.USAGE, ErrorKind.TOO_LONG);
    private static final Set<ErrorKind> OF_PAYLOADS =
            EnumSet.of(ErrorKind.PAYLOAD, ErrorKind.TOO_BIG, ErrorKind.MEMORY);

    /** What may be sent while a reply is written, and as the first line of a connection. */
    private static final Set<ErrorKind> AT_ANY_TIME =
            EnumSet.of(ErrorKind.FAILED, ErrorKind.BUSY, ErrorKind.TIMEOUT, ErrorKind.SHUTDOWN);

    private ReplyErrors() {}

    /** All lines that a client reads as errors. */
    public static List<Template> all(CommandModel command, ProtocolModel protocol) {
        List<Template> lines = new ArrayList<>();
        declared(command, protocol)
                .forEach(
                        replies -> {
                            for (ErrorKind kind : ErrorKind.values()) {
                                replies.declared(kind)
                                        .ifPresent(error -> lines.addAll(error.reply().values()));
                            }
                        });
        unknown(protocol).ifPresent(lines::add);
        return lines;
    }

    /**
     * The lines that a server may send where a generated client calls {@code command}. The client
     * knows the state, so that nothing is misplaced. Where the result ends the connection, an error
     * that ends it, too, is no other result.
     */
    public static List<Template> received(CommandModel command, ProtocolModel protocol) {
        List<Template> lines = received(command, protocol, EnumSet.allOf(ErrorKind.class));
        if (meetsUndeclared(command, protocol.errors())) {
            unknown(protocol).ifPresent(lines::add);
        }
        return lines;
    }

    /** Those of {@link #received} that may come while the reply is written. */
    public static List<Template> atAnyTime(CommandModel command, ProtocolModel protocol) {
        return received(command, protocol, AT_ANY_TIME);
    }

    private static List<Template> received(
            CommandModel command, ProtocolModel protocol, Set<ErrorKind> some) {
        List<Template> lines = new ArrayList<>();
        declared(command, protocol)
                .forEach(
                        replies -> {
                            for (ErrorKind kind : kinds(command, replies, some)) {
                                replies.declared(kind)
                                        .filter(
                                                error ->
                                                        !(command.answer().shape().closes()
                                                                && error.reply().close()))
                                        .ifPresent(error -> lines.addAll(error.reply().values()));
                            }
                        });
        return lines;
    }

    /** A line as it is written: commentary is the text that it has. */
    public static Template written(Template line) {
        List<Node> nodes = new ArrayList<>();
        for (Node node : line.nodes()) {
            if (node instanceof Node.Commentary commentary) {
                write(commentary, nodes);
            } else {
                nodes.add(node);
            }
        }
        while (!nodes.isEmpty() && nodes.get(nodes.size() - 1) instanceof Node.Separator) {
            nodes.remove(nodes.size() - 1);
        }
        return line.with(nodes);
    }

    /** Adds what a commentary writes; a text of several words is the rest of the line. */
    private static void write(Node.Commentary commentary, List<Node> nodes) {
        for (Node node : commentary.nodes()) {
            if (node instanceof Node.Literal literal) {
                String[] words = literal.text().split(" ", -1);
                for (int i = 0; i < words.length; i++) {
                    if (i > 0) {
                        nodes.add(new Node.Separator());
                    }
                    if (!words[i].isEmpty()) {
                        nodes.add(new Node.Literal(words[i]));
                    }
                }
            } else if (node.equals(new Node.Word("verb"))
                    || node.equals(new Node.Word("incident"))) {
                nodes.add(node);
            } else {
                nodes.add(new Node.Rest("text"));
                return;
            }
        }
    }

    private static Stream<ErrorReplies> declared(CommandModel command, ProtocolModel protocol) {
        return Stream.concat(
                Stream.of(command.errors(), protocol.errors()),
                protocol.states().stream()
                        .filter(state -> state.knows(command))
                        .map(state -> state.errors()));
    }

    /** What is sent where nothing is declared. */
    private static Optional<Template> unknown(ProtocolModel protocol) {
        String error = protocol.wire().isResp() ? "-ERR" : "ERROR";
        return protocol.errors().declared(ErrorKind.UNKNOWN).isPresent()
                ? Optional.empty()
                : Optional.of(new Template(error, List.of(new Node.Literal(error))));
    }

    /** The declared kinds whose replies the command can receive. */
    private static Set<ErrorKind> kinds(
            CommandModel command, ErrorReplies replies, Set<ErrorKind> some) {
        Set<ErrorKind> kinds = EnumSet.noneOf(ErrorKind.class);
        for (ErrorKind kind : some) {
            if (meets(command, kind)) {
                nearest(kind, replies).ifPresent(kinds::add);
            }
        }
        return kinds;
    }

    /** The kind whose reply is sent for {@code kind}; empty if none is declared. */
    private static Optional<ErrorKind> nearest(ErrorKind kind, ErrorReplies replies) {
        Optional<ErrorKind> declared = Optional.of(kind);
        while (declared.isPresent() && replies.declared(declared.get()).isEmpty()) {
            declared = declared.get().fallback();
        }
        return declared;
    }

    /** Whether values of a command lead to an error for which nothing is declared. */
    private static boolean meetsUndeclared(CommandModel command, ErrorReplies replies) {
        return Stream.concat(OF_VALUES.stream(), OF_PAYLOADS.stream())
                .anyMatch(kind -> meets(command, kind) && nearest(kind, replies).isEmpty());
    }

    private static boolean meets(CommandModel command, ErrorKind kind) {
        return switch (kind) {
            case EMPTY -> command.templates().stream().anyMatch(Template::isEmpty);
            case MISPLACED -> false;
            case UNAVAILABLE -> command.startsTls();
            case PAYLOAD, TOO_BIG, MEMORY -> has(command, Role.PAYLOAD);
            case MALFORMED, USAGE, TOO_LONG ->
                    has(command, Role.VALUE) || has(command, Role.PAYLOAD);
            default -> true;
        };
    }

    private static boolean has(CommandModel command, Role role) {
        return command.parameters().stream().anyMatch(each -> each.role() == role);
    }
}
