package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.client.ProtocolViolation;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A server that says why it ends a connection of which it was asked nothing. */
class EndedByServerTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();

    /** A server that does what the test does. */
    private static final class Silent extends Protocol {}

    @AfterEach
    void close() {
        reactor.close();
    }

    private CompletableFuture<Connection<EndsClient>> open() {
        CompletableFuture<Connection<EndsClient>> opened =
                EndsClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        return opened;
    }

    /** A connection to a server that does what it is told to. */
    private Connection<EndsClient> connect(Protocol server) {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        return open().join();
    }

    private static void ended(Throwable reason, ErrorKind kind, String line) {
        assertThat(reason)
                .isInstanceOf(ConnectionDone.class)
                .hasMessage("the server closes the connection: " + line)
                .cause()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        said -> {
                            assertThat(said.kinds()).containsExactly(kind);
                            assertThat(said.line()).isEqualTo(line);
                        });
    }

    private void say(Protocol server, String text) {
        server.transport().write(text.getBytes(US_ASCII));
        network.run();
    }

    @Test
    void F32_anIdleClientLearnsThatTheServerStops() {
        Protocol server = new Silent();
        Connection<EndsClient> connection = connect(server);
        say(server, "-SHUTDOWN the server stops\r\n");

        assertThat(connection.isOpen()).isFalse();
        ended(connection.closed().join(), ErrorKind.SHUTDOWN, "-SHUTDOWN the server stops");
        CompletableFuture<Void> late = connection.commands().ping(1);
        network.run();
        assertThatThrownBy(late::get)
                .cause()
                .satisfies(
                        reason -> ended(reason, ErrorKind.SHUTDOWN, "-SHUTDOWN the server stops"));
    }

    @Test
    void F32_anIdleClientLearnsThatItsTimeIsOver() {
        reactor.listen("tcp:4000", new EndsFactory(peer -> n -> {}));
        Connection<EndsClient> connection = open().join();
        network.advance(Duration.ofSeconds(11));

        ended(connection.closed().join(), ErrorKind.TIMEOUT, "-TIMEOUT");
    }

    @Test
    void F32_aClientTooManyLearnsThatTheServerIsBusy() {
        reactor.listen("tcp:4000", new EndsFactory(peer -> n -> {}));
        open();
        open();
        Connection<EndsClient> third = open().join();

        ended(third.closed().join(), ErrorKind.BUSY, "-BUSY come back later");
    }

    @Test
    void F32_theErrorThatIsOneTooManyIsTheCallsAndTheEndIsTheServers() {
        Protocol server = new Silent();
        Connection<EndsClient> connection = connect(server);
        CompletableFuture<Void> call = connection.commands().ping(1);
        network.run();
        say(server, "-UNKNOWN\r\n-BUSY come back later\r\n");

        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        said -> assertThat(said.kinds()).containsExactly(ErrorKind.UNKNOWN));
        ended(connection.closed().join(), ErrorKind.BUSY, "-BUSY come back later");
    }

    @Test
    void F32_aCallThatIsUnderWayGetsTheLine() {
        Protocol server = new Silent();
        Connection<EndsClient> connection = connect(server);
        CompletableFuture<Void> call = connection.commands().ping(1);
        CompletableFuture<Void> next = connection.commands().ping(2);
        network.run();
        say(server, "-SHUTDOWN the server stops\r\n");

        assertThatThrownBy(call::get)
                .cause()
                .isInstanceOfSatisfying(
                        CommandRejected.class,
                        said -> assertThat(said.kinds()).containsExactly(ErrorKind.SHUTDOWN));
        assertThatThrownBy(next::get).hasCauseInstanceOf(ConnectionDone.class);
    }

    @Test
    void F32_anyOtherLineIsAViolation() {
        Protocol server = new Silent();
        Connection<EndsClient> connection = connect(server);
        say(server, "-UNKNOWN\r\n");

        assertThat(connection.closed().join()).isInstanceOf(ProtocolViolation.class);
    }
}
