package org.ropewalk.loop.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.lang.reflect.Proxy;
import java.net.SocketAddress;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Connector;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.telemetry.LogGate;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.EventConstants;
import org.slf4j.event.Level;

/** What peers can cause as often as they like is logged a few times a minute. */
class LogFloodTest {
    private static final int TIMES = 500;

    /** Ten lines with their stack traces, which are long in a test. */
    private static final int MOST_BYTES = 150_000;

    private static final List<String> LOGGERS =
            List.of("EventLoop", "ports.WorkerPool", "ports.StreamConnector");

    /** As slf4j-simple has it. */
    private static final int OFF = EventConstants.ERROR_INT + 10;

    private final MemoryNetwork network = new MemoryNetwork(4);
    private final Reactor reactor = network.reactor();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private PrintStream standard;

    /** The build turns the log off; here it is on for a while. */
    private static void level(int level) throws ReflectiveOperationException {
        for (String each : LOGGERS) {
            Logger logger = LoggerFactory.getLogger("org.ropewalk.loop." + each);
            Field field = logger.getClass().getDeclaredField("currentLogLevel");
            field.setAccessible(true);
            field.setInt(logger, level);
        }
    }

    @BeforeEach
    void capture() throws ReflectiveOperationException {
        level(EventConstants.WARN_INT);
        standard = System.err;
        System.setErr(new PrintStream(log, true));
    }

    @AfterEach
    void release() throws ReflectiveOperationException {
        System.setErr(standard);
        level(OFF);
    }

    private static final class Failing extends Protocol {
        private final String where;

        Failing(String where) {
            this.where = where;
        }

        private void failAt(String place) {
            if (place.equals(where)) {
                throw new IllegalStateException("fails at " + place);
            }
        }

        @Override
        protected void connectionMade() {
            failAt("made");
        }

        @Override
        protected void dataReceived(byte[] data) {
            failAt("data");
            if (where.equals("task")) {
                transport().loop().callFromThread(() -> failAt("task"));
            }
            if (where.equals("timer")) {
                transport().loop().callLater(java.time.Duration.ZERO, () -> failAt("timer"));
            }
        }

        @Override
        protected void connectionLost(Throwable reason) {
            failAt("lost");
        }
    }

    private void flood(String endpoint, Supplier<Protocol> protocols, String sent) {
        reactor.listen(
                endpoint,
                new Factory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return protocols.get();
                    }
                });
        for (int i = 0; i < TIMES; i++) {
            MemoryPeer peer = network.connectPeer(4000);
            network.run();
            peer.write(sent.getBytes(US_ASCII));
            network.run();
            peer.close();
            network.run();
        }
    }

    private void checkLog(String text) {
        String logged = log.toString(US_ASCII);
        assertThat(logged).contains(text);
        assertThat(logged.length()).isLessThan(MOST_BYTES);
    }

    @Test
    void F5_aProtocolThatFailsIsLoggedAFewTimes() {
        flood("tcp:4000", () -> new Failing("data"), "x");
        checkLog("fails at data");
    }

    @Test
    void F5_aProtocolThatFailsAtItsBeginningIsLoggedAFewTimes() {
        flood("tcp:4000", () -> new Failing("made"), "x");
        checkLog("fails at made");
    }

    @Test
    void F5_aProtocolThatFailsAtItsEndIsLoggedAFewTimes() {
        flood("tcp:4000", () -> new Failing("lost"), "x");
        checkLog("fails at lost");
    }

    @Test
    void F5_aCallThatFailsIsLoggedAFewTimes() {
        flood("tcp:4000", () -> new Failing("task"), "x");
        checkLog("fails at task");
    }

    @Test
    void F5_aTimerThatFailsIsLoggedAFewTimes() {
        flood("tcp:4000", () -> new Failing("timer"), "x");
        checkLog("fails at timer");
    }

    @Test
    void F5_aFactoryThatFailsIsLoggedAFewTimes() {
        flood(
                "tcp:4000",
                () -> {
                    throw new IllegalStateException("builds nothing");
                },
                "x");
        checkLog("builds nothing");
    }

    @Test
    void F5_aCallInAThreadThatFailsIsLoggedAFewTimes() {
        for (int i = 0; i < TIMES; i++) {
            reactor.callInThread(
                    () -> {
                        throw new IllegalStateException("fails in a thread");
                    });
        }
        // Ends when all calls are made.
        network.run();
        reactor.close();
        checkLog("fails in a thread");
    }

    @Test
    void F5_aClientFactoryThatFailsIsLoggedAFewTimes() {
        ClientFactory failing =
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return null;
                    }

                    @Override
                    public void clientConnectionFailed(Connector connector, Throwable reason) {
                        throw new IllegalStateException("fails when it is told");
                    }
                };
        for (int i = 0; i < TIMES; i++) {
            reactor.connect("tcp:127.0.0.1:4009", failing);
            network.run();
        }
        checkLog("fails when it is told");
    }

    @Test
    void F5_headersThatAreRefusedAreLoggedAFewTimes() {
        flood("proxy:tcp:4000", () -> new Failing("never"), "GET / HTTP/1.0\r\n\r\n");
        checkLog("does not begin with a PROXY header");
    }

    @Test
    void F1_aLoggerThatFailsHasNoEffect() {
        Logger failing =
                (Logger)
                        Proxy.newProxyInstance(
                                getClass().getClassLoader(),
                                new Class<?>[] {Logger.class},
                                (proxy, method, arguments) -> {
                                    throw new StackOverflowError("in " + method.getName());
                                });
        new LogGate(failing).log(1, Level.ERROR, "{} fails", "x");
        assertThat(log.size()).isZero();
    }

    @Test
    void F1_anErrorOfTheStackIsLoggedWithItsTrace() {
        Throwable thrown = new IllegalStateException("with a trace");
        new LogGate(LoggerFactory.getLogger("org.ropewalk.loop.EventLoop"))
                .log(1, Level.ERROR, "{} fails", "it", thrown);
        assertThat(log.toString(US_ASCII))
                .contains("it fails")
                .contains("java.lang.IllegalStateException: with a trace")
                .contains("at org.ropewalk.loop.faults.LogFloodTest");
    }
}
