package org.ropewalk.loop;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads for the arithmetic of TLS handshakes, which takes milliseconds: connections that stand
 * keep their turns while others come. None before the first handshake.
 */
final class HandshakePool implements Executor {
    /** Half of the machine computes; the loops have the other half. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private static final int IDLE_SECONDS = 10;

    private ThreadPoolExecutor threads;
    private boolean stopped;

    /** Runs {@code task} on one of them; here, if there are none any more. */
    @Override
    public void execute(Runnable task) {
        ThreadPoolExecutor executor = threads();
        try {
            if (executor != null) {
                executor.execute(task);
                return;
            }
        } catch (RejectedExecutionException stoppedMeanwhile) {
            // As if it had been stopped before.
        }
        task.run();
    }

    private synchronized ThreadPoolExecutor threads() {
        if (threads == null && !stopped) {
            AtomicInteger count = new AtomicInteger();
            threads =
                    new ThreadPoolExecutor(
                            THREADS,
                            THREADS,
                            IDLE_SECONDS,
                            TimeUnit.SECONDS,
                            new LinkedBlockingQueue<>(),
                            task -> {
                                Thread thread =
                                        new Thread(task, "ropewalk-tls-" + count.incrementAndGet());
                                thread.setDaemon(true);
                                return thread;
                            });
            threads.allowCoreThreadTimeOut(true);
        }
        return stopped ? null : threads;
    }

    synchronized void stop() {
        stopped = true;
        if (threads != null) {
            threads.shutdown();
        }
    }
}
