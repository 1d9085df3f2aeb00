package org.ropewalk.loop;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** Real sockets, on the loopback interface. */
final class SocketKernel implements Kernel {
    /** Far beyond what anything takes: who waits longer waits for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Supplier<Reactor> reactors;
    private Reactor reactor;

    private SocketKernel(Supplier<Reactor> reactors) {
        this.reactors = reactors;
    }

    /** The JDK's selector. */
    static SocketKernel nio() {
        return new SocketKernel(NioReactor::create);
    }

    /** The io_uring of Linux; a test is not run where that cannot be used. */
    static SocketKernel uring() {
        return new SocketKernel(() -> SocketReactors.uring(1));
    }

    /** The kernel that the property {@code ropewalk.reactor} chooses. */
    static SocketKernel chosen() {
        return new SocketKernel(SocketReactors::create);
    }

    @Override
    public Reactor create() {
        reactor = reactors.get();
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
