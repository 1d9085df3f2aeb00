package org.ropewalk.benchmarks.parts;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.testing.MemoryNetwork;

/** Timers, and calls from other threads. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class LoopParts {
    private static final int MANY = 1_000_000;
    private static final int BURST = 1_000;
    private static final Duration LATER = Duration.ofSeconds(60);

    private Reactor memory;
    private Reactor running;
    private DelayedCall kept;

    @Setup
    public void open() {
        memory = new MemoryNetwork(1).reactor();
        kept = memory.callLater(LATER, () -> {});
        running = NioReactor.create();
        running.start();
    }

    @TearDown
    public void close() {
        running.close();
        memory.close();
    }

    /** A million timers are set, then cancelled in the order in which they were set; for each. */
    @Benchmark
    @OperationsPerInvocation(MANY)
    @Measurement(iterations = 5, time = 3)
    public int setAndCancelAMillionTimers() {
        DelayedCall[] calls = new DelayedCall[MANY];
        for (int i = 0; i < MANY; i++) {
            calls[i] = memory.callLater(LATER, () -> {});
        }
        for (DelayedCall call : calls) {
            call.cancel();
        }
        return calls.length;
    }

    /** A timer is moved. */
    @Benchmark
    public DelayedCall resetTimer() {
        kept.reset(LATER);
        return kept;
    }

    /** A call to a loop that waits, and back. */
    @Benchmark
    public void callAndAnswer() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(1);
        running.callFromThread(answered::countDown);
        answered.await();
    }

    /** Calls in a burst; for each. */
    @Benchmark
    @OperationsPerInvocation(BURST)
    public void callInBurst() throws InterruptedException {
        CountDownLatch answered = new CountDownLatch(BURST);
        for (int i = 0; i < BURST; i++) {
            running.callFromThread(answered::countDown);
        }
        answered.await();
    }
}
