package org.ropewalk.server.blocking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs handlers that may block. A factory may have another executor. Each call has a virtual thread
 * where the JDK has them; else all factories share a pool.
 */
public final class BlockingExecutor {
    /** Threads of the pool; calls beyond them wait. */
    private static final int POOL_THREADS = 64;

    private static final int KEEP_SECONDS = 60;

    private BlockingExecutor() {}

    /** Made when it is first asked for. */
    private static final class Standard {
        private static final Executor EXECUTOR = find();
    }

    /** The executor of all factories that have none of their own. */
    public static Executor standard() {
        return Standard.EXECUTOR;
    }

    private static Executor find() {
        try {
            return (ExecutorService)
                    MethodHandles.publicLookup()
                            .findStatic(
                                    Executors.class,
                                    "newVirtualThreadPerTaskExecutor",
                                    MethodType.methodType(ExecutorService.class))
                            .invoke();
        } catch (Throwable noVirtualThreads) {
            return pool();
        }
    }

    private static Executor pool() {
        AtomicInteger count = new AtomicInteger();
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        POOL_THREADS,
                        POOL_THREADS,
                        KEEP_SECONDS,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(),
                        task -> {
                            Thread thread =
                                    new Thread(
                                            task, "ropewalk-blocking-" + count.incrementAndGet());
                            thread.setDaemon(true);
                            return thread;
                        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
