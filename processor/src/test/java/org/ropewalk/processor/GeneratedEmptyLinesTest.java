package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** An empty line before each line of a server, and items whose second line is a text. */
class GeneratedEmptyLinesTest {
    private static final Served SERVED =
            Served.compile(
                    """
                    @LineProtocol
                    @Envelope(reply = "\\n{*}")
                    @Errors(unknown = @Reply("ERROR"), failed = @Reply("FAILED"), refusals = "+CMS ERROR: {*}")
                    public interface X {
                        @Command("PING") @Reply("PONG") void ping();
                        @Command("ID {text*}") @Reply("{text*}\\nOK") void id(String text);
                        @Command("SAY") @Reply("{*}") String say();
                        @Command("SIGNAL") @Reply("+SIGNAL: {rssi},{ber}\\nOK") Signal signal() throws No;
                        @Command("ITEMS") @Reply(each = "+ITEM: {number}\\n{text*}", end = "OK") List<Item> items();
                        @Command("BOX") Box box();
                        @Command("DATA") Data data();
                        @Command("COLOUR") Colour colour();
                        @Push interface Events { @Reply("RING {text*}") void ring(String text); }
                        record Signal(int rssi, int ber) {}
                        record Item(int number, String text) {}
                        @Reply(value = "BOX {name}", each = "{number}\\n{text*}", end = ".") record Box(String name, List<Item> items) {}
                        @Reply("DATA {bytes.length}") record Data(@Payload(trailer = Payload.Trailer.CRLF) Bytes bytes) {}
                        enum Colour { @Reply("RED") RED, GREEN }
                        @Reply("NO {code}") final class No extends Exception { private final int code; public No(int code) { this.code = code; } public int code() { return code; } public String toString() { return "no " + code; } }
                    }
                    final class H implements X {
                        static String text = "a";
                        private final Peer peer;
                        private int calls;
                        H(Peer peer) { this.peer = peer; }
                        public void ping() { XPushes.to(peer).ring("a b"); }
                        public void id(String text) {}
                        public String say() { return text; }
                        public X.Signal signal() throws X.No { if (calls++ > 0) throw new X.No(5); return new X.Signal(7, 99); }
                        public List<X.Item> items() { return List.of(new X.Item(1, text), new X.Item(2, "OK"), new X.Item(3, "")); }
                        public X.Box box() { return new X.Box("b", List.of(new X.Item(1, "."), new X.Item(2, "+ITEM: 3"))); }
                        public X.Data data() { return new X.Data(Bytes.of("\\r\\n\\r\\nx")); }
                        public X.Colour colour() { return X.Colour.GREEN; }
                    }
                    """);

    private static void text(String text) throws ReflectiveOperationException {
        var field = SERVED.type("H").getDeclaredField("text");
        field.setAccessible(true);
        field.set(null, text);
    }

    @Test
    void aServerWritesOneBeforeEachLine() throws Exception {
        text("a");
        assertThat(SERVED.answers("PING\nID x\nSIGNAL\nSIGNAL\nITEMS\nBOX\nDATA\nCOLOUR\nWHAT\n"))
                .isEqualTo(
                        """

                        RING a b

                        PONG

                        x

                        OK

                        +SIGNAL: 7,99

                        OK

                        NO 5

                        +ITEM: 1
                        a

                        +ITEM: 2
                        OK

                        +ITEM: 3


                        OK

                        BOX b

                        1
                        .

                        2
                        +ITEM: 3

                        .

                        DATA 5


                        x

                        GREEN

                        ERROR
                        """);
    }

    /** What the calls come to whose replies arrive in pieces of {@code step} bytes, or cut once. */
    private static List<String> read(String lines, int step, int cut, List<String> names)
            throws Exception {
        List<String> outcomes = new ArrayList<>();
        try (Called client = new Called(SERVED, "X$Events", outcomes::add, "")) {
            List<CompletableFuture<?>> calls = new ArrayList<>();
            for (String name : names) {
                calls.add(client.call(name));
            }
            for (int at = 0; at < lines.length(); ) {
                int to = Math.min(lines.length(), at < cut ? cut : at + step);
                client.answer(lines.substring(at, to));
                at = to;
            }
            for (CompletableFuture<?> call : calls) {
                outcomes.add(String.valueOf(Called.outcome(call)));
            }
        }
        return outcomes;
    }

