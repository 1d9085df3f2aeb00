package org.ropewalk.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.processor.Called.outcome;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.Bytes;
import org.ropewalk.testing.StringTransport;

/** Payloads behind blocks, whose lengths stand in fields: both sides. */
class GeneratedBlockPayloadsTest {
    private static final Served CAMERA =
            Served.compile(
                    """
                    @LineProtocol(terminator = {Terminator.CRLF, Terminator.LF})
                    @Envelope(command = "{*}\\n{: ...}\\n\\n", reply = "RTSP/1.0 {*}\\n{: ...}\\n\\n")
                    @Errors(
                            unknown = @Reply("501 {'{verb}'}"),
                            malformed = @Reply("400 {'{message}'}"),
                            tooBig = @Reply("413 {'{message}'}"),
                            tooLong = @Reply("414 {'{message}'}"))
                    @Limits(line = 100, fields = 6, payload = 50, payloadDiscard = 200)
                    public interface X {
                        @Command("SET {uri}\\n[Type: {type*}]\\nContent-Length: {body.length}")
                        @Reply("200 {*}")
                        String set(String uri, Optional<String> type, @Payload(trailer = Payload.Trailer.NONE) Bytes body);

                        @Command("PUT {uri}\\n[Content-Length: {body.length}]")
                        @Reply("200 {'{body.length}'}")
                        void put(String uri, @Payload(trailer = Payload.Trailer.NONE) byte[] body);

                        @Command("LATER\\nContent-Length: {body.length}")
                        @Reply("200 {*}")
                        CompletionStage<String> later(@Payload(trailer = Payload.Trailer.NONE) Bytes body);

                        @Command("GET {uri}") Doc get(String uri) throws Missing;

                        @Command("PING") @Reply("200 {'OK'}") void ping();

                        @Reply("200 {'OK'}\\n[Type: {type*}]\\nContent-Length: {data.length}")
                        record Doc(Optional<String> type, @Payload(trailer = Payload.Trailer.NONE) Bytes data) {}

                        @Reply("404 {message*}") class Missing extends Exception {
                            public Missing(String message) { super(message); }
                        }
                    }
                    class H implements X {
                        public String set(String uri, Optional<String> type, Bytes body) {
                            return uri + " " + type.orElse("-") + " " + body.length();
                        }
                        public void put(String uri, byte[] body) {}
                        public CompletionStage<String> later(Bytes body) {
                            return CompletableFuture.completedFuture(body.toString());
                        }
                        public Doc get(String uri) throws Missing {
                            if (uri.equals("none")) { throw new Missing("no " + uri); }
                            return new Doc(Optional.of("text"), Bytes.of("a\\r\\n\\r\\nb"));
                        }
                        public void ping() {}
                    }
                    """);

    private static final String PING = "PING\r\n\r\n";
    private static final String OK = "RTSP/1.0 200 OK\r\n\r\n";

    private static String set(String fields, String body) {
        return "SET u\r\n" + fields + "\r\n\r\n" + body;
    }

    // ---- the server

    @Test
    void theLengthTellsWhatFollowsTheBlock() {
        assertThat(CAMERA.answer(set("Content-Length: 8\r\nType: a b", "PING\r\n\r\n") + PING))
                .isEqualTo("RTSP/1.0 200 u a b 8\r\n\r\n" + OK);
        assertThat(CAMERA.answer(set("content-length:  0", "") + PING))
                .isEqualTo("RTSP/1.0 200 u - 0\r\n\r\n" + OK);
        assertThat(CAMERA.answer("LATER\nContent-Length: 3\n\nabc" + PING))
                .isEqualTo("RTSP/1.0 200 abc\r\n\r\n" + OK);
    }

    @Test
    void aLengthInBracketsMayBeMissing() {
        assertThat(CAMERA.answer("PUT u\r\n\r\n" + PING)).isEqualTo("RTSP/1.0 200 0\r\n\r\n" + OK);
        assertThat(CAMERA.answer("PUT u\r\nContent-Length: 4\r\n\r\nPING" + PING))
                .isEqualTo("RTSP/1.0 200 4\r\n\r\n" + OK);
        assertThat(CAMERA.answer(set("Type: x", "") + PING))
                .isEqualTo("RTSP/1.0 400 field Content-Length is missing\r\n\r\n" + OK);
    }

    @Test
    void itMayBeCutAtEveryByte() {
        String all = set("Content-Length: 8", "PING\r\n\r\n") + PING;
        for (int cut = 1; cut < all.length(); cut++) {
            StringTransport transport = CAMERA.connect();
            transport.deliver(all.substring(0, cut));
            transport.deliver(all.substring(cut));
            assertThat(transport.text()).isEqualTo("RTSP/1.0 200 u - 8\r\n\r\n" + OK);
        }
    }

    @Test
    void theBytesAfterARefusedBlockAreSkipped() {
        String body = "PING\r\n\r\n";
        String length = "Content-Length: " + body.length();
        assertThat(CAMERA.answer("WHAT u\r\n" + length + "\r\n\r\n" + body + PING))
                .isEqualTo("RTSP/1.0 501 WHAT\r\n\r\n" + OK);
        assertThat(CAMERA.answer(set(length + "\r\nType: a\r\nType: b", body) + PING))
                .isEqualTo("RTSP/1.0 400 field Type is repeated\r\n\r\n" + OK);
        assertThat(CAMERA.answer(PING.replace("\r\n\r\n", "\r\n" + length + "\r\n\r\n") + body))
                .isEqualTo(OK);
    }

