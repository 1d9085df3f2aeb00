package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.testing.StringTransport;

/** What payloads hold: items, fields, fields and a body; both sides. */
class GeneratedContentsTest {
    private static final Served NEWS =
            Served.compile(
                    """
                    @LineProtocol
                    @Errors(unknown = @Reply("500 {'what?'}"), malformed = @Reply("501 {'{message}'}"))
                    public interface X {
                        @Command("POST") @Reply("240 {'received'}")
                        void post(@Payload(Payload.Framing.DOTTED) Message message);

                        @Command("PUT") @Reply("241 {*}")
                        String put(@Payload(value = Payload.Framing.UNTIL, until = "7") List<Row> rows);

                        @Command("OVER") @Reply("224 {'follows'}") @Payload(Payload.Framing.DOTTED)
                        List<Row> over();

                        @Command("LIST") @Reply(value = "215", each = "{name}\\t{title*}") @Payload(Payload.Framing.DOTTED)
                        List<Group> list();

                        @Command("LIST {name}") @Reply(value = "216", each = "{title*}: {name}") @Payload(Payload.Framing.DOTTED)
                        List<Group> list(String name);

                        record Group(String name, String title) {}

                        @Command("HEAD") Head head();

                        @Command("ARTICLE") Article article();

                        @Format("{number} {text*}") record Row(long number, String text) {}

                        @Format("{headers: ...}\\n\\n{body*}") @Fields(fold = true)
                        record Message(Map<String, List<String>> headers, List<String> body) {}

                        @Reply("221 {number}") record Head(long number, @Payload(Payload.Framing.DOTTED) Map<String, String> fields) {}

                        @Reply("220 {number}") record Article(long number, @Payload(Payload.Framing.DOTTED) Letter letter) {}

                        @Format("From: {from*}\\n[Lines: {lines}]\\n{: ...}\\n\\n{body*}")
                        record Letter(String from, OptionalInt lines, Bytes body) {}
                    }
                    class H implements X {
                        static Message posted;
                        static Map<String, String> fields = Map.of();
                        static List<Row> rows = List.of();
                        public void post(Message message) { posted = message; }
                        public String put(List<Row> rows) { return rows.toString(); }
                        public List<Row> over() { return List.of(new Row(1, "a"), new Row(2, ".b"), new Row(3, "")); }
                        public List<Group> list() { return List.of(new Group(".a", ""), new Group("b", "c d")); }
                        public List<Group> list(String name) { return List.of(new Group("x", ".y")); }
                        public Head head() { return new Head(7, Map.of("Subject", "a: b")); }
                        public Article article() { return new Article(7, new Letter("me", OptionalInt.of(1), Bytes.of(".x\\r\\n"))); }
                    }
                    """);

    @Test
    void anItemThatIsAlwaysTheSameIsWrittenAsAPayloadHasLines() throws Exception {
        for (String around :
                List.of(
                        "@Envelope(command = \"$ {*} #{sum}\", reply = \"$ {*} #{sum}\") @LineProtocol",
                        "@LineProtocol(terminator = Terminator.NUL)",
                        "@LineProtocol(replyTerminator = \";\")")) {
            Served served =
                    Served.compile(
                            around
                                    + """
                                     public interface X {
                                        static String sum(Slice line) { return line.length() + "a"; }
                                        @Command("list") @Reply("items") @Payload(value = Payload.Framing.DELIMITED, until = "~")
                                        List<Mark> list();
                                        @Command("put {d.length}") @Reply("{}")
                                        int put(@Payload(trailer = Payload.Trailer.CRLF) List<Mark> d);
                                        @Format(".") record Mark() {}
                                    }
                                    class H implements X {
                                        public List<Mark> list() { return List.of(new Mark(), new Mark()); }
                                        public int put(List<Mark> d) { return d.size(); }
                                    }
                                    """
                                            .replace(
                                                    " static String sum",
                                                    around.contains("sum")
                                                            ? " @Supplies static String sum"
                                                            : " static String sum"));
            try (Conversed client = new Conversed(served)) {
                assertThat(client.outcome("list")).as(around).isEqualTo("[Mark[], Mark[]]");
                Object mark = served.type("X$Mark").getDeclaredConstructors()[0].newInstance();
                assertThat(client.outcome("put", List.of(mark, mark))).as(around).isEqualTo("2");
            }
        }
    }

    private static String posted() throws Exception {
        var field = NEWS.type("H").getDeclaredField("posted");
        field.setAccessible(true);
        return String.valueOf(field.get(null));
    }

    // ---- the server

    @Test
    void itemsAreReadOneInEachLine() {
        assertThat(NEWS.answer("PUT\r\n1 a\r\n2 b c\r\n3 \r\n7\r\n"))
                .isEqualTo(
                        "241 [Row[number=1, text=a], Row[number=2, text=b c], Row[number=3, text=]]\r\n");
        assertThat(NEWS.answer("PUT\r\n7\r\n")).isEqualTo("241 []\r\n");
    }

