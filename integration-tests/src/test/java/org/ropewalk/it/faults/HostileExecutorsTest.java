package org.ropewalk.it.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.CloseReason;
import org.ropewalk.testing.StringTransport;

/** Executors of blocking handlers that take no task, or run it oddly, and handlers that do so. */
class HostileExecutorsTest {
    private static final String PUT = "PUT 6000\r\n" + "x".repeat(6_000) + "\r\n";

    private final Queue<Runnable> tasks = new ArrayDeque<>();
    private IntSupplier result = () -> 1;
    private final HeldFactory factory = new HeldFactory(peer -> new Handler());
    private final StringTransport transport = new StringTransport().connect(factory);

    private final class Handler implements Held {
        @Override
        public int put(Bytes data) {
            return result.getAsInt();
        }

        @Override
        public CompletionStage<Integer> later(Bytes data) {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Integer> text(Bytes text) {
            return new CompletableFuture<>();
        }

        @Override
        public void ping() {}
    }

    private void checkFailed() {
        transport.runTurns();
        assertThat(transport.text()).startsWith("-FAILED");
        assertThat(transport.isDisconnecting()).isTrue();
        transport.finish();
        assertThat(factory.endings(CloseReason.FAILED)).isEqualTo(1);
        assertThat(factory.memory().used()).isZero();
        assertThat(factory.connections()).isZero();
    }

    @Test
    void anExecutorThatRejectsFailsTheCommand() {
        factory.blocking(
                task -> {
                    throw new RejectedExecutionException("full");
                });

        transport.deliver(PUT + "PING\r\n");

        checkFailed();
    }

    @Test
    void anExecutorThatRejectsAfterOthersFailsAfterThem() {
        factory.blocking(tasks::add);
        transport.deliver(PUT);
        factory.blocking(
                task -> {
                    throw new RejectedExecutionException("full");
                });
        transport.deliver(PUT + "PING\r\n");

        tasks.remove().run();
        transport.runTurns();

        assertThat(transport.text()).startsWith("+PUT 1\r\n-FAILED");
        assertThat(transport.isDisconnecting()).isTrue();
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void anExecutorThatRunsATaskTwiceAnswersOnce() {
        factory.blocking(tasks::add);
        transport.deliver(PUT + "PING\r\n");

        Runnable task = tasks.remove();
        task.run();
        task.run();
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("+PUT 1\r\n+PONG\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void anExecutorMayRunATaskInsideItsCall() {
        factory.blocking(Runnable::run);

        transport.deliver(PUT + "PING\r\n");
        transport.runTurns();

        assertThat(transport.text()).isEqualTo("+PUT 1\r\n+PONG\r\n");
        assertThat(factory.memory().used()).isZero();
    }

    @Test
    void aTaskThatRunsAfterTheEndChangesNothing() {
        factory.blocking(tasks::add);
        transport.deliver(PUT);
        transport.abortConnection();
        transport.finish();

        tasks.remove().run();
        transport.runTurns();

        assertThat(transport.text()).isEmpty();
        assertThat(factory.memory().used()).isZero();
        assertThat(factory.connections()).isZero();
    }

    @Test
    void aHandlerThatIsInterruptedFailsItsCommand() {
        factory.blocking(Runnable::run);
        result =
                () -> {
                    Thread.currentThread().interrupt();
                    try {
                        new CompletableFuture<Integer>().get();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    return 1;
                };

        transport.deliver(PUT);

        assertThat(Thread.interrupted()).isFalse();
        checkFailed();
    }

    @Test
    void anErrorOfAHandlerFailsItsCommand() {
        factory.blocking(tasks::add);
        result =
                () -> {
                    throw new StackOverflowError();
                };
        transport.deliver(PUT);

        tasks.remove().run();

        checkFailed();
    }
}
