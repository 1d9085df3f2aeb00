package org.ropewalk.application.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ropewalk.reactor.Loop;

/** How a daemon is: which part of its life it is in, and whether its loop answers. Any thread. */
public final class Health {
    /** How long the loop may take to answer before it counts as blocked. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    /** The parts of a daemon's life. */
    public enum State {
        /** Its services start. */
        STARTING,
        /** It serves. */
        READY,
        /** It was told to end. */
        STOPPING
    }

    private final Loop loop;
    private final Duration answerWithin;
    private volatile State state = State.STARTING;

    /** Of a daemon that starts. */
    public Health(Loop loop) {
        this(loop, ANSWER_WITHIN);
    }

    Health(Loop loop, Duration answerWithin) {
        this.loop = loop;
        this.answerWithin = answerWithin;
    }

    /** Which part of its life it is in. */
    public State state() {
        return state;
    }

    /** It enters the next part of its life. */
    public void enter(State next) {
        state = next;
    }

    /**
     * Has {@code answer} called on the loop, soon; false if the loop has ended, and calls nothing
     * more.
     */
    public boolean ask(Runnable answer) {
        return loop.callFromThread(answer);
    }

    /**
     * How far the loop is behind: the time from the question to its answer. Empty if it has ended,
     * or did not answer within a second. Waits; not on a loop's thread.
     */
    public Optional<Duration> lag() {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        long askedNs = System.nanoTime();
        if (!ask(() -> answer.complete(Duration.ofNanos(System.nanoTime() - askedNs)))) {
            return Optional.empty();
        }
        try {
            return Optional.of(answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
