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

    private static final int IDLE_SECONDS = 10;

    private final String name;
    private int threads;
    private ThreadPoolExecutor executor;
    private boolean stopped;

    /** Of at most {@code threads}, called {@code name} and a number. */
    WorkerPool(String name, int threads) {
        this.name = name;
        this.threads = threads;
    }

    /**
     * Runs {@code call} on one of them.
     *
     * @throws RejectedExecutionException once they are stopped
     */
    synchronized void execute(Runnable call) {
        if (stopped) {
            throw new RejectedExecutionException("the reactor was stopped");
        }
        if (executor == null) {
            AtomicInteger count = new AtomicInteger();
            executor =
                    new ThreadPoolExecutor(
                            threads,
                            threads,
                            IDLE_SECONDS,
                            TimeUnit.SECONDS,
                            new LinkedBlockingQueue<>(),
                            task -> {
                                Thread thread =
                                        new Thread(task, name + "-" + count.incrementAndGet());
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

    /** Sets how many threads there may be. */
    synchronized void resize(int count) {
        threads = count;
        if (executor != null && count > executor.getMaximumPoolSize()) {
            executor.setMaximumPoolSize(count);
            executor.setCorePoolSize(count);
        } else if (executor != null) {
            executor.setCorePoolSize(count);
            executor.setMaximumPoolSize(count);
        }
    }

    synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdown();
        }
    }
}
