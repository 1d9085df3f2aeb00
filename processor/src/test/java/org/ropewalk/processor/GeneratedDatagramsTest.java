package org.ropewalk.processor;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;

/** A protocol in datagrams, served: what comes whole, cut, wrong, too long, forged or too often. */
class GeneratedDatagramsTest {
    private static final Served STORE =
            Served.compile(
                    """
                    @LineProtocol(datagrams = true, terminator = {Terminator.CRLF, Terminator.LF})
                    @Errors(
                            unknown = @Reply("ERR unknown"),
                            malformed = @Reply(value = "ERR malformed", close = true),
                            tooLong = @Reply("ERR long"), tooBig = @Reply("ERR big"),
                            payload = @Reply("ERR payload"), failed = @Reply("ERR failed"))
                    @Limits(line = 40, payload = 100, amplification = 3)
                    public interface X {
                        @Command("get {key}") @Reply("VALUE {}") String get(String key);
                        @Command("add {number}") void add(int number);
                        @Command("sum") @Reply("SUM {}") long sum();
                        @Command("later {key}") @Reply("LATER {}") CompletionStage<String> later(String key);
                        @Command("put {key} {data.length}") @Reply("STORED {}") int put(String key, @Payload Bytes data);
                        @Command("end {key}") @Reply(value = "BYE", close = true) void end(String key);
                        @Command("who") @Reply("{*}") String who();
                        @Command("note {text*}") @Reply("NOTED") void note(String text);
                        @Push interface Pushes {
                            @Reply("NOTE {text*}") void note(String text);
                        }
                    }
                    class H implements X {
                        static CompletableFuture<String> next = new CompletableFuture<>();
                        static int made;
                        private final Peer peer;
                        private long sum;
                        H(Peer peer) { this.peer = peer; made++; }
                        public String get(String key) { return key.repeat(3); }
                        public void add(int number) { sum += number; }
                        public long sum() { return sum; }
                        public CompletionStage<String> later(String key) { return next.thenApply(text -> key + text); }
                        public int put(String key, Bytes data) { return data.length(); }
                        public void end(String key) { }
                        public String who() { return peer.address().toString(); }
                        public void note(String text) { XPushes.to(peer).note(text); }
                        static void note(org.ropewalk.datagram.DatagramServer port, java.net.SocketAddress to, String text) {
                            XPushes.to(port, to).note(text);
                        }
                    }
                    """);

    private static final InetSocketAddress SENDER = new InetSocketAddress("192.0.2.7", 4321);

    private record Sent(String text, SocketAddress to) {}

    /** A socket that sends nothing. */
    private static final class Recorder implements DatagramTransport {
        private final Loop loop;
        private final List<Sent> sent = new ArrayList<>();

        Recorder(Loop loop) {
            this.loop = loop;
        }

        @Override
        public void write(byte[] data, SocketAddress to) {
            sent.add(new Sent(new String(data, ISO_8859_1).replace("\r\n", "|"), to));
        }

        @Override
        public void write(byte[] data) {
            throw new IllegalStateException();
        }

        @Override
        public void connect(SocketAddress peer) {}

        @Override
        public void setBroadcastAllowed(boolean allowed) {}

        @Override
        public boolean isBroadcastAllowed() {
            return false;
        }

        @Override
        public long truncatedDatagrams() {
            return 0;
        }

        @Override
        public long droppedDatagrams() {
            return 0;
        }

        @Override
        public SocketAddress getHost() {
            return new InetSocketAddress("0.0.0.0", 8125);
        }

        @Override
        public Loop loop() {
            return loop;
        }
    }

    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Recorder socket = new Recorder(reactor);
    private CommandFactory<?> factory;
    private DatagramServer server;

    @BeforeEach
    void serve() throws Exception {
        var next = STORE.type("H").getDeclaredField("next");
        next.setAccessible(true);
        next.set(null, new CompletableFuture<String>());
        serve(limits -> limits);
    }

    private void serve(UnaryOperator<LineLimits> change) throws Exception {
        factory = (CommandFactory<?>) STORE.factory(change::apply);
        server = datagrams(factory);
        run(() -> server.doStart(socket));
    }

