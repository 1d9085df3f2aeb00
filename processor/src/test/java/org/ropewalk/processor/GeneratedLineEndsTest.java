package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.StringTransport;

/** Envelopes that have something behind the line of a command: both sides. */
class GeneratedLineEndsTest {
    private static final Served MEDIA =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF}, order = Order.TAGGED)
                    @Envelope(
                            command = "{*} RTSP/1.0\\nCSeq: {tag}\\n[User-Agent: {agent*}]\\n{: ...}\\n\\n",
                            reply = "RTSP/1.0 {*}\\nCSeq: {tag}\\n{: ...}\\n\\n")
                    @Errors(
                            unknown = @Reply("501 {'Not Implemented'}"),
                            malformed = @Reply("400 {'{message}'}"),
                            refusals = {"4{*}", "5{*}"})
                    public interface X {
                        @Command("PLAY {uri}\\nSession: {session}\\n[Range: npt={from}-[{to}]]")
                        @Reply("200 {'OK'}\\nSession: {session}")
                        void play(String uri, String session, Optional<Double> from, Optional<Double> to);
                        @Command("NOTE {text*}") @Reply("200 {*}") String note(String text);
                        @Command("SET_PARAMETER {uri}\\nContent-Length: {body.length}") @Reply("200 {'OK'}")
                        void set(String uri, @Payload(trailer = Payload.Trailer.NONE) Bytes body);
                    }
                    class H implements X {
                        public void play(String uri, String session, Optional<Double> from, Optional<Double> to) {}
                        public String note(String text) { return "[" + text + "]"; }
                        public void set(String uri, Bytes body) {}
                    }
                    """);

    private static final Served LINES =
            Served.compile(
                    """
                    @LineProtocol(terminator = Terminator.LF)
                    @Envelope(command = "<{*}>")
                    @Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR {'{message}'}"))
                    public interface X {
                        @Command("get {key}") @Reply("({})") String get(String key);
                        @Command("say {text*}") @Reply("({*})") String say(String text);
                        @Command("add {numbers...}") @Reply("({})") int add(List<Integer> numbers);
                        @Command("stop[ now]") @Reply("({})") String stop(boolean now);
                    }
                    class H implements X {
                        public String get(String key) { return "k" + key; }
                        public String say(String text) { return "[" + text + "]"; }
                        public int add(List<Integer> numbers) { return numbers.stream().mapToInt(n -> n).sum(); }
                        public String stop(boolean now) { return "" + now; }
                    }
                    """);

    private static String served(Served served, String input) {
        StringTransport transport = served.connect();
        transport.deliver(input);
        transport.runTurns();
        return transport.text().replace("\r\n", "\n");
    }

    @Test
    void aCommandOfABlockEndsAsTheEnvelopeDeclares() {
        assertThat(
                        served(
                                MEDIA,
                                "PLAY a RTSP/1.0\nCSeq: 1\nSession: s\n\n"
                                        + "NOTE a b RTSP/1.0\nUser-Agent: x y\nCSeq: 2\n\n"
                                        + "SET_PARAMETER a RTSP/1.0\nCSeq: 3\nContent-Length: 2\n\nab"
                                        + "PLAY a RTSP/1.0\nCSeq: 4\nSession: s\nMore: x\n\n"))
                .isEqualTo(
                        "RTSP/1.0 200 OK\nCSeq: 1\nSession: s\n\n"
                                        .replace("CSeq: 1\nSession: s\n", "Session: s\nCSeq: 1\n")
                                + "RTSP/1.0 200 [a b]\nCSeq: 2\n\n"
                                + "RTSP/1.0 200 OK\nCSeq: 3\n\n"
                                + "RTSP/1.0 200 OK\nSession: s\nCSeq: 4\n\n");
    }

    @Test
    void oneThatDoesNotIsMalformed_andItsPayloadIsSkipped() {
        assertThat(
                        served(
                                MEDIA,
                                "PLAY a\nCSeq: 1\nSession: s\n\n"
                                        + "PLAY a RTSP/2.0\nCSeq: 2\nSession: s\n\n"
                                        + "SET_PARAMETER a RTSP/3.0\nCSeq: 3\nContent-Length: 6\n\nPLAY a"
                                        + "SING a RTSP/1.0\nCSeq: 4\n\n"))
                .isEqualTo(
                        "RTSP/1.0 400 too few words\nCSeq: 1\n\n"
                                + "RTSP/1.0 400 wrong words\nCSeq: 2\n\n"
                                + "RTSP/1.0 400 wrong words\nCSeq: 3\n\n"
                                + "RTSP/1.0 501 Not Implemented\nCSeq: 4\n\n");
    }

    @Test
    void theClientWritesItAsTheServerReadsIt() throws Exception {
        StringTransport server = MEDIA.connect();
        List<String> said = new ArrayList<>();
        try (Called client = new Called(MEDIA)) {
            CompletableFuture<?> note = client.call("note", "a RTSP/1.0 b");
            String written = client.received();
            assertThat(written).isEqualTo("NOTE a RTSP/1.0 b RTSP/1.0\r\nCSeq: 1\r\n\r\n");
            server.deliver(written);
            server.runTurns();
            client.answer(server.text());
            note.thenAccept(value -> said.add((String) value));
            assertThat(said).containsExactly("[a RTSP/1.0 b]");
        }
    }

    @Test
    void literalsMayTouchTheCommand() {
        assertThat(served(LINES, "<get a>\n<say a > b>\n<add 1 2 3>\n<stop>\n<stop now>\n"))
                .isEqualTo("(ka)\n([a > b])\n(6)\n(false)\n(true)\n");
    }

    @Test
    void aLineWithoutThemIsRefused_andTheNextOneIsRead() {
        assertThat(served(LINES, "<get a\n<get a>b\n<stop later>\n<>\n<get b>\n"))
                .endsWith("(kb)\n")
                .hasLineCount(5)
                .doesNotContain("(ka)");
    }

    @Test
    void valuesThatHoldThemAreReadAsTheyWereWritten() throws Exception {
        assertThat(written("say", "a>")).isEqualTo("<say a>>\n");
        assertThat(served(LINES, "<say a>>\n")).isEqualTo("([a>])\n");
        assertThatThrownBy(() -> written("get", "a>"))
                .hasMessageContaining("a value that contains its end: \">\"");
    }

    private static String written(String command, Object... arguments) throws Exception {
        try (Called client = new Called(LINES)) {
            CompletableFuture<?> call = client.call(command, arguments);
            if (call.isCompletedExceptionally()) {
                call.join();
            }
            return client.received();
        }
    }
}
