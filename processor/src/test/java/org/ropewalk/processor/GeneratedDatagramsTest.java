package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.server.CommandFactory;

/** A protocol in datagrams, served: what comes whole, cut, wrong, too long or at random. */
class GeneratedDatagramsTest {
    private final DatagramStore store = new DatagramStore();

    @BeforeEach
    void serve() throws Exception {
        store.serve();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void repliesToOneDatagramGoBackInOne() {
        assertThat(store.answer("get a\r\nget bc\r\nsum\r\n"))
                .isEqualTo("VALUE aaa|VALUE bcbcbc|SUM 0|");
        assertThat(store.server.received()).isEqualTo(1);
    }

    @Test
    void theLastEndMayBeMissing() {
        assertThat(store.answer("get abc")).isEqualTo("VALUE abcabcabc|");
        assertThat(store.answer("get abc\n")).isEqualTo("VALUE abcabcabc|");
        assertThat(store.answer("get abc\nget d")).isEqualTo("VALUE abcabcabc|VALUE ddd|");
        assertThat(store.answer("put k 3\r\nabc")).isEqualTo("STORED 3|");
        assertThat(store.answer("put k 3\r\nabc\r\n")).isEqualTo("STORED 3|");
        assertThat(store.answer("get abc\r")).isEqualTo("ERR malformed|");
    }

    @Test
    void theEndOfAPayloadMayBeginAsALineEnds() throws Exception {
        Served other =
                Served.compile(
                        """
                        @LineProtocol(datagrams = true, terminator = Terminator.CR)
                        @Errors(unknown = @Reply("ERR unknown"), malformed = @Reply("ERR malformed"),
                                payload = @Reply("ERR payload"))
                        public interface X {
                            @Command("put {data.length}") @Reply("STORED {}")
                            int put(@Payload(value = Payload.Framing.COUNTED, trailer = Payload.Trailer.CRLF) Bytes data);
                        }
                        class H implements X {
                            public int put(Bytes data) { return data.length(); }
                        }
                        """);
        store.server = DatagramStore.datagrams((CommandFactory<?>) other.factory());
        store.run(() -> store.server.doStart(store.socket));

        assertThat(store.answer("put 0\r\r\n")).isEqualTo("STORED 0\r");
        assertThat(store.answer("put 2\ra\r\r\nput 0\r\r\nput 1\rb\r\n"))
                .isEqualTo("STORED 2\rSTORED 0\rSTORED 1\r");
        assertThat(store.answer("put 0\r\r")).isEqualTo("ERR payload\r");
    }

    @Test
    void whatIsNotAnsweredGetsNoDatagram() {
        assertThat(store.answer("add 3\nadd 4")).isNull();
        assertThat(store.answer("")).isNull();
        assertThat(store.answer("sum of all")).isEqualTo("ERR malformed|");
        assertThat(store.answer("sum\nsum")).isEqualTo("SUM 7|SUM 7|");
        assertThat(store.server.unanswered()).isZero();
    }

    @Test
    void aBadLineIsCounted_andSpoilsNoOther() {
        assertThat(store.answer("add 1\nadd x\nadd 2\n\u0001\nadd 4\nput k x\nadd 8\nsum\n"))
                .isEqualTo("ERR malformed|ERR malformed|ERR malformed|");
        assertThat(store.answer("add 1\nnone\nadd 2\rx\nadd 4\nend x\nsum\nsum"))
                .isEqualTo("ERR unknown|ERR malformed|BYE|SUM 12|SUM 12|");
        assertThat(store.factory.errors(ErrorKind.MALFORMED)).isEqualTo(4);
        assertThat(store.factory.errors(ErrorKind.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void moreErrorsThanAConnectionMayHaveSpoilNothing() {
        assertThat(store.answer("nothing at all\n".repeat(40) + "sum")).hasSize(40 * 12 + 6);
    }

    @Test
    void aLineOverItsBoundIsAnsweredAndTheNextIsRead() {
        assertThat(store.answer("get " + "x".repeat(37) + "\nget a"))
                .isEqualTo("ERR long|VALUE aaa|");
        assertThat(store.answer("get " + "x".repeat(90))).isEqualTo("ERR long|");
    }

    @Test
    void aPayloadOverItsBoundOrCutOffIsAnswered() {
        assertThat(store.answer("put k 101\r\n" + "x".repeat(101) + "\r\nget a"))
                .isEqualTo("ERR big|VALUE aaa|");
        assertThat(
                        List.of(
                                store.answer("put k 50\r\nabc"),
                                store.answer("put k 3\r\nabcd\r\nget a\r\n")))
                .isEqualTo(List.of("ERR payload|", "ERR payload|"));
        assertThat(store.answer("get a")).isEqualTo("VALUE aaa|");
    }

    @Test
    void theSenderOfACutPayloadIsKnown() throws Exception {
        store.factory =
                (CommandFactory<?>)
                        Served.compile(
                                        """
                                        @LineProtocol(datagrams = true)
                                        @Errors(payload = @Reply("ERR payload"), failed = @Reply("ERR failed"))
                                        public interface X {
                                            @Command("put {data.length}") void put(@Payload Bytes data);
                                            @OnError void refused(ErrorKind kind, String line);
                                        }
                                        class H implements X {
                                            private final Peer peer;
                                            H(Peer peer) { this.peer = peer; }
                                            public void put(Bytes data) { }
                                            public void refused(ErrorKind kind, String line) { peer.address(); }
                                        }
                                        """)
                                .factory(limits -> limits);
        store.server = DatagramStore.datagrams(store.factory);
        store.run(() -> store.server.doStart(store.socket));
        assertThat(store.answer("put 50\r\nabc")).isEqualTo("ERR payload|");
    }

    @Test
    void aPayloadMayHoldLines() {
        assertThat(store.answer("put k 14\r\nget a\r\nget b\r\n\r\nget c\r\n"))
                .isEqualTo("STORED 14|VALUE ccc|");
    }

    private static final String[] PARTS = {
        "get a",
        "get",
        "add x",
        "add 1",
        "sum",
        "sum of",
        "none",
        "",
        "note hi",
        "who",
        "put k 3\r\nabc",
        "put k 2\r\n\r\n",
        "get " + "x".repeat(40),
        "\u0001",
        "end x",
        "a\rb",
        "put k x",
        "put k 101",
        "put k 9"
    };

    private static String randomLines(Random random, int bad) {
        StringBuilder lines = new StringBuilder();
        int count = 1 + random.nextInt(6);
        for (int i = 0; i < count; i++) {
            lines.append(PARTS[random.nextInt(PARTS.length - bad)])
                    .append(random.nextBoolean() ? "\r\n" : "\n");
        }
        return lines.toString();
    }

    /** A connection answers the same, up to the line that ends it. */
    @Test
    void randomDatagramsAreAnsweredAsAConnectionAnswersThem() throws Exception {
        UnaryOperator<LineLimits> wide =
                limits -> limits.withErrors(LineLimits.UNLIMITED).withAmplification(1_000);
        for (int seed = 0; seed < 300; seed++) {
            store.serve(wide);
            String lines = randomLines(new Random(seed), 3).replace("who", "sum");
            var transport = Served.connect(DatagramStore.STORE.factory(wide::apply));
            transport.deliver(lines.getBytes(ISO_8859_1));
            String connection = transport.text().replace("\r\n", "|");
            String datagram = store.answer(lines);
            if (transport.isOpen()) {
                assertThat(datagram == null ? "" : datagram).as(lines).isEqualTo(connection);
            } else {
                assertThat(datagram).as(lines).startsWith(connection);
            }
        }
    }

    @Test
    void nothingOfADatagramIsLeftForTheNext() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Random random = new Random(seed);
            byte[] bytes = randomLines(random, 0).getBytes(ISO_8859_1);
            for (int i = random.nextInt(4); i > 0; i--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            store.run(() -> store.server.datagramReceived(cut, DatagramStore.SENDER));
            assertThat(store.answer("get a")).as("seed %s", seed).isEqualTo("VALUE aaa|");
            assertThat(store.factory.connections()).as("seed %s", seed).isZero();
        }
    }

    @Test
    void thePeerIsTheSender_andAllHaveOneHandler() throws Exception {
        var made = DatagramStore.STORE.type("H").getDeclaredField("made");
        made.setAccessible(true);
        int before = made.getInt(null);
        store.receive("add 5\nwho and who else", DatagramStore.SENDER);
        store.receive("add 5\nwho\nsum\n", new InetSocketAddress("192.0.2.9", 99));
        assertThat(store.socket.sent.get(1).text()).isEqualTo("/192.0.2.9:99|SUM 10|");
        assertThat(made.getInt(null)).isEqualTo(before);
    }

    @Test
    void aPushToThePeerGoesBackBeforeItsReply() {
        assertThat(store.answer("note hello\nnote world"))
                .isEqualTo("NOTE hello|NOTED|NOTE world|NOTED|");
    }

    @Test
    void aPortPushesToAnAddress() throws Exception {
        var note =
                DatagramStore.STORE
                        .type("H")
                        .getDeclaredMethod(
                                "note", DatagramServer.class, SocketAddress.class, String.class);
        note.setAccessible(true);
        note.invoke(null, store.server, DatagramStore.SENDER, "hi");
        store.network.run();
        assertThat(store.socket.sent)
                .containsExactly(new DatagramStore.Sent("NOTE hi|", DatagramStore.SENDER));
        assertThatThrownBy(() -> note.invoke(null, store.server, DatagramStore.SENDER, "a\nb"))
                .hasStackTraceContaining("cannot be written: a line end or NUL");
        assertThatThrownBy(
                        () ->
                                note.invoke(
                                        null,
                                        store.server,
                                        DatagramStore.SENDER,
                                        "x".repeat(65_507)))
                .hasStackTraceContaining("more than 65507 bytes in a datagram");
        assertThatThrownBy(
                        () ->
                                note.invoke(
                                        null,
                                        store.server,
                                        InetSocketAddress.createUnresolved("host", 1),
                                        "x"))
                .hasStackTraceContaining("not to host names: host");
    }
}
