package org.ropewalk.processor.model;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * How the blocks of one direction are read.
 *
 * @param verb the name, with its mark, of the field that is the head; empty if the first line is
 * @param folds whether a line that begins with a blank goes on with the one before
 * @param length the name, with its mark, of the field that tells how many bytes follow a block;
 *     empty if none do
 * @param lineFirst whether a line comes before the first block: a greeting
 * @param end what follows each block and its payload; empty if nothing does
 */
public record BlockModel(String verb, boolean folds, String length, boolean lineFirst, String end) {
    /** How commands are read; nothing if they are lines. */
    public static Optional<BlockModel> ofCommands(ProtocolModel protocol) {
        return of(commands(protocol), protocol, false);
    }

    /** How replies and pushes are read; nothing if they are lines. */
    public static Optional<BlockModel> ofReplies(ProtocolModel protocol) {
        return of(replies(protocol), protocol, greetsWithLine(protocol));
    }

    /** The name, with its mark, of the field of a length; empty if no block has one. */
    public static String lengthOf(ProtocolModel protocol) {
        return Stream.of(ofCommands(protocol), ofReplies(protocol))
                .flatMap(Optional::stream)
                .map(BlockModel::length)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }

    /** Whether the greeting is a line; it may be one though all else are blocks. */
    public static boolean greetsWithLine(ProtocolModel protocol) {
        return protocol.states().stream()
                .flatMap(state -> state.greeting().stream())
                .flatMap(greeting -> greeting.answer().shape().lines().stream())
                .anyMatch(line -> line.fields().isEmpty());
    }

    private static Optional<BlockModel> of(
            List<Template> lines, ProtocolModel protocol, boolean lineFirst) {
        return lines.stream()
                .filter(BlockModel::ends)
                .findFirst()
                .map(
                        line ->
                                new BlockModel(
                                        verb(line),
                                        protocol.wire().fields().folds(),
                                        lines.stream()
                                                .flatMap(each -> length(each).stream())
                                                .map(Node.Field::prefix)
                                                .findFirst()
                                                .orElse(""),
                                        lineFirst,
                                        protocol.wire().fields().end()));
    }

    /** Whether an empty line ends what a template stands for. */
    public static boolean ends(Template line) {
        return line.fields().filter(Node.Fields::ends).isPresent();
    }

    /** The field of a block whose value is the length of what follows it. */
    public static Optional<Node.Field> length(Template line) {
        return line.fields().stream()
                .filter(Node.Fields::ends)
                .flatMap(block -> block.fields().stream())
                .filter(Node.Field::isLength)
                .findFirst();
    }

    /** The name of the field that is the head; empty if none is. */
    public static String verb(Template line) {
        return line.nodes().stream()
                .filter(Node.VerbName.class::isInstance)
                .map(node -> ((Node.VerbName) node).text())
                .findFirst()
                .orElse("");
    }

    private static List<Template> commands(ProtocolModel protocol) {
        return protocol.states().stream()
                .flatMap(state -> state.commands().stream())
                .flatMap(command -> command.templates().stream())
                .toList();
    }

    /**
     * All that a server writes, but for a greeting that is a line, and for a push of an empty line,
     * which clients skip.
     */
    public static List<Template> replies(ProtocolModel protocol) {
        Set<Template> lines = new LinkedHashSet<>();
        addErrors(protocol.errors(), lines);
        for (StateModel state : protocol.states()) {
            addErrors(state.errors(), lines);
            if (!greetsWithLine(protocol)) {
                state.greeting().ifPresent(greeting -> add(greeting, lines));
            }
            state.commands().forEach(command -> add(command, lines));
        }
        protocol.pushes()
                .ifPresent(
                        pushes ->
                                pushes.methods()
                                        .forEach(
                                                push ->
                                                        push.reply()
                                                                .lines()
                                                                .filter(line -> !isEmpty(line))
                                                                .forEach(lines::add)));
        return List.copyOf(lines);
    }

    private static boolean isEmpty(Template line) {
        return line.nodes().isEmpty();
    }

    private static void add(CommandModel command, Set<Template> lines) {
        lines.addAll(command.answer().lines());
        command.failures().forEach(failure -> failure.reply().lines().forEach(lines::add));
        addErrors(command.errors(), lines);
    }

    private static void addErrors(ErrorReplies errors, Set<Template> lines) {
        Stream.of(ErrorKind.values())
                .flatMap(kind -> errors.declared(kind).stream())
                .flatMap(error -> error.reply().lines())
                .forEach(lines::add);
    }
}
