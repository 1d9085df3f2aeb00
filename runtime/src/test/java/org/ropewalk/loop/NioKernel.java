package org.ropewalk.loop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** The JDK's selector, on the loopback interface. */
final class NioKernel implements Kernel {
    /** Far beyond what anything takes: who waits longer waits for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private Reactor reactor;

    @Override
    public Reactor create() {
        reactor = NioReactor.create();
        reactor.start();
        return reactor;
    }

    @Override
    public void until(BooleanSupplier condition) {
        long endNs = System.nanoTime() + PATIENCE.toNanos();
        while (!ask(condition::getAsBoolean)) {
            if (System.nanoTime() > endNs) {
                throw new AssertionError("it never came");
            }
            Thread.onSpinWait();
        }
    }

    @Override
    public void on(Runnable call) {
        ask(
                () -> {
                    call.run();
                    return null;
                });
    }

    private <T> T ask(Supplier<T> question) {
        CompletableFuture<T> answer = new CompletableFuture<>();
        reactor.callFromThread(
                () -> {
                    try {
                        answer.complete(question.get());
                    } catch (Throwable e) {
                        answer.completeExceptionally(e);
                    }
                });
        try {
            return answer.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e;
        }
    }
}
