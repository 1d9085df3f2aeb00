package org.ropewalk.line;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import org.ropewalk.reactor.Loop;

/** What is borne of one peer that tries what gets nobody anywhere. */
final class Patience {
    /** Commands in a row that got nowhere. */
    private int junk;

    /** Failed attempts without a success between them, and whether there were too many. */
    private int attempts;

    private boolean over;

    /** One more command that gets nowhere; true if that is one too many. */
    boolean junk(int most) {
        return ++junk > most;
    }

    /** A command that gets somewhere. */
    void progress() {
        junk = 0;
    }

    /** Whether attempts have failed too often. */
    boolean isOver() {
        return over;
    }

    /**
     * The result of {@code stage}; a failure is told only after {@code delaySeconds}, and {@code
     * most} of them without a success between them are the end.
     *
     * @param settles whether a result is a success, and does not only ask for one more line
     */
    <T> CompletionStage<T> slowed(
            Loop loop, CompletionStage<T> stage, int most, int delaySeconds, Predicate<T> settles) {
        CompletableFuture<T> told = new CompletableFuture<>();
        stage.whenComplete(
                (value, failure) ->
                        loop.callInLoop(
                                () -> {
                                    if (failure != null) {
                                        slow(loop, told, failure, most, delaySeconds);
                                        return;
                                    }
                                    if (settles.test(value)) {
                                        attempts = 0;
                                    }
                                    told.complete(value);
                                }));
        return told;
    }

    private void slow(
            Loop loop, CompletableFuture<?> told, Throwable failure, int most, int delaySeconds) {
        boolean last = ++attempts >= most;
        loop.callLater(
                Duration.ofSeconds(delaySeconds),
                () -> {
                    over = last;
                    told.completeExceptionally(failure);
                });
    }
}