    @Test
    void aLengthOverTheBoundIsSkipped_oneThatIsFarOverItEndsTheConnection() {
        assertThat(CAMERA.answer(set("Content-Length: 51", "x".repeat(51)) + PING))
                .isEqualTo("RTSP/1.0 413 payload too big\r\n\r\n" + OK);
        for (String length : List.of("201", "2147483648", "9223372036854775807")) {
            StringTransport transport = CAMERA.connect();
            transport.deliver(set("Content-Length: " + length, PING));
            assertThat(transport.text()).isEqualTo("RTSP/1.0 413 payload too big\r\n\r\n");
            assertThat(transport.isOpen()).isFalse();
        }
    }

    @Test
    void aDoubtfulLengthEndsTheConnection() {
        for (String length :
                List.of(
                        "Content-Length: 4\r\nContent-Length: 4",
                        "Content-Length: 4\r\nCONTENT-LENGTH: 5",
                        "Content-Length: -1",
                        "Content-Length: +4",
                        "Content-Length: 4 4",
                        "Content-Length: 4,4",
                        "Content-Length: 0x4",
                        "Content-Length:",
                        "Content-Length : 4",
                        "Content-Length  : 4",
                        "Content-Length: 9223372036854775808",
                        "Content-Length: 99999999999999999999")) {
            StringTransport transport = CAMERA.connect();
            transport.deliver(set(length, "PING" + PING));
            assertThat(transport.text())
                    .as(length)
                    .isEqualTo("RTSP/1.0 400 bad length of a payload\r\n\r\n");
            assertThat(transport.isOpen()).as(length).isFalse();
        }
    }

    @Test
    void aBlockOverItsBoundsEndsTheConnection_asWhatFollowsItIsNotKnown() {
        for (String bad :
                List.of(
                        "x: 1\r\n".repeat(7) + "Content-Length: 4",
                        "Content-Length: 4\r\nx: " + "y".repeat(200))) {
            StringTransport transport = CAMERA.connect();
            transport.deliver(set(bad, "PING" + PING));
            assertThat(transport.text()).isEqualTo("RTSP/1.0 414 line too long\r\n\r\n");
            assertThat(transport.isOpen()).isFalse();
        }
    }

    @Test
    void whatTheEndCutsOffIsNotServed() {
        StringTransport transport = CAMERA.connect();
        transport.deliver(set("Content-Length: 8", "PING"));
        transport.deliverEnd();
        assertThat(transport.text()).isEmpty();
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void theServerWritesTheLength() {
        assertThat(CAMERA.answer("GET u\r\n\r\n" + PING))
                .isEqualTo(
                        "RTSP/1.0 200 OK\r\nType: text\r\nContent-Length: 6\r\n\r\n"
                                + "a\r\n\r\nb"
                                + OK);
    }

    // ---- the client

    @Test
    void theClientWritesTheLength() throws Exception {
        try (Called client = new Called(CAMERA)) {
            client.call("set", "u", Optional.empty(), Bytes.of("a\nb"));
            assertThat(client.received()).isEqualTo("SET u\r\nContent-Length: 3\r\n\r\na\nb");
        }
        try (Called client = new Called(CAMERA)) {
            client.call("put", "u", new byte[0]);
            assertThat(client.received()).isEqualTo("PUT u\r\nContent-Length: 0\r\n\r\n");
        }
    }

    @Test
    void theClientReadsWhatFollowsAReply() throws Exception {
        String reply = "RTSP/1.0 200 Fine\r\nContent-Length: 6\r\nX: y\r\n\r\na\r\n\r\nb";
        for (int cut = 1; cut < reply.length(); cut++) {
            try (Called client = new Called(CAMERA)) {
                CompletableFuture<?> got = client.call("get", "u");
                client.answer(reply.substring(0, cut));
                client.answer(reply.substring(cut));
                assertThat(outcome(got)).hasToString("Doc[type=Optional.empty, data=a\r\n\r\nb]");
                assertThat(client.answered("ping", OK)).isCompleted();
            }
        }
        try (Called client = new Called(CAMERA)) {
            CompletableFuture<?> got = client.call("get", "u");
            client.answer("RTSP/1.0 404 gone\r\nContent-Length: 4\r\n\r\nRTSP");
            assertThat(outcome(got)).hasToString("p.X$Missing: gone");
            assertThat(client.answered("ping", OK)).isCompleted();
        }
    }

    @Test
    void aDoubtfulLengthOfAReplyEndsTheConnection() throws Exception {
        for (String length :
                List.of(
                        "Content-Length: 4\r\nContent-Length: 4",
                        "Content-Length: -1",
                        "Content-Length: 51")) {
            try (Called client = new Called(CAMERA)) {
                CompletableFuture<?> got = client.call("get", "u");
                client.answer("RTSP/1.0 200 OK\r\n" + length + "\r\n\r\n" + "x".repeat(51));
                assertThat(outcome(got)).isInstanceOf(ProtocolViolation.class);
            }
        }
    }

    // ---- the law

    @Test
    void whatTheClientWritesTheServerReadsAsTheSame() throws Exception {
        Random random = new Random(5);
        for (int i = 0; i < 100; i++) {
            StringBuilder text = new StringBuilder();
            for (int left = random.nextInt(50); left > 0; left--) {
                text.append("aPING: \t\n\r\u0000".charAt(random.nextInt(10)));
            }
            byte[] body = text.toString().getBytes(StandardCharsets.UTF_8);
            try (Called client = new Called(CAMERA)) {
                CompletableFuture<?> call =
                        client.call("set", "u", Optional.empty(), Bytes.of(text.toString()));
                StringTransport server = CAMERA.connect();
                server.deliver(client.received());
                assertThat(server.text()).isEqualTo("RTSP/1.0 200 u - " + body.length + "\r\n\r\n");
                client.answer(server.text());
                assertThat(call).isCompleted();
            }
        }
    }
}