    private static DatagramServer datagrams(CommandFactory<?> factory) throws Exception {
        var made = factory.getClass().getDeclaredMethod("datagrams");
        made.setAccessible(true);
        return (DatagramServer) made.invoke(factory);
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    /** Runs {@code call} on the loop. */
    private void run(Runnable call) {
        reactor.callFromThread(call);
        network.run();
    }

    private void receive(String text, SocketAddress from) {
        run(() -> server.datagramReceived(text.getBytes(ISO_8859_1), from));
    }

    /** What goes back to the sender of a datagram; null if nothing does. */
    private String answer(String text) {
        socket.sent.clear();
        receive(text, SENDER);
        if (socket.sent.isEmpty()) {
            return null;
        }
        assertThat(socket.sent).hasSize(1);
        assertThat(socket.sent.get(0).to()).isEqualTo(SENDER);
        return socket.sent.get(0).text();
    }

    // ---- what comes

    @Test
    void repliesToOneDatagramGoBackInOne() {
        assertThat(answer("get a\r\nget bc\r\nsum\r\n")).isEqualTo("VALUE aaa|VALUE bcbcbc|SUM 0|");
        assertThat(server.received()).isEqualTo(1);
    }

    @Test
    void theLastEndMayBeMissing() {
        assertThat(answer("get abc")).isEqualTo("VALUE abcabcabc|");
        assertThat(answer("get abc\n")).isEqualTo("VALUE abcabcabc|");
        assertThat(answer("get abc\nget d")).isEqualTo("VALUE abcabcabc|VALUE ddd|");
        assertThat(answer("put k 3\r\nabc")).isEqualTo("STORED 3|");
        assertThat(answer("put k 3\r\nabc\r\n")).isEqualTo("STORED 3|");
        assertThat(answer("get abc\r")).isEqualTo("ERR malformed|");
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
        server = datagrams((CommandFactory<?>) other.factory());
        run(() -> server.doStart(socket));

        assertThat(answer("put 0\r\r\n")).isEqualTo("STORED 0\r");
        assertThat(answer("put 2\ra\r\r\nput 0\r\r\nput 1\rb\r\n"))
                .isEqualTo("STORED 2\rSTORED 0\rSTORED 1\r");
        assertThat(answer("put 0\r\r")).isEqualTo("ERR payload\r");
    }

    @Test
    void whatIsNotAnsweredGetsNoDatagram() {
        assertThat(answer("add 3\nadd 4")).isNull();
        assertThat(answer("")).isNull();
        assertThat(answer("sum of all")).isEqualTo("ERR malformed|");
        assertThat(answer("sum\nsum")).isEqualTo("SUM 7|SUM 7|");
        assertThat(server.unanswered()).isZero();
    }

    @Test
    void aBadLineIsCounted_andSpoilsNoOther() {
        assertThat(answer("add 1\nadd x\nadd 2\n\u0001\nadd 4\nput k x\nadd 8\nsum\n"))
                .isEqualTo("ERR malformed|ERR malformed|ERR malformed|");
        assertThat(answer("add 1\nnone\nadd 2\rx\nadd 4\nend x\nsum\nsum"))
                .isEqualTo("ERR unknown|ERR malformed|BYE|SUM 12|SUM 12|");
        assertThat(factory.errors(ErrorKind.MALFORMED)).isEqualTo(4);
        assertThat(factory.errors(ErrorKind.UNKNOWN)).isEqualTo(1);
    }

    @Test
    void moreErrorsThanAConnectionMayHaveSpoilNothing() {
        assertThat(answer("nothing at all\n".repeat(40) + "sum")).hasSize(40 * 12 + 6);
    }

    @Test
    void aLineOverItsBoundIsAnsweredAndTheNextIsRead() {
        assertThat(answer("get " + "x".repeat(37) + "\nget a")).isEqualTo("ERR long|VALUE aaa|");
        assertThat(answer("get " + "x".repeat(90))).isEqualTo("ERR long|");
    }

    @Test
    void aPayloadOverItsBoundOrCutOffIsAnswered() {
        assertThat(answer("put k 101\r\n" + "x".repeat(101) + "\r\nget a"))
                .isEqualTo("ERR big|VALUE aaa|");
        assertThat(List.of(answer("put k 50\r\nabc"), answer("put k 3\r\nabcd\r\nget a\r\n")))
                .isEqualTo(List.of("ERR payload|", "ERR payload|"));
        assertThat(answer("get a")).isEqualTo("VALUE aaa|");
    }

    @Test
    void theSenderOfACutPayloadIsKnown() throws Exception {
        factory =
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
        server = datagrams(factory);
        run(() -> server.doStart(socket));
        assertThat(answer("put 50\r\nabc")).isEqualTo("ERR payload|");
    }

    @Test
    void aPayloadMayHoldLines() {
        assertThat(answer("put k 14\r\nget a\r\nget b\r\n\r\nget c\r\n"))
                .isEqualTo("STORED 14|VALUE ccc|");
    }

    // ---- random datagrams

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
            serve(wide);
            String lines = randomLines(new Random(seed), 3).replace("who", "sum");
            var transport = Served.connect(STORE.factory(wide::apply));
            transport.deliver(lines.getBytes(ISO_8859_1));
            String connection = transport.text().replace("\r\n", "|");
            String datagram = answer(lines);
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
            run(() -> server.datagramReceived(cut, SENDER));
            assertThat(answer("get a")).as("seed %s", seed).isEqualTo("VALUE aaa|");
            assertThat(factory.connections()).as("seed %s", seed).isZero();
        }
    }

    // ---- one handler, many senders

    @Test
    void thePeerIsTheSender_andAllHaveOneHandler() throws Exception {
        var made = STORE.type("H").getDeclaredField("made");
        made.setAccessible(true);
        int before = made.getInt(null);
        receive("add 5\nwho and who else", SENDER);
        receive("add 5\nwho\nsum\n", new InetSocketAddress("192.0.2.9", 99));
        assertThat(socket.sent.get(1).text()).isEqualTo("/192.0.2.9:99|SUM 10|");
        assertThat(made.getInt(null)).isEqualTo(before);
    }

    @Test
    void aPushToThePeerGoesBackBeforeItsReply() {
        assertThat(answer("note hello\nnote world"))
                .isEqualTo("NOTE hello|NOTED|NOTE world|NOTED|");
    }

    @Test
    void aPortPushesToAnAddress() throws Exception {
        var note =
                STORE.type("H")
                        .getDeclaredMethod(
                                "note", DatagramServer.class, SocketAddress.class, String.class);
        note.setAccessible(true);
        note.invoke(null, server, SENDER, "hi");
        network.run();
        assertThat(socket.sent).containsExactly(new Sent("NOTE hi|", SENDER));
        assertThatThrownBy(() -> note.invoke(null, server, SENDER, "a\nb"))
                .hasStackTraceContaining("cannot be written: a line end or NUL");
        assertThatThrownBy(() -> note.invoke(null, server, SENDER, "x".repeat(65_507)))
                .hasStackTraceContaining("more than 65507 bytes in a datagram");
        assertThatThrownBy(
                        () ->
                                note.invoke(
                                        null,
                                        server,
                                        InetSocketAddress.createUnresolved("host", 1),
                                        "x"))
                .hasStackTraceContaining("not to host names: host");
    }

    // ---- replies that come later

    @SuppressWarnings("unchecked")
    private void completeLater(String text) throws Exception {
        var next = STORE.type("H").getDeclaredField("next");
        next.setAccessible(true);
        run(
                () -> {
                    try {
                        ((CompletableFuture<String>) next.get(null)).complete(text);
                    } catch (IllegalAccessException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    @Test
    void laterRepliesGoBackWithTheOthers_inTheirOrder() throws Exception {
        assertThat(answer("get a\nlater x\nget b\nlater y")).isNull();
        assertThat(answer("get c of all")).isEqualTo("ERR malformed|");
        completeLater("!");
        assertThat(socket.sent)
                .last()
                .isEqualTo(new Sent("VALUE aaa|LATER x!|VALUE bbb|LATER y!|", SENDER));
        assertThat(socket.sent).hasSize(2);
    }

    @Test
    void laterRepliesThatFail_spoilNothing() throws Exception {
        assertThat(answer("later x\nget and this and that\nget a")).isNull();
        completeLater("\n");
        assertThat(socket.sent)
                .containsExactly(new Sent("ERR failed|ERR malformed|VALUE aaa|", SENDER));
    }

    @Test
    void soManyDatagramsWaitForLaterReplies_andNoMore() throws Exception {
        serve(limits -> limits.withConnections(2));
        assertThat(answer("later a")).isNull();
        assertThat(answer("later b")).isNull();
        assertThat(answer("get a")).isNull();
        assertThat(server.refused()).isEqualTo(1);
        completeLater("!");
        assertThat(socket.sent).hasSize(2);
        assertThat(answer("get a")).isEqualTo("VALUE aaa|");
    }

    @Test
    void whatWaitsIsCounted_andThereIsABoundForIt() throws Exception {
        factory.memory().limit(3_000);
        assertThat(answer("later a")).isNull();
        assertThat(answer("later b")).isNull();
        assertThat(factory.memory().used()).isEqualTo(2 * (1_024 + 7));
        assertThat(answer("later c")).isNull();
        assertThat(server.refused()).isEqualTo(1);
        assertThat(answer("get a")).isEqualTo("VALUE aaa|");
        completeLater("!");
        assertThat(socket.sent).hasSize(3);
        assertThat(factory.memory().used()).isZero();
        assertThat(factory.connections()).isZero();
    }

    @Test
    void aPortThatCeasesAnswersNothing() throws Exception {
        assertThat(answer("later a")).isNull();
        run(server::doStop);
        completeLater("!");
        assertThat(socket.sent).isEmpty();
        assertThat(factory.connections()).isZero();
        assertThat(factory.memory().used()).isZero();
    }

    // ---- forged

    @Test
    void moreThanThreeTimesTheBytesAreNotSent() throws Exception {
        assertThat(answer("note 12")).isEqualTo("NOTE 12|NOTED|");
        assertThat(answer("none")).isNull();
        assertThat(server.unanswered()).isEqualTo(1);
        assertThat(factory.errors(ErrorKind.UNKNOWN)).isEqualTo(1);
        serve(limits -> limits.withAmplification(4));
        assertThat(answer("none")).isEqualTo("ERR unknown|");
    }

    @Test
    void laterRepliesAreBoundedToo() throws Exception {
        assertThat(answer("later a")).isNull();
        completeLater("x".repeat(20));
        assertThat(socket.sent).isEmpty();
        assertThat(server.unanswered()).isEqualTo(1);
    }

    @Test
    void aSenderThatCannotBeIsNotAnswered() {
        receive("get a", new InetSocketAddress("192.0.2.7", 0));
        receive("get a", new InetSocketAddress("127.0.0.1", 8125));
        assertThat(socket.sent).isEmpty();
        assertThat(server.unanswered()).isEqualTo(2);
    }

    @Test
    void aPortAtAllAddressesAnswersNoneOfThem() throws Exception {
        List<InetAddress> own =
                NetworkInterface.networkInterfaces()
                        .flatMap(NetworkInterface::inetAddresses)
                        .toList();
        own.forEach(address -> receive("get a", new InetSocketAddress(address, 8125)));
        assertThat(own).isNotEmpty();
        assertThat(socket.sent).isEmpty();
        assertThat(server.unanswered()).isEqualTo(own.size());
    }

    @Test
    void twoServersDoNotAnswerEachOthersErrorsForEver() {
        for (int i = 0; i < 150; i++) {
            receive("ERR unknown", SENDER);
        }
        assertThat(socket.sent).hasSize(100);
        assertThat(server.unanswered()).isEqualTo(50);
        assertThat(answer("get a")).isEqualTo("VALUE aaa|");
        network.advance(Duration.ofSeconds(1));
        assertThat(answer("ERR unknown")).isEqualTo("ERR unknown|");
    }

    // ---- both sides

    @Test
    void aClientCallsAServer() throws Exception {
        Port port = reactor.listen("udp:8125:interface=127.0.0.1", datagrams(factory));
        try (Called client =
                new Called(network, reactor, STORE, "X$Pushes", "udp:127.0.0.1:8125")) {
            var first = client.call("get", "a");
            var second = client.call("put", "k", Bytes.of("abc"));
            var third = client.call("add", 5);
            var fourth = client.call("sum");
            assertThat(first.join()).isEqualTo("aaa");
            assertThat(second.join()).isEqualTo(3);
            assertThat(third.join()).isNull();
            // Three bytes and their end are answered by seven at the most.
            assertThat(fourth.join()).isEqualTo(5L);
            assertThat(client.call("note", "for all to read").join()).isNull();
        }
        network.run();
        port.stopListening();
        network.run();
    }

    @Test
    void aDatagramThatIsTooLongIsRefusedWhenItIsWritten() throws Exception {
        Served large =
                Served.compile(
                        """
                        @LineProtocol(datagrams = true)
                        public interface X {
                            @Command("put {data.length}") void put(@Payload Bytes data);
                            @Command("add {number}") void add(int number);
                            @Push interface Pushes { @Reply("NOTE {text*}") void note(String text); }
                        }
                        """);
        List<Integer> lengths = new ArrayList<>();
        DatagramProtocol receiver =
                new DatagramProtocol() {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        lengths.add(data.length);
                    }
                };
        reactor.listen("udp:8125:interface=127.0.0.1", receiver);
        try (Called client =
                new Called(network, reactor, large, "X$Pushes", "udp:127.0.0.1:8125")) {
            Bytes most = Bytes.copy(new byte[8_192 - 12], 0, 8_192 - 12);
            client.call("put", most).join();
            assertThatThrownBy(
                            () -> client.call("put", Bytes.copy(new byte[8_181], 0, 8_181)).join())
                    .hasStackTraceContaining("cannot be written: more than 8192 bytes");
            client.call("add", 1).join();
            assertThat(lengths).containsExactly(8_192, 7);
        }
    }

    @Test
    void aClientOfPushesAloneListens() throws Exception {
        Served pushes =
                Served.compile(
                        """
                        @LineProtocol(datagrams = true)
                        public interface X {
                            @Push interface Pushes { @Reply("NOTE {text*}") void note(String text); }
                        }
                        """);
        List<Object> notes = new ArrayList<>();
        Class<?> type = pushes.type("X$Pushes");
        Object listener =
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> notes.add(arguments[0]) ? null : null);
        CompletableFuture<?> opened =
                (CompletableFuture<?>)
                        pushes.type("XClient")
                                .getMethod("datagrams", Reactor.class, String.class, type)
                                .invoke(null, reactor, "udp:10110", listener);
        network.run();
        Connection<?> connection = (Connection<?>) opened.join();
        DatagramServer sender = datagrams((CommandFactory<?>) pushes.factoryOfNothing("X"));
        reactor.listen("udp:9000:interface=127.0.0.1", sender);
        sender.send(
                "NOTE one\r\nnothing\r\nNOTE two".getBytes(ISO_8859_1),
                new InetSocketAddress("127.0.0.1", 10110));
        network.run();
        assertThat(notes).containsExactly("one", "two");
        assertThat(connection.undeclaredLines()).isEqualTo(1);
        connection.close();
        network.run();
        assertThat(connection.closed()).isCompleted();
    }

    @Test
    void aCallWhoseReplyIsLostFailsWhenItsTimeIsOver_andNoOtherGetsItsReply() throws Exception {
        List<SocketAddress> senders = new ArrayList<>();
        DatagramProtocol deaf =
                new DatagramProtocol() {
                    @Override
                    public void datagramReceived(byte[] data, SocketAddress from) {
                        senders.add(from);
                    }
                };
        reactor.listen("udp:8125:interface=127.0.0.1", deaf);
        try (Called client =
                new Called(network, reactor, STORE, "X$Pushes", "udp:127.0.0.1:8125")) {
            var first = client.call("get", "a");
            var second = client.call("get", "b");
            assertThat(senders).hasSize(1);
            run(
                    () ->
                            deaf.transport()
                                    .write(
                                            "VALUE aaa\r\nVALUE xxx".getBytes(ISO_8859_1),
                                            senders.get(0)));
            assertThat(first.join()).isEqualTo("aaa");
            assertThat(senders).hasSize(2);
            network.advance(Duration.ofSeconds(60));
            network.run();
            assertThatThrownBy(second::join).hasStackTraceContaining("no reply within 60 s");
        }
    }

    @Test
    void anEndpointThatIsNoneFailsTheFuture() {
        assertThatThrownBy(() -> new Called(network, reactor, STORE, "X$Pushes", "udp:nowhere"))
                .hasStackTraceContaining("udp:nowhere");
    }
}
