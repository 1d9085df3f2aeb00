package org.ropewalk.it.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.ropewalk.reactor.Reactor;

/** Counts the bytes that the thread of a reactor's only loop allocates, and other threads. */
final class LoopBytes {
    /** Has the loop do something, and waits until it has. */
    interface Exchange {
        void run() throws Exception;
    }

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final long[] counted;

    /** Of a reactor that runs, and of other threads. */
    LoopBytes(Reactor reactor, Thread... others) {
        CompletableFuture<Thread> loop = new CompletableFuture<>();
        reactor.callFromThread(() -> loop.complete(Thread.currentThread()));
        counted =
                Stream.concat(Stream.of(loop.join()), Stream.of(others))
                        .mapToLong(Thread::getId)
                        .toArray();
    }

    /**
     * Bytes for each exchange in the round of {@code count} that allocates least: code that is not
     * compiled yet allocates more. No round is measured after one that has allocated {@code
     * enough}.
     */
    double least(int rounds, int count, double enough, Exchange exchange) throws Exception {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < rounds && least > enough * count; round++) {
            long before = allocated();
            for (int i = 0; i < count; i++) {
                exchange.run();
            }
            least = Math.min(least, allocated() - before);
        }
        return (double) least / count;
    }

    private long allocated() {
        long bytes = 0;
        for (long thread : counted) {
            bytes += threads.getThreadAllocatedBytes(thread);
        }
        return bytes;
    }
}
