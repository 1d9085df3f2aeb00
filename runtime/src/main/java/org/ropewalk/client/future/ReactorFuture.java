package org.ropewalk.client.future;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ropewalk.reactor.Reactor;

/**
 * A future that a loop of a reactor completes. Waiting for it where that could never end throws
 * {@link IllegalStateException} instead: on the thread of any loop of that reactor, for two loops
 * could wait for each other, and while the reactor does not run.
 */
public class ReactorFuture<T> extends CompletableFuture<T> {
    private final Reactor reactor;

    public ReactorFuture(Reactor reactor) {
        this.reactor = reactor;
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new ReactorFuture<>(reactor);
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
        if (reactor.isInAnyLoopThread()) {
            throw new IllegalStateException(
                    "no thread of a reactor's loops may wait for a reply: it would wait for itself,"
                            + " or loops for each other; use thenAccept, or wait on another thread");
        }
        if (!reactor.isRunning()) {
            throw new IllegalStateException(
                    "the reactor does not run, so nothing completes this: call reactor.start()"
                            + " first");
        }
    }
}
