package org.ropewalk.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Reactor;

/**
 * A future that a reactor completes, on the loop of its connection. Waiting for it where that could
 * never end throws {@link IllegalStateException} instead: on a loop's thread, and while the reactor
 * does not run.
 */
class ReactorFuture<T> extends CompletableFuture<T> {
    private final Reactor reactor;
    private final Loop loop;

    ReactorFuture(Reactor reactor, Loop loop) {
        this.reactor = reactor;
        this.loop = loop;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ReactorFuture<>(reactor, loop);
    }

    @Override
    public T join() {
        guard();
        return super.join();
    }

    @Override
    public T get() throws InterruptedException, ExecutionException {
        guard();
        return super.get();
    }

    @Override
    public T get(long timeout, TimeUnit unit)
            throws InterruptedException, ExecutionException, TimeoutException {
        guard();
        return super.get(timeout, unit);
    }

    private void guard() {
        if (isDone()) {
            return;
        }
        if (reactor.isInLoopThread() || loop.isInLoopThread()) {
            throw new IllegalStateException(
                    "a loop's thread would wait for itself; use thenAccept, or wait on another thread");
        }
        if (!reactor.isRunning()) {
            throw new IllegalStateException(
                    "nobody would ever complete this: call reactor.start() first");
        }
    }
}
