package org.ropewalk.reactor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.ropewalk.testing.MemoryNetwork;

class LoopingCallTest {
    private final MemoryNetwork network = new MemoryNetwork(1);
    private final Reactor clock = network.reactor();
    private final long beginNs = clock.nanoTime();
    private final List<Double> runs = new ArrayList<>();

    private void ran() {
        runs.add((clock.nanoTime() - beginNs) / 1e9);
    }

    private void advance(double seconds) {
        network.advance(Duration.ofNanos((long) (seconds * 1e9)));
    }

    @Test
    void RT12_calls_at_the_beginning_and_each_interval() {
        LoopingCall.of(clock, this::ran).start(Duration.ofSeconds(2), true);
        advance(6);
        assertThat(runs).containsExactly(0.0, 2.0, 4.0, 6.0);
    }

    @Test
    void RT12_the_first_call_may_come_one_interval_later() {
        LoopingCall.of(clock, this::ran).start(Duration.ofSeconds(2), false);
        advance(4);
        assertThat(runs).containsExactly(2.0, 4.0);
    }

    @Test
    void RT12_a_call_that_takes_long_is_waited_for_and_missed_ones_are_skipped_and_aligned() {
        List<CompletableFuture<Void>> running = new ArrayList<>();
        LoopingCall.ofStage(
                        clock,
                        () -> {
                            ran();
                            running.add(new CompletableFuture<>());
                            return running.get(running.size() - 1);
                        })
                .start(Duration.ofSeconds(1), true);
        advance(2.5);
        assertThat(runs).containsExactly(0.0);
        running.get(0).complete(null);
        advance(0.5);
        assertThat(runs).containsExactly(0.0, 3.0);
    }

    @Test
    void RT12_Z04_the_count_tells_how_many_intervals_have_passed() {
        List<Long> counts = new ArrayList<>();
        CompletableFuture<?>[] running = {CompletableFuture.completedFuture(null)};
        LoopingCall.withCount(
                        clock,
                        count -> {
                            counts.add(count);
                            return running[0];
                        })
                .start(Duration.ofSeconds(1), true);
        advance(1);
        CompletableFuture<Void> slow = new CompletableFuture<>();
        running[0] = slow;
        advance(1);
        advance(2.5);
        slow.complete(null);
        advance(1);
        assertThat(counts).containsExactly(1L, 1L, 1L, 3L);
    }

    @Test
    void RT12_a_call_that_fails_ends_the_calls_and_fails_the_future() {
        IllegalStateException failure = new IllegalStateException("no");
        LoopingCall call =
                LoopingCall.of(
                        clock,
                        () -> {
                            ran();
                            throw failure;
                        });
        CompletableFuture<LoopingCall> result = call.start(Duration.ofSeconds(1), true);
        advance(3);
        assertThat(runs).hasSize(1);
        assertThat(call.isRunning()).isFalse();
        assertThatThrownBy(result::join).hasCause(failure);
    }

    @Test
    void RT12_stop_completes_the_future_with_the_call() {
        LoopingCall call = LoopingCall.of(clock, this::ran);
        CompletableFuture<LoopingCall> result = call.start(Duration.ofSeconds(1), true);
        call.stop();
        advance(3);
        assertThat(runs).containsExactly(0.0);
        assertThat(result).isCompletedWithValue(call);
        assertThatThrownBy(call::stop).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void RT12_reset_lets_the_interval_begin_anew() {
        LoopingCall call = LoopingCall.of(clock, this::ran);
        call.start(Duration.ofSeconds(2), true);
        advance(1.5);
        call.reset();
        advance(2);
        assertThat(runs).containsExactly(0.0, 3.5);
    }

    @Test
    void RT12_what_makes_no_sense_is_refused() {
        LoopingCall call = LoopingCall.of(clock, this::ran);
        assertThatThrownBy(() -> call.start(Duration.ofSeconds(-1), true))
                .isInstanceOf(IllegalArgumentException.class);
        call.start(Duration.ofSeconds(1), true);
        assertThatThrownBy(() -> call.start(Duration.ofSeconds(1), true))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void RT13_a_deferred_call_gives_its_result_and_can_be_cancelled() {
        CompletableFuture<String> result = clock.deferLater(Duration.ofSeconds(1), () -> "done");
        CompletableFuture<String> cancelled =
                clock.deferLater(
                        Duration.ofSeconds(1),
                        () -> {
                            ran();
                            return "never";
                        });
        cancelled.cancel(false);
        advance(2);
        assertThat(result).isCompletedWithValue("done");
        assertThat(runs).isEmpty();
    }
}
