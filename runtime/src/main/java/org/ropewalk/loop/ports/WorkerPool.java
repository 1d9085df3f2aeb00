package org.ropewalk.loop.ports;

import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.ropewalk.loop.Guard;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Threads for what may block; none before the first call. */
final class WorkerPool {
    private static final Logger LOG = LoggerFactory.getLogger(WorkerPool.class);

    private static final int IDLE_SECONDS = 10;

    private final String name;

    /** A peer may cause calls that fail as often as it likes. */
    private final LogGate failures = new LogGate(LOG);

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
    void execute(Runnable call) {
        execute(
                call,
                () ->
                        LOG.warn(
                                "A call for a thread of the pool was not made: the pool is stopped"));
    }

    /**
     * As {@link #execute(Runnable)}; {@code dropped} is called if the end comes before the call.
     */
    synchronized void execute(Runnable call, Runnable dropped) {
        if (stopped) {
            throw new RejectedExecutionException("the reactor was stopped");
        }
        if (executor == null) {
            executor = open();
        }
        executor.execute(new Task(call, dropped, failures));
    }

    private ThreadPoolExecutor open() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor opened =
                new ThreadPoolExecutor(
                        threads,
                        threads,
                        IDLE_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread = new Thread(task, name + "-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        opened.allowCoreThreadTimeOut(true);
        return opened;
    }

    private record Task(Runnable call, Runnable dropped, LogGate failures) implements Runnable {
        @Override
        public void run() {
            try {
                call.run();
            } catch (Throwable e) {
                failures.log(System.nanoTime(), Level.ERROR, "A call in a thread failed", e);
            }
        }
    }

    /** How many calls wait for a thread. */
    synchronized int waiting() {
        return executor == null ? 0 : executor.getQueue().size();
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

    /** Takes no more calls; those that it has are made. */
    synchronized void stop() {
        stopped = true;
        if (executor != null) {
            executor.shutdown();
        }
    }

    /**
     * Stops, and waits until all calls are made, for {@code most} at the longest; then threads that
     * are still busy are interrupted, and calls that wait are dropped.
     */
    void stopAndJoin(Duration most) {
        stop();
        ThreadPoolExecutor stopping;
        synchronized (this) {
            stopping = executor;
        }
        if (stopping == null || terminates(stopping, most)) {
            return;
        }
        LOG.warn(
                "{} calls in threads are still under way {} ms after the reactor's stop; they are"
                        + " interrupted",
                stopping.getActiveCount(),
                most.toMillis());
        for (Runnable left : stopping.shutdownNow()) {
            Guard.run(LOG, "The end of a call in a thread", ((Task) left).dropped());
        }
    }

    private static boolean terminates(ThreadPoolExecutor stopping, Duration most) {
        try {
            return stopping.awaitTermination(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
