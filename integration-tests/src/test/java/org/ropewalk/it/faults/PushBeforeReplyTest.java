package org.ropewalk.it.faults;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.Group;
import org.ropewalk.server.Peer;
import org.ropewalk.server.PushTarget;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.testing.MemoryPeer;

/**
 * What a handler pushes on another thread is sent before its reply, also if the result is complete
 * before it is waited for.
 */
class PushBeforeReplyTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor reactor = network.reactor();
    private final Group group = new Group();
    private Function<Peer, PushTarget> target = peer -> peer;
    private Function<CompletableFuture<Integer>, CompletionStage<Integer>> form = stage -> stage;
    private boolean failing;

    private final class Handler implements Held {
        private final Peer peer;

        Handler(Peer peer) {
            this.peer = peer;
            group.add(peer);
        }

        private int push() {
            HeldPushes.to(target.apply(peer)).said("first");
            if (failing) {
                throw new IllegalStateException("test");
            }
            return 1;
        }

        @Override
        public int put(Bytes data) {
            return push();
        }

        @Override
        public CompletionStage<Integer> later(Bytes data) {
            CompletableFuture<Integer> result = new CompletableFuture<>();
            elsewhere(
                    () -> {
                        try {
                            result.complete(push());
                        } catch (IllegalStateException e) {
                            result.completeExceptionally(e);
                        }
                    });
            return form.apply(result);
        }

        @Override
        public CompletionStage<Integer> text(Bytes text) {
            return later(text);
        }

        @Override
        public void ping() {}
    }

    /** Runs {@code task} on another thread until it ends. */
    private static void elsewhere(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String answered(String input) {
        HeldFactory factory = new HeldFactory(Handler::new);
        factory.blocking(PushBeforeReplyTest::elsewhere);
        reactor.listen("tcp:4000", factory);
        MemoryPeer client = network.connectPeer(4000);
        network.run();
        client.write(input.getBytes(US_ASCII));
        network.run();
        return new String(client.readAll(), US_ASCII);
    }

    @AfterEach
    void close() {
        reactor.close();
    }

    @Test
    void ofABlockingHandler() {
        assertThat(answered("PUT 1\r\nx\r\nPING\r\n")).isEqualTo("! first\r\n+PUT 1\r\n+PONG\r\n");
    }

    @Test
    void ofABlockingHandlerToAGroup() {
        target = peer -> group;
        assertThat(answered("PUT 1\r\nx\r\nPING\r\n")).isEqualTo("! first\r\n+PUT 1\r\n+PONG\r\n");
    }

    @Test
    void ofABlockingHandlerThatFails() {
        failing = true;
        assertThat(answered("PUT 1\r\nx\r\n")).isEqualTo("! first\r\n-FAILED\r\n");
    }

    @Test
    void ofAStageThatIsComplete() {
        assertThat(answered("LATER 1\r\nx\r\nPING\r\n"))
                .isEqualTo("! first\r\n+LATER 1\r\n+PONG\r\n");
    }

    @Test
    void ofAStageThatIsNoFuture() {
        form = CompletableFuture::minimalCompletionStage;
        assertThat(answered("LATER 1\r\nx\r\nPING\r\n"))
                .isEqualTo("! first\r\n+LATER 1\r\n+PONG\r\n");
    }

    @Test
    void ofAStageThatFails() {
        failing = true;
        assertThat(answered("LATER 1\r\nx\r\n")).isEqualTo("! first\r\n-FAILED\r\n");
    }
}
