package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.client.Connection;
import org.ropewalk.examples.memcached.Memcached;
import org.ropewalk.examples.memcached.MemcachedClient;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Code of the user that a client runs, and that uses the client. */
class CallbacksTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final List<Server> servers = new ArrayList<>();

    /** A server that the test plays. */
    private static final class Server extends Protocol {
        private final StringBuilder received = new StringBuilder();

        @Override
        protected void dataReceived(byte[] data) {
            received.append(new String(data, US_ASCII));
        }
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    private Connection<MemcachedClient> open() {
        if (servers.isEmpty()) {
            reactor.listen(
                    "tcp:4000",
                    Factory.forProtocol(
                            () -> {
                                servers.add(new Server());
                                return servers.get(servers.size() - 1);
                            }));
        }
        CompletableFuture<Connection<MemcachedClient>> opened =
                MemcachedClient.open(reactor, "tcp:127.0.0.1:4000");
        network.run();
        return opened.join();
    }

    private void say(int server, String text) {
        servers.get(server).transport().write(text.getBytes(US_ASCII));
        network.run();
    }

    private String received(int server) {
        return servers.get(server).received.toString();
    }

    /** An argument of two elements that runs something when it is written. */
    private static final class Calling extends AbstractList<Memcached.Flag> {
        private final Runnable call;
        private boolean armed;

        Calling(Runnable call) {
            this.call = call;
        }

        @Override
        public Memcached.Flag get(int index) {
            if (armed) {
                armed = false;
                call.run();
            }
            return new Memcached.Flag(index == 0 ? 'v' : 'f', "");
        }

        @Override
        public int size() {
            return 2;
        }
    }

    /** Calls on a thread of its own, so that the command is written when the network runs. */
    private void callElsewhere(MemcachedClient client, Calling argument) throws Exception {
        Thread other = new Thread(() -> client.metaGet(Bytes.of("a"), argument));
        other.start();
        other.join();
        argument.armed = true;
        network.run();
    }

    @Test
    void F19_anArgumentThatCallsAnotherClientOfItsLoop() throws Exception {
        MemcachedClient first = open().commands();
        MemcachedClient second = open().commands();

        callElsewhere(first, new Calling(second::version));

        assertThat(received(0)).isEqualTo("mg a v f\r\n");
        assertThat(received(1)).isEqualTo("version\r\n");
    }

    @Test
    void F19_anArgumentThatCallsItsOwnClient() throws Exception {
        MemcachedClient client = open().commands();

        callElsewhere(client, new Calling(client::version));

        assertThat(received(0)).isEqualTo("mg a v f\r\nversion\r\n");
    }

    @Test
    void F19_anArgumentThatFailsBadly() {
        MemcachedClient client = open().commands();
        Calling argument =
                new Calling(
                        () -> {
                            throw new StackOverflowError("as it should");
                        });
        CompletableFuture<?>[] failed = new CompletableFuture<?>[1];
        argument.armed = false;
        reactor.callFromThread(
                () -> {
                    Thread caller =
                            new Thread(() -> failed[0] = client.metaGet(Bytes.of("a"), argument));
                    caller.start();
                    try {
                        caller.join();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    argument.armed = true;
                });
        network.run();
        CompletableFuture<?> next = client.version();
        network.run();

        assertThatThrownBy(failed[0]::get).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(received(0)).isEqualTo("version\r\n");
        say(0, "VERSION 1\r\n");
        assertThat(next).isCompleted();
    }

    @Test
    void F14_aCompletionThatClosesFailsTheOthersOnce() {
        Connection<MemcachedClient> connection = open();
        MemcachedClient client = connection.commands();
        AtomicInteger completions = new AtomicInteger();
        CompletableFuture<?> first = client.version();
        first.whenComplete((version, failure) -> connection.close());
        List<CompletableFuture<?>> others = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            others.add(client.version());
            others.get(i).whenComplete((version, failure) -> completions.incrementAndGet());
        }
        network.run();
        say(0, "VERSION 1\r\n");

        assertThat(first).isCompleted();
        assertThat(connection.isOpen()).isFalse();
        for (CompletableFuture<?> other : others) {
            assertThatThrownBy(other::get)
                    .hasCauseInstanceOf(ConnectionDone.class)
                    .hasMessageContaining("this side closed the connection");
        }
        say(0, "VERSION 2\r\nVERSION 3\r\n");
        assertThat(completions).hasValue(others.size());
    }

    @Test
    void F14_aCompletionThatCancelsAndCalls_noReplyIsShifted() {
        MemcachedClient client = open().commands();
        List<String> versions = new ArrayList<>();
        CompletableFuture<String> second = new CompletableFuture<>();
        client.version()
                .thenAccept(
                        version -> {
                            versions.add(version);
                            second.cancel(false);
                            client.version().thenAccept(versions::add);
                        });
        CompletableFuture<String> cancelled = client.version();
        second.whenComplete((version, failure) -> cancelled.cancel(false));
        client.version().thenAccept(versions::add);
        network.run();
        say(0, "VERSION 1\r\nVERSION 2\r\nVERSION 3\r\nVERSION 4\r\n");

        assertThat(cancelled).isCancelled();
        assertThat(versions).containsExactly("1", "3", "4");
        assertThat(received(0)).isEqualTo("version\r\n".repeat(4));
    }

    @Test
    void F13_closeDeliversWhatWasSent() {
        Connection<MemcachedClient> connection = open();
        connection.commands().deleteNoReply(Bytes.of("a"));
        CompletableFuture<?> waiting = connection.commands().version();
        connection.close();
        network.run();

        assertThat(received(0)).isEqualTo("delete a noreply\r\nversion\r\n");
        assertThat(waiting).isCompletedExceptionally();
        assertThat(connection.commands().version()).isCompletedExceptionally();
    }
}
