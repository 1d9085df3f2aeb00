package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Filters of bytes: between the connection and the lines, on both sides. */
class GeneratedFiltersTest {
    private static final String DECLARATION =
            """
            @LineProtocol(charset = "ISO-8859-1"%s)
            @Errors(unknown = @Reply("unknown"), malformed = @Reply("malformed"), tooLong = @Reply("too long"))
            @Limits(line = 5000)
            public interface X {
                @OnConnect @Reply("hello") void greeting();
                @Command("say {text*}") @Reply("{text*}") void say(String text);
                @Command("put {size}") @Reply("{} bytes") int put(@Payload byte[] data);
                @Command("later {n}") @Reply("{}") CompletionStage<Integer> later(int n);
                @Command("quit") @Reply(value = "bye", close = true) void quit();
            }

            final class H implements X {
                public void greeting() {}
                public void say(String text) {}
                public int put(byte[] data) { return data.length; }
                public CompletionStage<Integer> later(int n) {
                    CompletableFuture<Integer> later = new CompletableFuture<>();
                    System.getProperties().put("later", later);
                    return later;
                }
                public void quit() {}
            }
            """
                    .replace("put {size}", "put {data.length}");
    private static final Served TELNET =
            Served.compile(DECLARATION.formatted(", filter = org.ropewalk.filter.Telnet.class"));
    private static final Served PLAIN = Served.compile(DECLARATION.formatted(""));
    private static final String IAC = "\u00FF";

    private StringTransport transport = TELNET.connect();

    private String says(String lines) {
        transport.deliver(lines.replace("\n", "\r\n").getBytes(ISO_8859_1));
        transport.runTurns();
        String text = new String(transport.value(), ISO_8859_1).replace("\r\n", "\n");
        transport.clear();
        return text;
    }

    @Test
    void commandsAreRemovedAndAnsweredBeforeTheReply() {
        assertThat(says("")).isEqualTo("hello\n");
        assertThat(says("sa" + IAC + "\u00FB\1y a\n")).isEqualTo(IAC + "\u00FE\1a\n");
        assertThat(says("say " + IAC + IAC + "b\n")).isEqualTo(IAC + IAC + "b\n");
        assertThat(says("say c" + IAC)).isEmpty();
        assertThat(says("\u00F4\nquit\n")).isEqualTo("c\nbye\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void aSubnegotiationWithoutEndIsALineThatIsTooLong() {
        says("");

        assertThat(says(IAC + "\u00FA" + "x".repeat(6000) + "\nsay a\n"))
                .isEqualTo("too long\na\n");
    }

    @Test
    void linesBehindACommandThatWaitsAreKept() {
        says("");

        assertThat(says("later 1\nsay a\nsay b\n")).isEmpty();
        @SuppressWarnings("unchecked")
        CompletableFuture<Integer> later =
                (CompletableFuture<Integer>) System.getProperties().get("later");
        later.complete(7);
        assertThat(says("")).isEqualTo("7\na\nb\n");
    }

    @Test
    void theEndOfTheInputIsToldBehindAllLines() {
        says("");
        transport.deliver("later 1\r\nsay a\r\n");
        transport.deliverEnd();
        assertThat(transport.isDisconnecting()).isFalse();
        @SuppressWarnings("unchecked")
        CompletableFuture<Integer> later =
                (CompletableFuture<Integer>) System.getProperties().get("later");
        later.complete(7);

        assertThat(says("")).isEqualTo("7\na\n");
        assertThat(transport.isDisconnecting()).isTrue();
    }

    @Test
    void theAnswersAreThoseOfLinesWithoutAFilter() {
        String lines = "say a\r\nput 3\r\nx\ryjump\r\nsay " + "c".repeat(40) + "\r\nput x\r\n";
        StringTransport plain = PLAIN.connect();
        plain.deliver(lines);
        plain.runTurns();
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            StringTransport filtered = TELNET.connect();
            for (int from = 0; from < lines.length(); ) {
                int to = from + 1 + random.nextInt(lines.length() - from);
                filtered.deliver(Arrays.copyOfRange(lines.getBytes(ISO_8859_1), from, to));
                filtered.runTurns();
                from = to;
            }
            assertThat(filtered.text()).isEqualTo(plain.text());
        }
    }

    @Test
    void aClientHasTheFilterToo() throws ReflectiveOperationException {
        try (Conversed talk = new Conversed(TELNET)) {
            assertThat(talk.outcome("say", IAC + "a" + IAC)).isEqualTo("null");
            byte[] data = new byte[100_000];
            Arrays.fill(data, (byte) 255);
            assertThat(talk.outcome("put", (Object) data)).isEqualTo("100000");
            assertThat(talk.outcome("quit")).isEqualTo("null");
        }
    }
}
