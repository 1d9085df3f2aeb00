package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.ServerStats;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.StringTransport;
import org.slf4j.event.Level;

/** Each bound: what the peer gets, what is logged at which level, and what is counted. */
class LimitsTest {
    private final CorpusFactory factory =
            new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer));
    private CapturedLog log;

    @BeforeEach
    void listenToTheLog() throws Exception {
        log = CapturedLog.of(CommandFactory.class, Level.DEBUG);
    }

    @AfterEach
    void close() throws Exception {
        log.close();
    }

    private StringTransport connect(UnaryOperator<LineLimits> change) {
        factory.limits(change);
        return CorpusTest.connect(factory);
    }

    private StringTransport connect() {
        return connect(limits -> limits);
    }

    /** The connection ends after {@code reply}, for this cause, which is logged at this level. */
    private void assertEnded(
            StringTransport transport, String reply, CloseReason ending, Level level) {
        assertThat(transport.text()).isEqualTo(reply);
        assertThat(transport.isOpen()).isFalse();
        transport.finish();
        assertThat(factory.endings(ending)).isEqualTo(1);
        assertThat(log.lines().get(log.lines().size() - 1))
                .contains(" " + level + " ")
                .contains("CorpusFactory closes its connection with");
    }

    private void assertLogged(Level level, String text) {
        assertThat(log.lines())
                .anyMatch(line -> line.contains(" " + level + " ") && line.contains(text));
    }

    // ---- what comes

    @Test
    void line() {
        StringTransport transport = connect(limits -> limits.withLine(20));
        transport.deliver("ECHO " + "x".repeat(16) + "\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("-ERR TOOLONG\r\n+PONG\r\n");
        assertThat(factory.errors(ErrorKind.TOO_LONG)).isEqualTo(1);
        assertLogged(Level.DEBUG, "TOO_LONG");
    }

    @Test
    void lineDiscard() {
        StringTransport transport = connect(limits -> limits.withLine(20).withLineDiscard(50));
        transport.deliver("x".repeat(100));

        assertEnded(transport, "-ERR TOOLONG\r\n", CloseReason.LINE, Level.INFO);
    }

    @Test
    void payload() {
        StringTransport transport = connect(limits -> limits.withPayload(4));
        transport.deliver("PUT k 5\r\nPING\n\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("-ERR TOOBIG\r\n+PONG\r\n");
        assertThat(factory.errors(ErrorKind.TOO_BIG)).isEqualTo(1);
        assertLogged(Level.INFO, "refuses a payload");
    }

    @Test
    void payloadDiscard() {
        StringTransport transport = connect(limits -> limits.withPayload(4).withPayloadDiscard(50));
        transport.deliver("PUT k 51\r\n");

        assertEnded(transport, "-ERR TOOBIG\r\n", CloseReason.PAYLOAD, Level.INFO);
    }

    @Test
    void aLineEndThatIsNone() {
        StringTransport transport = connect();
        transport.deliver("PING\n");

        assertEnded(transport, "-ERR bad line end\r\n", CloseReason.LINE_END, Level.INFO);
    }

    // ---- what goes

    @Test
    void reply() {
        StringTransport transport = connect(limits -> limits.withReply(100));
        transport.deliver("HUGE 101\r\nPING\r\n");

        assertEnded(transport, "-ERR INTERNAL\r\n", CloseReason.FAILED, Level.DEBUG);
        assertThat(factory.errors(ErrorKind.FAILED)).isEqualTo(1);
    }

    @Test
    void replyLine() {
        StringTransport transport = connect(limits -> limits.withReplyLine(100));
        transport.deliver("HUGE 5000\r\nECHO " + "x".repeat(96) + "\r\n");
        String huge = "$5000\r\n" + "x".repeat(5000) + "\r\n";
        assertThat(transport.text()).isEqualTo(huge + "+OK " + "x".repeat(96) + "\r\n");

        transport.deliver("ECHO " + "x".repeat(97) + "\r\n");

        assertThat(transport.text()).endsWith("-ERR INTERNAL\r\n");
        assertThat(transport.isOpen()).isFalse();
    }

    @Test
    void aFailureOfTheHandlerIsAnErrorInTheLog() {
        connect(limits -> limits.withReply(100)).deliver("HUGE 101\r\n");

        assertLogged(Level.ERROR, "failed on \"HUGE 101\"");
    }

    // ---- what is not borne for ever

    @Test
    void errors() {
        StringTransport transport = connect(limits -> limits.withErrors(2));
        transport.deliver("JUMP\r\nJUMP\r\nPING\r\n");

        assertEnded(
                transport,
                "-ERR UNKNOWN\r\n-ERR UNKNOWN\r\n-ERR LIMIT\r\n",
                CloseReason.ERRORS,
                Level.INFO);
    }

    @Test
    void junk() {
        StringTransport transport = connect();
        transport.deliver("NOOP\r\n".repeat(101));

        assertEnded(
                transport, "+OK\r\n".repeat(100) + "-ERR LIMIT\r\n", CloseReason.JUNK, Level.INFO);
    }

    @Test
    void attempts() {
        StringTransport transport = connect();
        transport.deliver("AUTH u secret\r\n".repeat(3));
        for (int i = 0; i < 3; i++) {
            transport.advance(Duration.ofSeconds(1));
        }

        assertEnded(
                transport,
                "-ERR AUTH\r\n-ERR AUTH\r\n-ERR AUTH\r\n-ERR LIMIT\r\n",
                CloseReason.ATTEMPTS,
                Level.WARN);
        assertThat(log.lines()).noneMatch(line -> line.contains("secret"));
    }

    @Test
    void aRequestOfAnotherProtocolIsToldOfOnceAMinute() {
        for (int i = 0; i < 3; i++) {
            StringTransport transport = connect();
            transport.deliver("GET / HTTP/1.1\r\n");
            assertThat(transport.text()).isEmpty();
            transport.finish();
        }

        assertThat(factory.endings(CloseReason.WRONG_PROTOCOL)).isEqualTo(3);
        assertThat(log.lines().stream().filter(line -> line.contains(" WARN ")))
                .hasSize(1)
                .allMatch(line -> line.contains("an HTTP request"));
    }

    // ---- time

    @Test
    void idleSeconds() {
        StringTransport transport = connect(limits -> limits.withIdleSeconds(5));
        transport.advance(Duration.ofSeconds(5));

        assertEnded(transport, "-ERR TIMEOUT\r\n", CloseReason.IDLE, Level.DEBUG);
    }

    @Test
    void lineSeconds() {
        StringTransport transport = connect(limits -> limits.withLineSeconds(5));
        transport.deliver("PIN");
        transport.advance(Duration.ofSeconds(5));

        assertEnded(transport, "-ERR TIMEOUT\r\n", CloseReason.LINE_TIME, Level.INFO);
    }

    @Test
    void payloadSeconds() {
        StringTransport transport = connect(limits -> limits.withPayloadSeconds(5));
        transport.deliver("PUT k 1000\r\n");
        transport.advance(Duration.ofSeconds(5));

        assertEnded(transport, "-ERR TIMEOUT\r\n", CloseReason.PAYLOAD_TIME, Level.INFO);
    }

    /** Sends a text, so many bytes of it in each second. */
    private StringTransport sendingSlowly(int bytesPerSecond, int seconds) {
        StringTransport transport = connect(limits -> limits.withPayloadSeconds(5));
        transport.deliver("DATA\r\n");
        for (int second = 0; second < seconds && transport.isOpen(); second++) {
            transport.deliver("x".repeat(bytesPerSecond));
            transport.advance(Duration.ofSeconds(1));
        }
        return transport;
    }

    @Test
    void payloadSeconds_aTrickleGainsNoTime_whateverIsAnnounced() {
        assertThat(sendingSlowly(10, 7).text()).isEqualTo("+SEND\r\n-ERR TIMEOUT\r\n");
    }

    @Test
    void payloadSeconds_aSlowButSteadyPayloadIsReceived() {
        StringTransport transport = sendingSlowly(500, 60);
        transport.deliver("\r\n.\r\n");

        assertThat(transport.text()).isEqualTo("+SEND\r\n+OK 30002\r\n");
    }

    @Test
    void payloadSeconds_eachPayloadHasItsOwn() {
        StringTransport transport = connect(limits -> limits.withPayloadSeconds(5));
        transport.deliver("PUT k 4\r\nab");
        transport.advance(Duration.ofSeconds(4));
        transport.deliver("cd\r\nPUT k 4\r\nab");
        transport.advance(Duration.ofSeconds(4));
        transport.deliver("cd\r\n");

        assertThat(transport.text()).isEqualTo("+OK stored 4\r\n+OK stored 4\r\n");
    }

    @Test
    void requestSeconds() {
        StringTransport transport = connect(limits -> limits.withRequestSeconds(5));
        transport.deliver("HANG\r\n");
        transport.advance(Duration.ofSeconds(5));

        assertLogged(Level.WARN, "has no reply to \"HANG\": no result within 5 s");
        assertThat(transport.text()).isEqualTo("-ERR INTERNAL\r\n");
        transport.finish();
        assertThat(factory.endings(CloseReason.REQUEST_TIME)).isEqualTo(1);
    }

    // ---- a peer that does not read

    /** Asks for a large reply, and takes so many bytes of it in each second. */
    private static final class SlowReader extends Protocol {
        private final int bytesPerSecond;

        SlowReader(int bytesPerSecond) {
            this.bytesPerSecond = bytesPerSecond;
        }

        @Override
        protected void connectionMade() {
            transport().write("HUGE 1000000\r\n".getBytes(US_ASCII));
        }

        @Override
        public void inputReceived(Input input) {
            input.take(Math.min(bytesPerSecond, input.remaining()));
            transport().pauseReading();
        }

        ClientFactory connecting() {
            return new ClientFactory() {
                @Override
                public Protocol buildProtocol(SocketAddress peer) {
                    return SlowReader.this;
                }
            };
        }
    }

    /** How many connections stand when it has read for half a minute. */
    private int standing(SlowReader reader) {
        MemoryNetwork network = new MemoryNetwork(1).bufferBytes(1_000);
        Reactor reactor = network.reactor();
        factory.limits(limits -> limits.withStallSeconds(5));
        reactor.listen("tcp:4000", factory);
        reactor.connect("tcp:127.0.0.1:4000", reader.connecting());
        network.run();
        for (int second = 0; second < 30; second++) {
            network.advance(Duration.ofSeconds(1));
            reader.transport().resumeReading();
            network.run();
        }
        int standing = factory.connections();
        reactor.close();
        return standing;
    }

    @Test
    void stallSeconds_aPeerThatReadsNothingIsReset() {
        assertThat(standing(new SlowReader(0))).isZero();
        assertThat(factory.endings(CloseReason.STALLED)).isEqualTo(1);
        assertLogged(Level.INFO, "the peer did not read its output in time");
    }

    @Test
    void stallSeconds_aTrickleGainsNoTime() {
        assertThat(standing(new SlowReader(100))).isZero();
        assertThat(factory.endings(CloseReason.STALLED)).isEqualTo(1);
    }

    @Test
    void stallSeconds_aSlowButSteadyReaderIsServed() {
        assertThat(standing(new SlowReader(1_000))).isEqualTo(1);
    }

    // ---- too many

    @Test
    void connections() {
        StringTransport first = connect(limits -> limits.withConnections(1));
        StringTransport second = connect();
        StringTransport third = connect();

        assertThat(second.text()).isEqualTo("-ERR LIMIT\r\n");
        assertThat(third.isOpen()).isFalse();
        assertThat(factory.endings(CloseReason.BUSY)).isEqualTo(2);
        assertThat(log.lines().stream().filter(line -> line.contains(" WARN "))).hasSize(1);
        assertThat(factory.connections()).isEqualTo(1);
        assertThat(first.isOpen()).isTrue();
    }

    @Test
    void memory() {
        factory.memory().limit(1_000);
        StringTransport transport = connect();
        transport.deliver("PUT k 2000\r\n");
        transport.deliver("x".repeat(2_000));
        transport.deliver("\r\nPING\r\n");

        assertThat(transport.text()).isEqualTo("-ERR TOOBIG\r\n+PONG\r\n");
        assertThat(factory.errors(ErrorKind.MEMORY)).isEqualTo(1);
        assertLogged(Level.WARN, "not enough memory");
    }

    @Test
    void memory_isAQuarterOfTheLargestHeap() {
        assertThat(factory.memory().limit()).isEqualTo(Runtime.getRuntime().maxMemory() / 4);
    }

    private List<StringTransport> connect(int count) {
        List<StringTransport> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(connect());
        }
        return all;
    }

    @Test
    void S33_whereConnectionsAreShortIdleOnesGoSoonerAndOneErrorIsEnough() {
        factory.limits(limits -> limits.withConnections(100));
        List<StringTransport> calm = connect(89);
        assertThat(factory.stats().overloaded()).isFalse();
        StringTransport last = connect();
        assertThat(factory.stats().overloaded()).isTrue();
        assertLogged(Level.WARN, "90 of 100");

        last.deliver("JUMP\r\nPING\r\n");
        assertThat(last.text()).isEqualTo("-ERR UNKNOWN\r\n-ERR LIMIT\r\n");
        StringTransport idle = calm.get(0);
        idle.runTurns();
        idle.advance(Duration.ofSeconds(10));

        assertThat(idle.text()).isEqualTo("-ERR TIMEOUT\r\n");
    }

    @Test
    void S33_theIdleTimeIsRestoredWhenFewerConnectionsAreLeft() {
        factory.limits(limits -> limits.withConnections(100));
        List<StringTransport> all = connect(90);
        for (StringTransport each : all.subList(0, 10)) {
            each.lose(new ConnectionLost("gone"));
            assertThat(factory.stats().overloaded()).isTrue();
        }
        all.get(10).lose(new ConnectionLost("gone"));

        assertThat(factory.stats().overloaded()).isFalse();
        StringTransport idle = all.get(89);
        idle.runTurns();
        idle.advance(Duration.ofSeconds(59));
        assertThat(idle.isOpen()).isTrue();
    }

    // ---- the whole

    @Test
    void theDefaultsAreThoseOfTheTable() {
        assertThat(LineLimits.DEFAULTS)
                .isEqualTo(
                        new LineLimits(
                                8_192,
                                65_536,
                                100,
                                65_536,
                                1_048_576,
                                4_194_304,
                                64,
                                16_777_216,
                                65_536,
                                65_536,
                                4_194_304,
                                8_388_608,
                                128,
                                10,
                                300,
                                60,
                                60,
                                60,
                                60,
                                10_000,
                                3));
    }

    @Test
    void zeroIsNoBoundAndIsRefused() {
        assertThatThrownBy(() -> LineLimits.DEFAULTS.withIdleSeconds(0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "limit idleSeconds must be positive, not 0; for none, use LineLimits.UNLIMITED");
    }

    @Test
    void theBoundsInForceAreLoggedOnceAtTheStart() {
        factory.doStart();
        factory.doStart();

        assertThat(log.lines().stream().filter(line -> line.contains("CorpusFactory starts with")))
                .hasSize(1)
                .allMatch(
                        line ->
                                line.contains(" DEBUG ")
                                        && line.contains("line=512")
                                        && line.contains("memory="));
    }

    @Test
    void aFloodOfOneCauseIsLoggedTenTimesAMinute_andWhatWasHeldBackIsTold() {
        StringTransport last = null;
        for (int i = 0; i < 25; i++) {
            last = connect(limits -> limits.withErrors(1));
            last.deliver("JUMP\r\n");
            last.finish();
        }
        assertThat(log.lines().stream().filter(line -> line.contains(" INFO "))).hasSize(10);

        StringTransport later = connect(limits -> limits.withIdleSeconds(1_000));
        later.advance(Duration.ofMinutes(1).plusSeconds(1));
        later.deliver("JUMP\r\n");
        later.finish();

        assertLogged(Level.INFO, "(15 similar messages were suppressed)");
    }

    @Test
    void F5_ofAFloodOfFailuresTenAreLoggedInAMinute() {
        for (int i = 0; i < 1_000; i++) {
            connect().deliver("FAIL\r\n");
        }

        assertThat(log.traces()).isEqualTo(10);
        assertThat(log.lines().stream().filter(line -> line.contains("Incident")))
                .hasSize(10)
                .allMatch(line -> line.contains("failed on \"FAIL\" of /192.168.1.1:54321"));
    }

    @Test
    void F5_aRefusedConnectionIsNoIncident() {
        factory.limits(limits -> limits.withConnections(1));
        connect();
        for (int i = 0; i < 3; i++) {
            StringTransport refused = connect();
            refused.finish();
        }

        assertThat(factory.endings(CloseReason.BUSY)).isEqualTo(3);
        assertThat(log.traces()).isZero();
        assertThat(log.lines()).noneMatch(line -> line.contains("Incident"));
    }

    @Test
    void F5_ofAFloodOfErrorsTenOfEachKindAreLoggedInAMinute() {
        for (int i = 0; i < 1_000; i++) {
            connect().deliver("JUMP\r\nADD\r\n");
        }

        assertThat(log.lines().stream().filter(line -> line.contains(" answers "))).hasSize(20);
    }

    @Test
    void whatWasCountedIsHadAtOnce() {
        connect().deliver("JUMP\r\nQUIT\r\n");
        connect();

        ServerStats stats = factory.stats();

        assertThat(stats.limits().line()).isEqualTo(512);
        assertThat(stats.accepted()).isEqualTo(2);
        assertThat(stats.connections()).isEqualTo(2);
        assertThat(stats.errors()).containsEntry(ErrorKind.UNKNOWN, 1L);
    }
}
