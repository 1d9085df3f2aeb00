package org.ropewalk.server.throttle;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ropewalk.reactor.Loop;

/**
 * Counts what a peer does without success: errors in a row, unproductive commands, failed attempts.
 * Made at the first of them.
 */
public final class AttemptThrottle {
    /** Errors in a row. */
    private int errors;

    /** Unproductive commands in a row. */
    private int unproductive;

    /** Failed attempts without a success between them. */
    private int attempts;

    /** Whether there were too many failed attempts. */
    private boolean over;

    /** Nothing was done yet. */
    public AttemptThrottle() {}

    /** One more error; true if that is {@code most} of them in a row. */
    public boolean erred(int most) {
        return ++errors >= most;
    }

    /** A command that was no error: ends the row. */
    public void succeeded() {
        errors = 0;
    }

    /** One more unproductive command; true if that is one too many. */
    public boolean unproductive(int most) {
        return ++unproductive > most;
    }

    /** A productive command: ends the row. */
    public void progress() {
        unproductive = 0;
    }

    /** Whether attempts have failed too often. */
    public boolean isOver() {
        return over;
    }

    /**
     * The result of {@code stage}, whose failure comes only after {@code delaySeconds}. {@code
     * most} failures without a success between them end the connection.
     *
     * @param settles whether a result is a success, and does not only ask for one more line
     */
    public <T> CompletionStage<T> delayed(
            Loop loop, CompletionStage<T> stage, int most, int delaySeconds, Predicate<T> settles) {
        CompletableFuture<T> delayed = new CompletableFuture<>();
        stage.whenComplete(
                (value, failure) ->
                        loop.callInLoop(
                                () -> {
                                    if (failure != null) {
                                        delay(loop, delayed, failure, most, delaySeconds);
                                        return;
                                    }
                                    if (settles.test(value)) {
                                        attempts = 0;
                                    }
                                    delayed.complete(value);
                                }));
        return delayed;
    }

    private void delay(
            Loop loop,
            CompletableFuture<?> delayed,
            Throwable failure,
            int most,
            int delaySeconds) {
        boolean last = ++attempts >= most;
        loop.callLater(
                Duration.ofSeconds(delaySeconds),
                () -> {
                    over = last;
                    delayed.completeExceptionally(failure);
                });
    }
}
