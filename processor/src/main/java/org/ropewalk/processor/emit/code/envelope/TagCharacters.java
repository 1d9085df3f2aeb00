package org.ropewalk.processor.emit.code.envelope;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ropewalk.processor.model.CommandModel;
import org.ropewalk.processor.model.ProtocolModel;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * The characters that no tag has: a client could not distinguish a reply with such a tag from a
 * line without one.
 */
public final class TagCharacters {
    private TagCharacters() {}

    /** The symbols with which lines without {@code tag} begin, and those of the quotes. */
    public static String without(String tag, ProtocolModel protocol) {
        Set<Character> symbols = new TreeSet<>();
        lines(protocol)
                .filter(line -> !line.names().contains(tag))
                .flatMap(line -> first(line.nodes()))
                .filter(first -> !Character.isLetterOrDigit(first))
                .forEach(symbols::add);
        protocol.wire()
                .quotes()
                .ifPresent(
                        quotes ->
                                (quotes.characters() + quotes.specials())
                                        .chars()
                                        .forEach(each -> symbols.add((char) each)));
        return symbols.stream().map(String::valueOf).collect(Collectors.joining());
    }

    /** All lines of the server that are no errors found by the runtime. */
    private static Stream<Template> lines(ProtocolModel protocol) {
        Stream<Template> replies =
                protocol.states().stream()
                        .flatMap(
                                state ->
                                        Stream.concat(
                                                state.commands().stream(),
                                                state.greeting().stream()))
                        .flatMap(TagCharacters::lines);
        Stream<Template> pushed =
                protocol.pushes().stream()
                        .flatMap(pushes -> pushes.methods().stream())
                        .flatMap(push -> push.reply().lines());
        return Stream.concat(replies, pushed);
    }

    private static Stream<Template> lines(CommandModel command) {
        return Stream.concat(
                command.answer().lines().stream(),
                command.failures().stream().flatMap(failure -> failure.reply().lines()));
    }

    private static Stream<Character> first(List<Node> nodes) {
        return nodes.stream()
                .limit(1)
                .filter(Node.Literal.class::isInstance)
                .map(node -> ((Node.Literal) node).text().charAt(0));
    }
}
