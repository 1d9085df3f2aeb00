package org.ropewalk.it.language;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.CommandRejected;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.beanstalkd.BeanstalkdClient;
import org.ropewalk.examples.memcached.MemcachedClient;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** A server that says that it closes the connection, and keeps it open. */
class LastReplyTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Server server = new Server();

    /** Says what the test wants, and never closes. */
    private static final class Server extends Protocol {
        private final StringBuilder received = new StringBuilder();
        private boolean inputEnded;

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, US_ASCII));
        }

        @Override
        public void readConnectionLost() {
            inputEnded = true;
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private void say(String text) {
        server.transport().write(text.getBytes(US_ASCII));
        network.run();
    }

    private <T> T await(CompletableFuture<T> future) {
        network.run();
        assertThat(future).isCompleted();
        return future.join();
    }

    private Connection<TasksClient> tasks() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        return await(TasksClient.open(reactor, "tcp:127.0.0.1:4000"));
    }

    @Test
    void F13_afterTheLastReplyTheClientClosesToo_andFailsWaitingCalls() {
        Connection<TasksClient> connection = tasks();
        CompletableFuture<?> before = connection.commands().ping();
        CompletableFuture<?> quit = connection.commands().quit();
        CompletableFuture<?> behind = connection.commands().ping();
        network.run();
        assertThat(server.received.toString()).isEqualTo("1 PING\r\n2 QUIT\r\n");

        say("2 BYE\r\n");

        assertThat(quit).isCompleted();
        assertThat(connection.isOpen()).isFalse();
        assertThat(server.inputEnded).isTrue();
        assertThatThrownBy(behind::get).hasCauseInstanceOf(ConnectionDone.class);
        assertThatThrownBy(before::get).hasCauseInstanceOf(ConnectionDone.class);
        assertThat(connection.commands().ping()).isCompletedExceptionally();
        assertThat(server.received.toString()).isEqualTo("1 PING\r\n2 QUIT\r\n");
    }

    @Test
    void F13_noCallIsAcceptedAfterTheLastReply() {
        Connection<TasksClient> connection = tasks();
        CompletableFuture<?> next =
                connection.commands().quit().thenCompose(none -> connection.commands().ping());
        network.run();
        say("1 BYE\r\n");

        assertThat(next).isCompletedExceptionally();
        assertThat(server.received.toString()).isEqualTo("1 QUIT\r\n");
    }

    @Test
    void F13_afterACommandThatEndsTheConnectionWithoutAReply() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        Connection<MemcachedClient> connection =
                await(MemcachedClient.open(reactor, "tcp:127.0.0.1:4000"));
        CompletableFuture<?> before = connection.commands().delete(Bytes.of("key"));
        CompletableFuture<Void> quit = connection.commands().quit();
        CompletableFuture<?> behind = connection.commands().delete(Bytes.of("key"));
        network.run();
        assertThat(server.received.toString()).isEqualTo("delete key\r\nquit\r\n");
        assertThat(quit).isCompleted();
        assertThatThrownBy(behind::get)
                .hasCauseInstanceOf(IllegalStateException.class)
                .hasMessageContaining("a command that ends the connection");
        assertThat(server.inputEnded).isFalse();

        say("DELETED\r\n");

        assertThat(before).isCompleted();
        assertThat(server.inputEnded).isTrue();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void F13_afterAnErrorThatEndsTheConnection() {
        reactor.listen("tcp:4000", Factory.forProtocol(() -> server));
        Connection<BeanstalkdClient> connection =
                await(BeanstalkdClient.open(reactor, "tcp:127.0.0.1:4000"));
        CompletableFuture<?> failed = connection.commands().touch(1);
        CompletableFuture<?> behind = connection.commands().touch(2);
        network.run();
        assertThat(server.received.toString()).isEqualTo("touch 1\r\ntouch 2\r\n");

        say("INTERNAL_ERROR\r\n");

        assertThatThrownBy(failed::get).hasCauseInstanceOf(CommandRejected.class);
        assertThatThrownBy(behind::get).hasCauseInstanceOf(ConnectionDone.class);
        assertThat(server.inputEnded).isTrue();
        assertThat(connection.isOpen()).isFalse();
    }
}