    @Test
    void fieldsAndABodyAreRead() throws Exception {
        assertThat(
                        NEWS.answer(
                                "POST\r\nFrom: me\r\nX:  y\r\n z\r\nX: 2\r\n\r\n..dot\r\n\r\nend\r\n.\r\n"))
                .isEqualTo("240 received\r\n");
        assertThat(posted())
                .isEqualTo("Message[headers={From=[me], X=[y z, 2]}, body=[.dot, , end]]");
        assertThat(NEWS.answer("POST\r\n\r\nx\r\n.\r\n")).isEqualTo("240 received\r\n");
        assertThat(posted()).isEqualTo("Message[headers={}, body=[x]]");
        assertThat(NEWS.answer("POST\r\nA: b\r\n.\r\n")).isEqualTo("240 received\r\n");
        assertThat(posted()).isEqualTo("Message[headers={A=[b]}, body=[]]");
    }

    @Test
    void aContentThatDoesNotFitIsMalformedAfterThePayload() {
        String next = "PUT\r\n7\r\n";
        for (String bad :
                List.of(
                        "PUT\r\n1 a\r\nx b\r\n7\r\n",
                        "PUT\r\n1\r\n7\r\n",
                        "PUT\r\n1 a\u0001\r\n7\r\n",
                        "POST\r\nFrom\r\n\r\nx\r\n.\r\n",
                        "POST\r\nFr om: x\r\n\r\nx\r\n.\r\n",
                        "POST\r\nFrom: a\u0001\r\n\r\nx\r\n.\r\n")) {
            assertThat(NEWS.answer(bad + next)).startsWith("501 ").endsWith("\r\n241 []\r\n");
        }
    }

    @Test
    void moreItemsThanTheBoundAreMalformed() {
        String rows = "1 a\r\n".repeat(100_001);
        StringTransport transport = NEWS.connect();
        transport.deliver("PUT\r\n" + rows + "7\r\nPUT\r\n7\r\n");
        assertThat(transport.text()).startsWith("501 ").endsWith("\r\n241 []\r\n");
    }

    @Test
    void contentsAreWritten() {
        assertThat(NEWS.answer("OVER\r\n")).isEqualTo("224 follows\r\n1 a\r\n2 .b\r\n3 \r\n.\r\n");
        assertThat(NEWS.answer("LIST\r\n")).isEqualTo("215\r\n..a\t\r\nb\tc d\r\n.\r\n");
        assertThat(NEWS.answer("LIST a\r\n")).isEqualTo("216\r\n..y: x\r\n.\r\n");
        assertThat(NEWS.answer("HEAD\r\n")).isEqualTo("221 7\r\nSubject: a: b\r\n.\r\n");
        assertThat(NEWS.answer("ARTICLE\r\n"))
                .isEqualTo("220 7\r\nFrom: me\r\nLines: 1\r\n\r\n..x\r\n.\r\n");
    }

    @Test
    void aPayloadMayBeCutAtEveryByte() {
        String all = "PUT\r\n1 a\r\n2 b c\r\n7\r\n";
        for (int cut = 1; cut < all.length(); cut++) {
            StringTransport transport = NEWS.connect();
            transport.deliver(all.substring(0, cut));
            transport.deliver(all.substring(cut));
            assertThat(transport.text())
                    .isEqualTo("241 [Row[number=1, text=a], Row[number=2, text=b c]]\r\n");
        }
    }

    // ---- the client

    private static Object row(long number, String text) throws Exception {
        var constructor = NEWS.type("X$Row").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(number, text);
    }

    private static Object message(Map<String, List<String>> headers, List<String> body)
            throws Exception {
        var constructor = NEWS.type("X$Message").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        return constructor.newInstance(headers, body);
    }

    @Test
    void theClientWritesContents() throws Exception {
        try (Called client = new Called(NEWS)) {
            client.call("put", List.of(row(1, "a"), row(2, "")));
            assertThat(client.received()).isEqualTo("PUT\r\n1 a\r\n2 \r\n7\r\n");
        }
        try (Called client = new Called(NEWS)) {
            client.call("post", message(Map.of("X", List.of("1", "2")), List.of(".a", "")));
            assertThat(client.received()).isEqualTo("POST\r\nX: 1\r\nX: 2\r\n\r\n..a\r\n\r\n.\r\n");
        }
        try (Called client = new Called(NEWS)) {
            client.call("post", message(Map.of(), List.of()));
            assertThat(client.received()).isEqualTo("POST\r\n\r\n.\r\n");
        }
    }

