package org.ropewalk.cluster;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;

/** A listener of a topic, and what it knows of the engine. Belongs to the home loop. */
final class Listening {
    private final BroadcastListener listener;
    private boolean connected;

    /** Calls of {@link Broadcast.Subscription#whenConnected}. */
    private final Set<CompletableFuture<Boolean>> waiting = new LinkedHashSet<>(0);

    Listening(BroadcastListener listener) {
        this.listener = listener;
    }

    /** Any thread. */
    BroadcastListener listener() {
        return listener;
    }

    /** Whether it was not connected before. */
    boolean connect() {
        boolean first = !connected;
        connected = true;
        return first;
    }

    /** Whether it was connected before. */
    boolean disconnect() {
        boolean was = connected;
        connected = false;
        return was;
    }

    /** Completes {@code result} when it is connected or does not wait any longer. */
    void await(Reactor reactor, Duration most, CompletableFuture<Boolean> result) {
        if (connected) {
            result.complete(true);
            return;
        }
        waiting.add(result);
        DelayedCall end =
                reactor.callLater(
                        most.isNegative() ? Duration.ZERO : most,
                        () -> {
                            waiting.remove(result);
                            result.complete(false);
                        });
        result.thenRun(end::cancel);
    }

    /** Completes the calls that wait. */
    void answer(boolean isConnected) {
        List<CompletableFuture<Boolean>> answered = List.copyOf(waiting);
        waiting.clear();
        answered.forEach(result -> result.complete(isConnected));
    }
}
