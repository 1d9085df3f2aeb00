package org.ropewalk.loop.ports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.observe.LoopStats;

/** A call that keeps a loop busy is told of, once, and where it is. */
class WatchdogTest {
    private final CountDownLatch busy = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private void aHandlerThatBlocks() {
        busy.countDown();
        try {
            released.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void E19_a_call_that_blocks_its_loop_is_told_of_once() throws Exception {
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        try (LoopReactor reactor = (LoopReactor) NioReactor.create()) {
            reactor.start();
            Watchdog watchdog = new Watchdog(List.of(reactor.home()));
            System.setErr(new PrintStream(log, true, UTF_8));
            reactor.callFromThread(this::aHandlerThatBlocks);
            busy.await();

            String early;
            try {
                watchdog.look(0);
                watchdog.look(TimeUnit.MILLISECONDS.toNanos(1_999));
                early = log.toString(UTF_8);
                watchdog.look(TimeUnit.MILLISECONDS.toNanos(2_000));
                watchdog.look(TimeUnit.SECONDS.toNanos(60));
            } finally {
                released.countDown();
            }

            assertThat(early).isEmpty();
            assertThat(log.toString(UTF_8))
                    .containsOnlyOnce("has been busy with one call for 2000 ms")
                    .contains("WatchdogTest.aHandlerThatBlocks");
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void E19_a_loop_is_busy_since_it_was_first_looked_at() throws Exception {
        List<Duration> told = new ArrayList<>();
        try (LoopReactor reactor = (LoopReactor) NioReactor.create()) {
            reactor.callWhenRunning(this::aHandlerThatBlocks);
            new Thread(reactor::run).start();
            busy.await();
            try {
                Watchdog watchdog = new Watchdog(List.of(reactor.home()));
                watchdog.observe((loop, blocked, stack) -> told.add(blocked));
                watchdog.look(TimeUnit.HOURS.toNanos(10));
                watchdog.look(TimeUnit.HOURS.toNanos(10) + TimeUnit.SECONDS.toNanos(2));
            } finally {
                released.countDown();
            }
        }
        assertThat(told).containsExactly(Duration.ofSeconds(2));
    }

    @Test
    void a_loop_that_waits_is_not_busy() throws Exception {
        try (LoopReactor reactor = (LoopReactor) NioReactor.create()) {
            reactor.start();
            Watchdog watchdog = new Watchdog(List.of(reactor.home()));
            while (!EventLoop.waits(reactor.home().progress())) {
                Thread.onSpinWait();
            }
            ByteArrayOutputStream log = new ByteArrayOutputStream();
            PrintStream before = System.err;
            System.setErr(new PrintStream(log, true, UTF_8));
            try {
                watchdog.look(0);
                watchdog.look(TimeUnit.HOURS.toNanos(1));
            } finally {
                System.setErr(before);
            }
            assertThat(log.toString(UTF_8)).isEmpty();
        }
    }

    @Test
    void an_observer_is_told_once_where_a_loop_is_blocked() throws Exception {
        List<String> told = new ArrayList<>();
        try (LoopReactor reactor = (LoopReactor) NioReactor.create()) {
            reactor.start();
            Watchdog watchdog = new Watchdog(List.of(reactor.home()));
            watchdog.observe(
                    (loop, busy, stack) ->
                            told.add(
                                    loop
                                            + " "
                                            + busy
                                            + " "
                                            + stack.stream()
                                                    .anyMatch(
                                                            frame ->
                                                                    frame.getMethodName()
                                                                            .equals(
                                                                                    "aHandlerThatBlocks"))));
            watchdog.observe(
                    (loop, busy, stack) -> {
                        throw new IllegalStateException("a bad observer");
                    });
            reactor.callFromThread(this::aHandlerThatBlocks);
            busy.await();

            try {
                watchdog.look(0);
                watchdog.look(TimeUnit.SECONDS.toNanos(2));
                watchdog.look(TimeUnit.SECONDS.toNanos(60));
            } finally {
                released.countDown();
            }

            assertThat(told).containsExactly("ropewalk-home PT2S true");
        }
    }

    @Test
    void the_lag_of_a_blocked_loop_grows_until_its_call_is_made() throws Exception {
        try (LoopReactor reactor = (LoopReactor) NioReactor.create()) {
            reactor.start();
            reactor.callFromThread(this::aHandlerThatBlocks);
            busy.await();
            reactor.callFromThread(() -> {});

            Duration first = reactor.stats().lag();
            LoopStats second = reactor.stats().loops().get(0);
            released.countDown();
            reactor.<Void>blockingCallFromThread(() -> CompletableFuture.completedFuture(null));
            reactor.stats();
            reactor.<Void>blockingCallFromThread(() -> CompletableFuture.completedFuture(null));
            LoopStats last = reactor.stats().loops().get(0);

            assertThat(second.lag()).isGreaterThan(first).isPositive();
            assertThat(second.waitingCalls()).isEqualTo(1);
            assertThat(last.lag()).isPositive();
            assertThat(last.name()).isEqualTo(second.name());
            assertThat(reactor.stats().waitingTasks()).isZero();
        }
    }

    @Test
    void a_reactor_that_does_not_run_has_no_lag() {
        try (LoopReactor reactor = (LoopReactor) NioReactor.create(2)) {
            assertThat(reactor.stats().loops())
                    .extracting(LoopStats::name)
                    .containsExactly("loop 1", "loop 2");
            assertThat(reactor.stats().lag()).isZero();
        }
    }
}