    @Test
    void theClientRefusesWhatWouldBeReadOtherwise() throws Exception {
        for (Object bad :
                List.of(
                        message(Map.of("a b", List.of("x")), List.of()),
                        message(Map.of("a", List.of("x\r\ny")), List.of()),
                        message(Map.of("a", List.of(" x")), List.of()),
                        message(Map.of("", List.of("x")), List.of()),
                        message(Map.of("a", List.of()), List.of()),
                        message(Map.of(), List.of("a\nb")))) {
            try (Called client = new Called(NEWS)) {
                assertThat(outcome(client.call("post", bad)))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(client.received()).isEmpty();
            }
        }
        try (Called client = new Called(NEWS)) {
            assertThat(outcome(client.call("put", List.of(row(1, "a\nb")))))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(client.received()).isEmpty();
        }
    }

    @Test
    void whatTheClientWritesTheServerReadsAsTheSame() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 200; i++) {
            Object written =
                    message(
                            Map.of("k" + random.nextInt(9), List.of(text(random), text(random))),
                            List.of(text(random), text(random)));
            Object row = row(random.nextInt(9), text(random));
            try (Called client = new Called(NEWS)) {
                boolean posted = outcome(client.call("post", written)) == null;
                String sent = client.received();
                if (posted) {
                    assertThat(NEWS.answer(sent)).isEqualTo("240 received\r\n");
                    assertThat(posted()).isEqualTo(written.toString());
                } else {
                    assertThat(sent).isEmpty();
                }
            }
            try (Called client = new Called(NEWS)) {
                boolean put = outcome(client.call("put", List.of(row))) == null;
                String sent = client.received();
                assertThat(put ? NEWS.answer(sent) : sent)
                        .isEqualTo(put ? "241 [" + row + "]\r\n" : "");
            }
        }
    }

    @Test
    void B1_B2_linesOfABodyHoldWhateverPayloadsHold() throws Exception {
        List<String> body = List.of("a\u001b[1m", "\tb\u007f", "\u0000", ".", "");
        String sent;
        try (Called client = new Called(NEWS)) {
            client.call("post", message(Map.of("X", List.of("1")), body));
            sent = client.received();
        }
        assertThat(sent)
                .isEqualTo(
                        "POST\r\nX: 1\r\n\r\na\u001b[1m\r\n\tb\u007f\r\n\u0000\r\n..\r\n\r\n.\r\n");
        assertThat(NEWS.answer(sent)).isEqualTo("240 received\r\n");
        assertThat(posted()).isEqualTo("Message[headers={X=[1]}, body=" + body + "]");
    }

    @Test
    void B3_aControlOfLiteralsIsNoPartOfACollectedField() {
        assertThat(NEWS.answer("POST\r\nX: a\tb\r\n\r\nx\r\n.\r\nPUT\r\n7\r\n"))
                .startsWith("501 ")
                .endsWith("\r\n241 []\r\n");
    }

    @Test
    void aPayloadThatDoesNotFitFailsItsCallAlone() throws Exception {
        try (Called client = new Called(NEWS)) {
            CompletableFuture<?> over = client.call("over");
            CompletableFuture<?> head = client.call("head");
            client.answer("224 follows\r\none two\r\n.\r\n221 7\r\nA: b\r\n.\r\n");
            assertThat(outcome(over)).isInstanceOf(ProtocolViolation.class);
            assertThat(outcome(head)).hasToString("Head[number=7, fields={A=b}]");
        }
    }

    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i > 0; i--) {
            text.append("a. :\t\n\r7\u0001".charAt(random.nextInt(9)));
        }
        return text.toString();
    }

    @Test
    void theClientReadsContents() throws Exception {
        for (String command : List.of("over", "list", "head", "article")) {
            try (Called client = new Called(NEWS)) {
                CompletableFuture<?> call = client.call(command);
                String sent = client.received();
                client.server().transport().write(NEWS.answer(sent).getBytes(UTF_8));
                client.run();
                assertThat(outcome(call))
                        .hasToString(
                                switch (command) {
                                    case "over" ->
                                            "[Row[number=1, text=a], Row[number=2, text=.b], Row[number=3, text=]]";
                                    case "list" ->
                                            "[Group[name=.a, title=], Group[name=b, title=c d]]";
                                    case "head" -> "Head[number=7, fields={Subject=a: b}]";
                                    default ->
                                            "Article[number=7, letter=Letter[from=me, lines=OptionalInt[1], body=.x\r\n]]";
                                });
            }
        }
    }

    @Test
    void badContentOfAReplyEndsTheConnection() throws Exception {
        try (Called client = new Called(NEWS)) {
            assertThat(outcome(client.answered("over", "224 x\r\n1 a\r\nb\r\n.\r\n")))
                    .isInstanceOf(ProtocolViolation.class);
        }
    }
}
