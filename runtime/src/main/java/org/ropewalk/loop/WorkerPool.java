package org.ropewalk.loop;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Threads for what may block; none before the first call. */
final class WorkerPool {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    /** Twisted's number: enough for look-ups and files, few enough to be cheap. */
    private static final int MAX_THREADS = 10;

    private static final int IDLE_SECONDS = 10;

    private ThreadPoolExecutor executor;
    private boolean stopped;

    synchronized void execute(Runnable call) {
        if (stopped) {
            throw new RejectedExecutionException("the reactor was stopped");
        }
        if (executor == null) {
            AtomicInteger count = new AtomicInteger();
            executor =
                    new ThreadPoolExecutor(
                            MAX_THREADS,
                            MAX_THREADS,
                            IDLE_SECONDS,
                            TimeUnit.SECONDS,
                            new LinkedBlockingQueue<>(),
                            task -> {
                                Thread thread =
                                        new Thread(
                                                task, "ropewalk-worker-" + count.incrementAndGet());
                                thread.setDaemon(true);
                                return thread;
                            });
            executor.allowCoreThreadTimeOut(true);
        }
        executor.execute(
                () -> {
                    try {
                        call.run();
                    } catch (Throwable e) {
                        LOG.error("A call in a thread failed", e);
                    }
                });
    }

    synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdown();
        }
    }
}