    private static List<String> read(String lines, String... names) throws Exception {
        List<String> calls = List.of(names);
        List<String> whole = read(lines, lines.length(), 0, calls);
        assertThat(read(lines, 1, 0, calls)).isEqualTo(whole);
        for (int cut = 1; cut < lines.length(); cut++) {
            assertThat(read(lines, lines.length(), cut, calls))
                    .as("cut at " + cut)
                    .isEqualTo(whole);
        }
        return whole;
    }

    @Test
    void aClientReadsWhatTheServerWritesHoweverItIsCut() throws Exception {
        text("a");
        StringTransport server = SERVED.connect();
        server.deliver("PING\r\nSIGNAL\r\nSIGNAL\r\nITEMS\r\nBOX\r\nDATA\r\nCOLOUR\r\nSAY\r\n");
        assertThat(
                        read(
                                new String(server.value(), UTF_8),
                                "ping",
                                "signal",
                                "signal",
                                "items",
                                "box",
                                "data",
                                "colour",
                                "say"))
                .containsExactly(
                        "ring[a b]",
                        "null",
                        "Signal[rssi=7, ber=99]",
                        "no 5",
                        "[Item[number=1, text=a], Item[number=2, text=OK], Item[number=3, text=]]",
                        "Box[name=b, items=[Item[number=1, text=.], Item[number=2, text=+ITEM: 3]]]",
                        "Data[bytes=\r\n\r\nx]",
                        "GREEN",
                        "a");
    }

    @Test
    void aClientReadsLinesWithMoreEmptyLinesOrFewer() throws Exception {
        assertThat(
                        read(
                                "PONG\r\n\r\n\r\n\r\n+SIGNAL: 1,2\r\nOK\r\n+ITEM: 1\r\n\r\n\r\nOK\r\n"
                                        + "\r\nRING x\r\n\r\n\r\n+CMS ERROR: 3\r\n",
                                "ping",
                                "signal",
                                "items",
                                "signal"))
                .startsWith("ring[x]", "null", "Signal[rssi=1, ber=2]", "[Item[number=1, text=]]")
                .last()
                .asString()
                .contains("refused", "+CMS ERROR: 3");
    }

    @Test
    void aLineThatWouldBeEmptyIsRefused() throws Exception {
        text("");
        assertThat(SERVED.answers("SAY\n")).isEqualTo("\nFAILED\n");
        assertThat(SERVED.answers("ITEMS\n")).startsWith("\n+ITEM: 1\n\n\n+ITEM: 2\n");
    }

    @Test
    void aTextThatWouldEndItsLineIsRefused() throws Exception {
        text("a\r\nOK");
        assertThat(SERVED.answers("ITEMS\n")).isEqualTo("\nFAILED\n");
        text("a\rb\nc\r");
        StringTransport server = SERVED.connect();
        server.deliver("ITEMS\r\n");
        assertThat(read(new String(server.value(), UTF_8), "items").get(0))
                .startsWith("[Item[number=1, text=a\rb\nc\r]");
    }

    @Test
    void aRepliesLastLineIsThatOfAllCommandsOfALine() {
        Served shared =
                Served.compile(
                        """
                        @LineProtocol
                        @Envelope(reply = "\\n{*}")
                        @Chain(value = ";", together = Chain.Together.ONE_END)
                        @Errors(unknown = @Reply("ERROR"))
                        public interface X {
                            @Command("A") @Reply("a\\nOK") void a();
                            @Command("B") @Reply("OK") void b();
                            @Command("C") @Reply(each = "{}", end = "OK") List<Integer> c();
                        }
                        final class H implements X {
                            public void a() {}
                            public void b() {}
                            public List<Integer> c() { return List.of(1, 2); }
                        }
                        """);
        assertThat(shared.answers("A;B;C\nB\nB;WHAT;A\n"))
                .isEqualTo("\na\n\n1\n\n2\n\nOK\n\nOK\n\nERROR\n");
    }
}
