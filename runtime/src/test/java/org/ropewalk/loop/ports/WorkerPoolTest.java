package org.ropewalk.loop.ports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The pool's end: no call is forgotten. */
class WorkerPoolTest {
    private static final int SECONDS = 20;

    @Test
    void F89_callsThatDoNotEndAreInterruptedAndThoseThatWaitAreDropped() throws Exception {
        WorkerPool pool = new WorkerPool("pool", 1);
        CountDownLatch begun = new CountDownLatch(1);
        CompletableFuture<Void> interrupted = new CompletableFuture<>();
        CompletableFuture<Void> dropped = new CompletableFuture<>();
        pool.execute(
                () -> {
                    begun.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.complete(null);
                    }
                });
        pool.execute(
                () -> {
                    throw new AssertionError("made after the end");
                },
                () -> dropped.complete(null));
        begun.await();
        pool.stopAndJoin(Duration.ofMillis(1));
        assertThat(dropped).isCompleted();
        interrupted.get(SECONDS, TimeUnit.SECONDS);
        assertThatThrownBy(() -> pool.execute(() -> {}))
                .isInstanceOf(RejectedExecutionException.class);
    }

    @Test
    void F89_callsThatWereAcceptedAreMade() {
        WorkerPool pool = new WorkerPool("pool", 1);
        CompletableFuture<Void> made = new CompletableFuture<>();
        pool.execute(() -> {});
        pool.execute(() -> made.complete(null));
        pool.stopAndJoin(Duration.ofSeconds(SECONDS));
        assertThat(made).isCompleted();
    }
}
