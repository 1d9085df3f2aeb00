package org.ropewalk.loop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.LoggedLines;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.MemoryExhausted;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;

/**
 * Faults of transports, loops and memory that depend on the kernel; each is tested on every one.
 */
abstract class FaultContract extends Contract {
    private static final int MEMBERS = 150;
    private static final int MUCH = 1_000_000;
    private static final byte[] HELLO = "hello".getBytes(ISO_8859_1);

    FaultContract(Kernel kernel) {
        super(kernel);
    }

    private static byte[] numbered(int length) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % 251);
        }
        return bytes;
    }

    /** Connects a client and waits until both sides are told. */
    private Recorder connected(String name) {
        Recorder client = new Recorder(name);
        connect(new RecordingClientFactory(client));
        untilSaid(name + " made");
        return client;
    }

    private void checkEcho(String name) {
        Recorder client = connected(name);
        on(() -> client.transport().write(HELLO));
        until(() -> client.hears("hello"));
    }

    // ---- F1: no peer ends a loop, and no callback runs in the write of another connection

    private static final class Channel {
        private final Set<Protocol> members = new LinkedHashSet<>();
        private int depth;
        private int deepest;
        private int left;

        Protocol member() {
            return new Protocol() {
                @Override
                protected void connectionMade() {
                    members.add(this);
                }

                @Override
                protected void dataReceived(byte[] data) {
                    transport().write(data);
                }

                @Override
                protected void connectionLost(Throwable reason) {
                    deepest = Math.max(deepest, ++depth);
                    members.remove(this);
                    for (Protocol each : List.copyOf(members)) {
                        each.transport().write(HELLO);
                    }
                    depth--;
                    left++;
                }
            };
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void F1_aMassDisconnectInWhichEachTellsAllOthersEndsNoLoop(boolean resets) {
        Channel channel = new Channel();
        listen(Factory.forProtocol(channel::member));
        List<Protocol> clients = new ArrayList<>();
        for (int i = 0; i < MEMBERS; i++) {
            Recorder client = new Recorder("client");
            clients.add(client);
            connect(new RecordingClientFactory(client));
        }
        until(() -> channel.members.size() == MEMBERS);
        until(() -> clients.stream().allMatch(each -> each.transport() != null));
        on(
                () -> {
                    for (Protocol each : clients) {
                        if (resets) {
                            each.transport().abortConnection();
                        } else {
                            each.transport().loseConnection();
                        }
                    }
                });

        until(() -> channel.left == MEMBERS);
        on(() -> assertThat(channel.deepest).isEqualTo(1));
        checkEcho("next");
    }

    @ParameterizedTest
    @ValueSource(strings = {"made", "data", "lost", "timer", "task"})
    void F1_anErrorOfOneConnectionEndsNoOther(String where) {
        Factory failing =
                Factory.forProtocol(
                        () ->
                                new Protocol() {
                                    private int received;

                                    private void failAt(String place) {
                                        if (received++ == 0 && place.equals(where)) {
                                            throw new StackOverflowError(place);
                                        }
                                        received--;
                                    }

                                    @Override
                                    protected void connectionMade() {
                                        if (port.getHost().equals(transport().getHost())) {
                                            failAt("made");
                                        }
                                    }

                                    @Override
                                    protected void dataReceived(byte[] data) {
                                        if (data[0] == 'h') {
                                            transport().write(data);
                                            return;
                                        }
                                        failAt("data");
                                        transport().loop().callFromThread(() -> failAt("task"));
                                        transport()
                                                .loop()
                                                .callLater(Duration.ZERO, () -> failAt("timer"));
                                    }

                                    @Override
                                    protected void connectionLost(Throwable reason) {
                                        say("served lost");
                                        failAt("lost");
                                    }
                                });
        listen(failing);
        Recorder first = connected("first");
        if (!where.equals("made")) {
            on(() -> first.write("x"));
            on(() -> first.transport().loseConnection());
        }
        untilSaid("served lost");
        if (!where.equals("made")) {
            checkEcho("next");
        }
    }

    // ---- F2: what was written before the close arrives

    /** Reads one piece at a time. */
    private final class SlowReader extends Recorder {
        SlowReader() {
            super("reader");
        }

        @Override
        protected void dataReceived(byte[] data) {
            super.dataReceived(data);
            transport().pauseReading();
            reactor.callFromThread(() -> transport().resumeReading());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"waits", "continues to send", "has ended its side"})
    void F2_aSlowReaderReceivesAllThatWasWrittenBeforeTheClose(String peer) {
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void dataReceived(byte[] data) {
                        if (heard.length() == 0) {
                            transport().write(numbered(MUCH));
                            transport().loseConnection();
                        }
                        super.dataReceived(data);
                    }
                };
        SlowReader reader = new SlowReader();
        pair(server, reader);
        on(
                () -> {
                    reader.write("x");
                    switch (peer) {
                        case "continues to send" -> reader.transport().write(numbered(MUCH / 5));
                        case "has ended its side" -> reader.transport().loseWriteConnection();
                        default -> {}
                    }
                });
        untilSaid("reader lost ConnectionDone");
        untilSaid("server lost ConnectionDone");
        on(
                () ->
                        assertThat(reader.heard.toString().getBytes(ISO_8859_1))
                                .isEqualTo(numbered(MUCH)));
    }

    // ---- F3: memory

    /** The last that is built writes what it receives to all others, and back. */
    private final class Publishers extends Factory {
        private final List<Protocol> built = new ArrayList<>();
        private final OutputLimits limits;
        private Error failure;

        Publishers(OutputLimits limits) {
            this.limits = limits;
        }

        @Override
        public Protocol buildProtocol(SocketAddress peer) {
            String name = "served " + built.size();
            Recorder served =
                    new Recorder(name) {
                        @Override
                        protected void dataReceived(byte[] data) {
                            for (Protocol each : List.copyOf(built)) {
                                if (each != this) {
                                    each.transport().write(new byte[MUCH]);
                                }
                            }
                            transport().write(data);
                        }

                        @Override
                        protected void connectionLost(Throwable reason) {
                            built.remove(this);
                            super.connectionLost(reason);
                        }
                    };
            built.add(served);
            return served;
        }

        @Override
        public OutputLimits outputLimits() {
            if (failure != null) {
                throw failure;
            }
            return limits;
        }
    }

    private final List<Protocol> silentPeers = new ArrayList<>();

    /** What ended gave its memory back, and what ends now does so. */
    private void checkNothingIsKept(Publishers factory) {
        on(() -> silentPeers.forEach(each -> each.transport().abortConnection()));
        until(() -> factory.built.size() == 1);
        until(() -> reactor.memory().used() == 0);
    }

    /** Peers that read nothing, and one that publishes. */
    private Recorder publish(Publishers factory, int silent) {
        listen(factory);
        for (int i = 0; i < silent; i++) {
            Recorder client = connected("silent " + i);
            silentPeers.add(client);
            untilSaid("served " + i + " made");
            on(() -> client.transport().pauseReading());
        }
        Recorder publisher = connected("publisher");
        untilSaid("served " + silent + " made");
        return publisher;
    }

    @Test
    void F3_onlyThePeersThatDoNotReadAreEnded() {
        Publishers factory = new Publishers(new OutputLimits(1_000, 4 * MUCH, null));
        Recorder publisher = publish(factory, 10);
        for (int i = 1; i <= 20; i++) {
            String expected = "x".repeat(i);
            on(() -> publisher.write("x"));
            until(() -> publisher.hears(expected));
        }
        for (int i = 0; i < 10; i++) {
            untilSaid("served " + i + " lost ConnectionStalled");
        }
        checkNothingIsKept(factory);
    }

    @Test
    void F3_theOutputOfAllConnectionsTogetherIsBounded() {
        Publishers factory = new Publishers(new OutputLimits(1_000, 1 << 30, null));
        on(() -> reactor.memory().limit(10 * MUCH));
        Recorder publisher = publish(factory, 10);
        for (int i = 1; i <= 20; i++) {
            String expected = "x".repeat(i);
            on(() -> publisher.write("x"));
            until(() -> publisher.hears(expected));
            on(() -> assertThat(reactor.memory().used()).isLessThanOrEqualTo(10 * MUCH));
        }
        String reason = MemoryExhausted.class.getSimpleName();
        until(() -> events.stream().anyMatch(each -> each.endsWith(" lost " + reason)));
        on(() -> assertThat(events).doesNotContain("served 10 lost " + reason));
        checkNothingIsKept(factory);
    }

    @Test
    void F3_whatFailsInAWriteEndsTheConnectionThatIsWrittenTo() {
        Publishers factory = new Publishers(OutputLimits.STANDARD);
        Recorder publisher = publish(factory, 1);
        on(() -> factory.failure = new OutOfMemoryError("no memory for the other"));
        // The system takes some megabytes before anything waits.
        for (int i = 1; i <= 20; i++) {
            String expected = "x".repeat(i);
            on(() -> publisher.write("x"));
            until(() -> publisher.hears(expected));
        }

        untilSaid("served 0 lost OutOfMemoryError");
    }

    // ---- F5: what peers can cause as often as they like is logged a few times

    @Test
    void F5_protocolsThatFailAreLoggedAFewTimes() {
        int times = 100;
        String log =
                LoggedLines.of(
                        EventLoop.class,
                        () -> {
                            listen(
                                    Factory.forProtocol(
                                            () ->
                                                    new Protocol() {
                                                        @Override
                                                        protected void connectionMade() {
                                                            throw new IllegalStateException("no");
                                                        }

                                                        @Override
                                                        protected void connectionLost(Throwable e) {
                                                            say("served lost");
                                                        }
                                                    }));
                            for (int i = 0; i < times; i++) {
                                connect(new RecordingClientFactory(new Recorder("client")));
                            }
                            until(
                                    () ->
                                            events.stream().filter("served lost"::equals).count()
                                                    == times);
                        });
        assertThat(log.lines().filter(each -> each.contains("IllegalStateException: no")))
                .hasSizeBetween(1, 10);
    }

    // ---- F7: the time of a peer does not pass while it reads what it was sent

    @Test
    void F7_aPeerThatReadsAReplyIsNotIdle() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    protected void connectionMade() {
                        super.connectionMade();
                        transport().setOption(StandardSocketOptions.SO_SNDBUF, 20_000);
                    }

                    @Override
                    protected void dataReceived(byte[] data) {
                        transport().setTimeout(Duration.ofMillis(100));
                        transport().write(new byte[2 * MUCH]);
                    }

                    @Override
                    public void timeoutConnection() {
                        say("timeout");
                    }
                };
        Recorder reader = new Recorder("reader");
        pair(server, reader);
        on(() -> reader.transport().pauseReading());
        on(() -> reader.write("x"));
        boolean[] waited = new boolean[1];
        on(() -> reactor.callLater(Duration.ofMillis(400), () -> waited[0] = true));
        kernel().advance(Duration.ofMillis(400));
        until(() -> waited[0]);
        on(() -> assertThat(events).isEmpty());
        on(() -> reader.transport().resumeReading());
        until(() -> reader.heard.length() == 2 * MUCH);
        on(() -> assertThat(events).isEmpty());
        kernel().advance(Duration.ofMinutes(5));
        untilSaid("timeout");
    }

    // ---- F8: input that is kept is not copied again whenever more comes

    @Test
    void F8_inputThatIsKeptIsCopiedAFewTimes() {
        byte[] sent = numbered(4 * MUCH);
        List<byte[]> arrays = new ArrayList<>();
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        byte[] last = arrays.isEmpty() ? null : arrays.get(arrays.size() - 1);
                        if (input.array() != last) {
                            arrays.add(input.array());
                        }
                        if (input.remaining() == sent.length) {
                            assertThat(input.takeAll()).isEqualTo(sent);
                            say("all");
                        }
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        for (int at = 0; at < sent.length; at += 20_000) {
            int from = at;
            on(() -> client.transport().write(sent, from, 20_000));
        }
        untilSaid("all");
        on(() -> assertThat(arrays).hasSizeLessThan(50));
    }

    // ---- F9: headers of proxies hold literals

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PROXY TCP4 999.999.999.999 127.0.0.1 1 2\r\n",
                "PROXY TCP4 localhost 127.0.0.1 1 2\r\n",
                "PROXY TCP6 1::2::3 ::1 1 2\r\n",
                "\r\n\r\n\0\r\nQUIT\n\u0021\u0031\0\u0001x"
            })
    void F9_aHeaderWithoutALiteralIsRefused_andEndsNoOtherConnection(String header) {
        Factory refusing =
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return new Channel().member();
                    }

                    @Override
                    public void proxyHeaderRefused(SocketAddress peer) {
                        say("refused");
                    }
                };
        on(() -> port = reactor.listen("proxy:tcp:0:interface=127.0.0.1", refusing));
        Recorder forged = connected("forged");
        on(() -> forged.write(header));
        untilSaid("refused");
        until(() -> events.stream().anyMatch(each -> each.startsWith("forged lost")));
        Recorder client = connected("client");
        on(() -> client.write("PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\nhello"));
        until(() -> client.hears("hello"));
    }

    // ---- E17: the end of the peer's output is told to a protocol that pauses, too

    @Test
    void E17_aProtocolThatPausesIsToldThatThePeerHasEndedItsSide() {
        Recorder server =
                new Recorder("server") {
                    @Override
                    public void inputReceived(Input input) {
                        transport().pauseReading();
                    }

                    @Override
                    public void readConnectionEnds() {
                        say("ends");
                        transport().loseConnection();
                    }

                    @Override
                    public void readConnectionLost() {
                        say("ended");
                    }
                };
        Recorder client = new Recorder("client");
        pair(server, client);
        on(() -> client.write("x"));
        on(() -> client.transport().loseConnection());
        untilSaid("server lost ConnectionDone");
        on(() -> assertThat(events).contains("ends").doesNotContain("ended"));
    }
}
