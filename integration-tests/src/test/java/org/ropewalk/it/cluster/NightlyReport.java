package org.ropewalk.it.cluster;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.ropewalk.cluster.Registry;
import org.ropewalk.reactor.Reactor;

/** A job that one of all nodes does. */
final class NightlyReport {
    boolean isStarted;

    /** Starts it unless another node has it. */
    CompletionStage<?> runOnOneNode(Reactor reactor, String engine) {
        Registry registry = Registry.open(reactor, engine, Duration.ofSeconds(15));
        return registry.whenConnected()
                .thenCompose(connected -> registry.claim("nightly-report", this::stop))
                .thenAccept(lease -> lease.ifPresent(held -> start()));
    }

    private void start() {
        isStarted = true;
    }

    private void stop() {
        isStarted = false;
    }
}
