package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.testing.StringTransport;

/** Payloads whose length stands in their line, and which hold more than bytes: both sides. */
class GeneratedCountedContentsTest {
    private static final Served STORE =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(
                            unknown = @Reply("500 {'unknown'}"),
                            malformed = @Reply("501 {'{message}'}"),
                            tooBig = @Reply("502 {'too big'}"))
                    @Limits(payload = 200)
                    public interface X {
                        @Command("PUT {rows.length}") @Reply("200 {rows.length} {*}") String put(@Payload List<Row> rows);
                        @Command("NOTE {name} {text.length}") @Reply("201 {*}")
                        String note(String name, @Payload(trailer = Payload.Trailer.NONE) String text);
                        @Command("BOTH {lines.length} {lines+text.length}") @Reply("202 {*}")
                        String both(@Payload(trailer = Payload.Trailer.NONE) List<String> lines, @Payload String text);
                        @Command("MAIL {message.length}") @Reply("203 {*}") CompletionStage<String> mail(@Payload Message message);
                        @Command("GET {name}") Rows get(String name) throws Refused;
                        @Command("TELL {text*}") @Reply("204") void tell(String text);
                        @Command("POST") @Reply("205 {*}") String post(@Payload(Payload.Framing.DOTTED) String text);
                        @Command("LAST") @Reply("206") @Payload(Payload.Framing.DOTTED) String last();

                        @Format("{number} {text*}") record Row(long number, String text) {}
                        @Format("{headers: ...}\\n\\n{body*}") record Message(Map<String, String> headers, Bytes body) {}
                        @Reply("210 {rows.length} {text.length}")
                        record Rows(@Payload(trailer = Payload.Trailer.NONE) List<Row> rows, @Payload String text) {}

