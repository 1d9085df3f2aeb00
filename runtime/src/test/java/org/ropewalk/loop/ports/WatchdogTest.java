package org.ropewalk.loop.ports;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.nio.NioReactor;

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
}
