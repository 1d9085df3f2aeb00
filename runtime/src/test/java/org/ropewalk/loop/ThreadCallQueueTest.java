package org.ropewalk.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** No call of another thread waits while its loop waits for the network. */
class ThreadCallQueueTest {
    private final ThreadCallQueue queue = new ThreadCallQueue();
    private final List<String> run = new ArrayList<>();

    private void add(String name) {
        assertThat(queue.add(() -> run.add(name))).isTrue();
    }

    private void runRound() {
        queue.beginRound();
        for (Runnable call = queue.next(); call != null; call = queue.next()) {
            call.run();
        }
    }

    @Test
    void one_wake_up_is_due_for_all_calls_of_a_round() {
        add("first");
        assertThat(queue.claimWakeup()).isTrue();
        add("second");
        assertThat(queue.claimWakeup()).isFalse();
        runRound();
        add("third");
        assertThat(queue.claimWakeup()).isTrue();
        assertThat(run).containsExactly("first", "second");
    }

    @Test
    void a_loop_with_calls_does_not_wait() {
        assertThat(queue.mayWait()).isTrue();
        add("first");
        assertThat(queue.mayWait()).isFalse();
        runRound();
        assertThat(queue.mayWait()).isTrue();
    }

    /** The loop takes a call before its thread wakes the loop, and polls without a wait then. */
    @Test
    void a_wake_up_that_comes_after_its_call_was_run_does_not_take_that_of_the_next_call() {
        add("first");
        runRound();
        assertThat(queue.claimWakeup()).isTrue();
        assertThat(queue.mayWait()).isTrue();
        add("second");
        assertThat(queue.claimWakeup()).isTrue();
    }
}