                        @Reply("410 {why.length}") class Refused extends Exception {
                            private final String why;
                            public Refused(@Payload String why) { this.why = why; }
                            public String why() { return why; }
                        }
                        @Push interface Events {
                            @Reply("NEWS {fields.length}") void news(@Payload Map<String, String> fields);
                        }
                    }
                    class H implements X {
                        static String last = "";
                        private final Peer peer;
                        H(Peer peer) { this.peer = peer; }
                        public String put(List<Row> rows) { return rows.toString(); }
                        public String note(String name, String text) { return name + text.length(); }
                        public String both(List<String> lines, String text) { return lines + text; }
                        public CompletionStage<String> mail(Message message) {
                            return CompletableFuture.completedFuture(message.headers() + " " + message.body().length());
                        }
                        public Rows get(String name) throws Refused {
                            if (name.equals("no")) { throw new Refused("so\\r\\n"); }
                            return new Rows(List.of(new Row(1, "a b"), new Row(2, name)), "\\u00e9");
                        }
                        public void tell(String text) { XPushes.to(peer).news(Map.of("text", text)); }
                        public String post(String text) { last = text; return "" + text.length(); }
                        public String last() { return last; }
                    }
                    """);

    // ---- the server

    @Test
    void itemsAreCounted() {
        assertThat(STORE.answers("PUT 11\n1 a b\n2 \n\nPUT 0\n\nPUT 3\n1 a\n"))
                .isEqualTo(
                        "200 11 [Row[number=1, text=a b], Row[number=2, text=]]\n"
                                + "200 0 []\n200 3 [Row[number=1, text=a]]\n");
    }

    @Test
    void textIsCounted_inBytes() {
        assertThat(STORE.answers("NOTE a 6\nx\nyz")).isEmpty();
        assertThat(STORE.answers("NOTE a 6\nx\ny\u00e9")).isEqualTo("201 a5\n");
        assertThat(STORE.answers("NOTE a 0\nNOTE b 1\nx")).isEqualTo("201 a0\n201 b1\n");
    }

    @Test
    void severalContentsFollowEachOther() {
        assertThat(STORE.answers("BOTH 6 8\na\nb\nxy\nBOTH 0 0\n\n"))
                .isEqualTo("202 [a, b]xy\n202 []\n");
    }

    @Test
    void aMessageIsCounted() {
        assertThat(STORE.answers("MAIL 16\nA: b\nC: d\n\nxy\nMAIL 0\n\n"))
                .isEqualTo("203 {A=b, C=d} 2\n203 {} 0\n");
    }

    @Test
    void contentsAreWrittenAfterTheirLengths() {
        assertThat(STORE.answers("GET x\nGET no\nTELL hi\n"))
                .isEqualTo(
                        "210 12 2\n1 a b\n2 x\n\u00e9\n410 4\nso\n\n"
                                + "NEWS 10\ntext: hi\n\n204\n");
    }

    @Test
    void aContentThatDoesNotFitIsMalformedAfterThePayload() {
        for (String bad :
                List.of(
                        "PUT 3\r\nx a\r\n",
                        "PUT 6\r\n1 a\r\nb\r\n",
                        "MAIL 4\r\nA  b\r\n",
                        "NOTE a 1\r\n\u00ff",
                        "BOTH 1 2\r\n\u00ffa\r\n",
                        "BOTH 1 2\r\na\u00ff\r\n")) {
            StringTransport transport = STORE.connect();
            transport.deliver((bad + "PUT 0\r\n\r\n").getBytes(ISO_8859_1));
            transport.runTurns();
            assertThat(transport.text()).as(bad).startsWith("501 ").endsWith("\r\n200 0 []\r\n");
        }
    }

    @Test
    void oneThatIsTooBigIsSkipped() {
        String big = "1 " + "a".repeat(300);
        assertThat(STORE.answers("PUT " + big.length() + "\n" + big + "\nPUT 0\n\n"))
                .isEqualTo("502 too big\n200 0 []\n");
        assertThat(STORE.answers("PUT 99999999999999999999\n")).startsWith("501 ");
    }

    @Test
    void aPayloadMayBeCutAtEveryByte() {
        String whole =
                "PUT 11\r\n1 a b\r\n2 \r\n\r\nBOTH 6 8\r\na\r\nb\r\nxy\r\nMAIL 6\r\nA: b\r\n\r\n";
        String once = STORE.answer(whole);
        for (int i = 1; i < whole.length(); i++) {
            StringTransport transport = STORE.connect();
            transport.deliver(whole.substring(0, i));
            transport.deliver(whole.substring(i));
            transport.runTurns();
            assertThat(transport.text()).isEqualTo(once);
        }
    }

    @Test
    void textMayHaveAnEndOfItsOwn() {
        assertThat(STORE.answers("POST\na\n..b\n.\nLAST\n")).isEqualTo("205 7\n206\na\n..b\n.\n");
        assertThat(STORE.answers("POST\n.\nLAST\n")).isEqualTo("205 0\n206\n.\n");
    }

    // ---- the client

    @Test
    void theClientCountsWhatItWrites() throws Exception {
        try (Called client = client(new ArrayList<>())) {
            client.call("put", List.of(row(1, "a b"), row(2, "")));
            client.call("note", "n", "x\r\ny\u00e9");
            client.call("both", List.of("a", "b"), "xy");
            assertThat(client.received())
                    .isEqualTo(
                            "PUT 11\r\n1 a b\r\n2 \r\n\r\nNOTE n 6\r\nx\r\ny\u00e9BOTH 6 8\r\na\r\nb\r\nxy\r\n");
        }
    }

    @Test
    void theClientRefusesWhatCannotBeWritten_beforeALine() throws Exception {
        try (Called client = client(new ArrayList<>())) {
            for (CompletableFuture<?> refused :
                    List.of(
                            client.call("put", List.of(row(1, "a\nb"))),
                            client.call("note", "n", "\ud800"),
                            client.call("both", List.of("a\nb"), ""))) {
                assertThat(outcome(refused)).isInstanceOf(IllegalArgumentException.class);
            }
            client.call("put", List.of());
            assertThat(client.received()).isEqualTo("PUT 0\r\n\r\n");
        }
    }

    @Test
    void whatOneSideWritesTheOtherReadsAsTheSame() throws Exception {
        StringTransport server = STORE.connect();
        List<String> pushed = new ArrayList<>();
        try (Called client = client(pushed)) {
            CompletableFuture<?> get = client.call("get", "x");
            CompletableFuture<?> no = client.call("get", "no");
            CompletableFuture<?> tell = client.call("tell", "a: b");
            CompletableFuture<?> post = client.call("post", ".a\r\nb");
            CompletableFuture<?> last = client.call("last");
            server.deliver(client.received());
            server.runTurns();
            client.answer(server.text());
            assertThat(outcome(get))
                    .hasToString(
                            "Rows[rows=[Row[number=1, text=a b], Row[number=2, text=x]], text=\u00e9]");
            Object refused = outcome(no);
            assertThat(refused.getClass().getMethod("why").invoke(refused)).isEqualTo("so\r\n");
            assertThat(tell).isCompleted();
            assertThat(outcome(post)).isEqualTo("7");
            assertThat(outcome(last)).isEqualTo(".a\r\nb\r\n");
            assertThat(pushed).containsExactly("news[{text=a: b}]");
        }
    }

    @Test
    void aReplyThatDoesNotFitFailsItsCallAlone() throws Exception {
        try (Called client = client(new ArrayList<>())) {
            CompletableFuture<?> bad = client.call("get", "x");
            CompletableFuture<?> good = client.call("get", "x");
            client.answer("210 3 0\r\nx a\r\n210 3 0\r\n1 a\r\n");
            assertThat(outcome(bad)).isInstanceOf(ProtocolViolation.class);
            assertThat(outcome(good)).hasToString("Rows[rows=[Row[number=1, text=a]], text=]");
        }
    }

    private static Called client(List<String> pushed) throws Exception {
        return new Called(STORE, "X$Events", pushed::add, "");
    }

    private static Object row(long number, String text) throws Exception {
        var made = STORE.type("X$Row").getDeclaredConstructors()[0];
        made.setAccessible(true);
        return made.newInstance(number, text);
    }
}
