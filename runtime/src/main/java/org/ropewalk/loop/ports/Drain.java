package org.ropewalk.loop.ports;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.loop.LoopConnection;
import org.ropewalk.reactor.DelayedCall;

/** Lets accepted connections finish what is under way, for some time. */
final class Drain {
    private final LoopGroup loops;
    private final PortRegistry registry;
    private final CompletableFuture<Integer> drained = new CompletableFuture<>();

    Drain(LoopGroup loops, PortRegistry registry) {
        this.loops = loops;
        this.registry = registry;
    }

    /**
     * Begins, on the home loop.
     *
     * @return completes there with how many connections are at the end
     */
    CompletableFuture<Integer> begin(Duration atMost) {
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("a drain time must not be negative: " + atMost);
        }
        // Never inside the call: ports that stop tell their factories.
        if (!loops.home().callFromThread(() -> drain(atMost))) {
            drained.completeExceptionally(LoopGroup.stopped());
        }
        return drained;
    }

    private void drain(Duration atMost) {
        registry.endListening();
        loops.onEach(
                loop -> {
                    for (LoopConnection transport : loop.transports()) {
                        transport.drainProtocol();
                    }
                });
        DelayedCall deadline = loops.home().callLater(atMost, this::giveUp);
        registry.accepted()
                .none()
                .thenRun(() -> loops.home().callFromThread(() -> finished(deadline)));
    }

    private void finished(DelayedCall deadline) {
        if (deadline.isActive()) {
            deadline.cancel();
        }
        drained.complete(0);
    }

    /** Logs which connections have not finished. */
    private void giveUp() {
        loops.onEach(
                loop -> {
                    for (LoopConnection transport : loop.transports()) {
                        transport.tellUnfinished();
                    }
                });
        drained.complete(registry.accepted().count());
    }
}
