package org.ropewalk.application.status;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.ropewalk.reactor.Reactor;

/** The health of a daemon: its state, and whether its loops answer. Any thread. */
public final class Health {
    /** The longest time in which a loop must answer before it counts as blocked. */
    public static final Duration ANSWER_WITHIN = Duration.ofSeconds(1);

    /** The states of a daemon. */
    public enum State {
        /** Its services start. */
        STARTING,
        /** It serves. */
        READY,
        /** It was told to end. */
        STOPPING
    }

    private final Reactor reactor;
    private final Duration answerWithin;
    private volatile State state = State.STARTING;

    /** The health of a daemon that is starting. */
    public Health(Reactor reactor) {
        this(reactor, ANSWER_WITHIN);
    }

    Health(Reactor reactor, Duration answerWithin) {
        this.reactor = reactor;
        this.answerWithin = answerWithin;
    }

    /** The current state. */
    public State state() {
        return state;
    }

    /** Changes to the next state. */
    public void enter(State next) {
        state = next;
    }

    /**
     * Asks the home loop; it answers soon, with whether no loop is further behind than {@code
     * atMost}. No answer comes if the loop has ended.
     */
    void ask(Duration atMost, Consumer<Boolean> answer) {
        reactor.callFromThread(() -> answer.accept(reactor.stats().lag().compareTo(atMost) < 0));
    }

    /**
     * The largest delay of a loop. For the home loop it is the time until it answers a call now;
     * for the others it is the last measured value. Empty if it is longer than a second, or the
     * loops have ended. Waits for the answer, so it must not be called on a loop's thread.
     */
    public Optional<Duration> lag() {
        CompletableFuture<Duration> answer = new CompletableFuture<>();
        long askedNs = System.nanoTime();
        if (!reactor.callFromThread(
                () -> answer.complete(Duration.ofNanos(System.nanoTime() - askedNs)))) {
            return Optional.empty();
        }
        try {
            Duration home = answer.get(answerWithin.toMillis(), TimeUnit.MILLISECONDS);
            Duration all = reactor.stats().lag();
            return Optional.of(home.compareTo(all) < 0 ? all : home)
                    .filter(lag -> lag.compareTo(answerWithin) < 0);
        } catch (TimeoutException | ExecutionException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
