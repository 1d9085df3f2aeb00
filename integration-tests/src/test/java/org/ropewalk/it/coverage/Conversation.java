package org.ropewalk.it.coverage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.StringTransport;
import org.ropewalk.tls.TlsSession;

/**
 * What several clients say to a server, and what it answers to whom, as a text of lines:
 *
 * <pre>
 * == title: a server of its own
 * 1 connects
 * 1 &gt; a line that the first client sends, with its end; {600*x} is long
 * 1 &gt;&gt; bytes without an end; \r \n \t \0 \x80 are what they are elsewhere
 * 1 &lt; a line that it hears
 * 1 tls: the handshake
 * 1 gone: without a word
 * 3 s pass
 * the disk fails
 * 1 closed: by the server
 * </pre>
 */
final class Conversation {
    /** Bytes of input that are cut in two at every place. */
    private static final int MOST_SPLIT = 2_000;

    private static final Pattern LONG = Pattern.compile("\\{(\\d+)\\*(.)\\}");
    private static final TlsSession AGREED =
            new TlsSession(
                    "TLSv1.3",
                    "TLS_AES_256_GCM_SHA384",
                    Optional.empty(),
                    Optional.empty(),
                    List.of());
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x([0-9a-f]{2})|.)");

    private final Supplier<World> worlds;
    private final Watched watched;
    private final UnaryOperator<String> stable;
    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Client> clients = new TreeMap<>();
    private World world;

    /** A server, and what time means to it. */
    interface World {
        /** Who makes its connections. */
        CommandFactory<?> factory();

        /** Lets time pass. */
        default void advance(Duration duration) {}

        /** What it stores things on fails. */
        default void fail() {
            throw new UnsupportedOperationException("nothing is stored here");
        }
    }

    /** One connection. */
    private static final class Client {
        private final StringTransport transport = new StringTransport();
        private final Protocol protocol;
        private boolean closed;

        Client(Protocol protocol) {
            this.protocol = protocol;
        }
    }

    Conversation(Supplier<World> worlds, Watched watched, UnaryOperator<String> stable) {
        this.worlds = worlds;
        this.watched = watched;
        this.stable = stable;
    }

    /** The text again, with what was answered this time. */
    String replay(String script) {
        script.lines().forEach(this::replayed);
        end();
        return text.toString();
    }

    /** What single clients say, if no time passes meanwhile, and the whole answer. */
    static Map<String, String> single(String script) {
        Map<String, String> answers = new LinkedHashMap<>();
        for (String conversation : script.split("(?m)^== .*\n")) {
            StringBuilder said = new StringBuilder();
            StringBuilder heard = new StringBuilder();
            boolean single = true;
            for (String line : conversation.lines().toList()) {
                if (line.startsWith("1 >")) {
                    said.append(new String(said(line.substring(2)), ISO_8859_1));
                } else if (line.startsWith("1 <")) {
                    boolean whole = line.startsWith("1 < ");
                    heard.append(new String(bytes(line.substring(whole ? 4 : 5)), ISO_8859_1))
                            .append(whole ? "\r\n" : "");
                } else {
                    single &= line.isEmpty() || line.matches("1 (connects|closed)");
                }
            }
            if (single && !said.isEmpty() && said.length() < MOST_SPLIT) {
                answers.put(said.toString(), heard.toString());
            }
        }
        return answers;
    }

    private static byte[] said(String action) {
        if (action.startsWith(">> ")) {
            return bytes(action.substring(3));
        }
        return bytes(action.length() > 2 ? action.substring(2) + "\r\n" : "\r\n");
    }

    private void replayed(String line) {
        if (line.startsWith("==")) {
            end();
            world = worlds.get();
        }
        if (line.matches("\\d+ (<|closed).*")) {
            return;
        }
        text.append(line).append('\n');
        if (line.matches("\\d+ s pass")) {
            pass(Integer.parseInt(line.substring(0, line.indexOf(' '))));
        } else if (line.equals("the disk fails")) {
            world.fail();
        } else if (line.matches("\\d+ .*")) {
            int space = line.indexOf(' ');
            act(Integer.parseInt(line.substring(0, space)), line.substring(space + 1));
        }
    }

    private void end() {
        clients.values().stream().filter(client -> !client.closed).forEach(this::gone);
        clients.clear();
    }

    private void gone(Client client) {
        watched.watch(client.protocol);
        client.transport.lose(new ConnectionLost("gone"));
        client.closed = true;
    }

    private void pass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            world.advance(Duration.ofSeconds(1));
            clients.values().forEach(client -> client.transport.advance(Duration.ofSeconds(1)));
        }
        heard();
    }

    private void act(int number, String action) {
        if (action.equals("connects")) {
            StringTransport none = new StringTransport();
            Client client = new Client(world.factory().buildProtocol(none.getPeer()));
            clients.put(number, client);
            watched.watch(client.protocol);
            client.transport.connect(client.protocol);
        } else {
            Client client = clients.get(number);
            watched.watch(client.protocol);
            if (action.startsWith(">")) {
                client.transport.deliver(said(action));
            } else if (action.equals("tls")) {
                client.transport.completeHandshake(AGREED);
            } else if (action.equals("gone")) {
                gone(client);
            } else {
                throw new IllegalArgumentException(action);
            }
        }
        heard();
    }

    /** Writes down what has come to each. */
    private void heard() {
        for (int round = 0; round < 2; round++) {
            world.advance(Duration.ZERO);
            clients.values().forEach(client -> client.transport.runTurns());
        }
        clients.forEach(
                (number, client) -> {
                    lines(number, stable.apply(client.transport.takeText()));
                    if (!client.closed
                            && (!client.transport.isOpen() || client.transport.isDisconnecting())) {
                        text.append(number).append(" closed\n");
                        gone(client);
                    }
                });
    }

    private void lines(int number, String heard) {
        int from = 0;
        while (from < heard.length()) {
            int end = heard.indexOf("\r\n", from);
            boolean whole = end >= 0;
            text.append(number)
                    .append(whole ? " < " : " << ")
                    .append(escaped(heard.substring(from, whole ? end : heard.length())))
                    .append('\n');
            from = whole ? end + 2 : heard.length();
        }
    }

    private static String escaped(String heard) {
        StringBuilder shown = new StringBuilder();
        for (char c : heard.toCharArray()) {
            switch (c) {
                case '\n' -> shown.append("\\n");
                case '\r' -> shown.append("\\r");
                case '\t' -> shown.append("\\t");
                case '\0' -> shown.append("\\0");
                default -> shown.append(c);
            }
        }
        return shown.toString();
    }

    private static byte[] bytes(String shown) {
        String whole =
                LONG.matcher(shown)
                        .replaceAll(
                                found ->
                                        Matcher.quoteReplacement(
                                                found.group(2)
                                                        .repeat(Integer.parseInt(found.group(1)))));
        return ESCAPE.matcher(whole)
                .replaceAll(found -> Matcher.quoteReplacement(meant(found.group(1))))
                .getBytes(ISO_8859_1);
    }

    private static String meant(String escape) {
        return switch (escape.charAt(0)) {
            case 'r' -> "\r";
            case 'n' -> "\n";
            case 't' -> "\t";
            case '0' -> "\0";
            case 'x' -> String.valueOf((char) Integer.parseInt(escape.substring(1), 16));
            default -> escape;
        };
    }
}
