package org.ropewalk.it.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.Reactor;

/** Counts the bytes that the thread of a reactor's only loop allocates. */
final class LoopBytes {
    /** Has the loop do something, and waits until it has. */
    interface Exchange {
        void run() throws Exception;
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long loop;

    /** Of a reactor that runs. */
    LoopBytes(Reactor reactor) {
        CompletableFuture<Long> thread = new CompletableFuture<>();
        reactor.callFromThread(() -> thread.complete(Thread.currentThread().getId()));
        loop = thread.join();
    }

    /**
     * Bytes for each exchange in the round of {@code count} that allocates least: code that is not
     * compiled yet allocates more. No round is measured after one that has allocated {@code
     * enough}.
     */
    double least(int rounds, int count, double enough, Exchange exchange) throws Exception {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < rounds && least > enough * count; round++) {
            long before = threads.getThreadAllocatedBytes(loop);
            for (int i = 0; i < count; i++) {
                exchange.run();
            }
            least = Math.min(least, threads.getThreadAllocatedBytes(loop) - before);
        }
        return (double) least / count;
    }
}
