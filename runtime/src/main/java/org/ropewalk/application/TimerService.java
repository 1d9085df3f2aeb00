package org.ropewalk.application;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.reactor.Clock;
import org.ropewalk.reactor.LoopingCall;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a method when it is started, and again after each interval. If a call fails, it is logged
 * and there are no further calls.
 */
public final class TimerService extends Service {
    private static final Logger LOG = LoggerFactory.getLogger(TimerService.class);

    private final Duration interval;
    private final LoopingCall call;
    private CompletableFuture<Void> ended = CompletableFuture.completedFuture(null);

    /** Calls {@code call} after each {@code interval}. */
    public TimerService(Clock clock, Duration interval, Runnable call) {
        this.interval = Objects.requireNonNull(interval, "interval");
        this.call = LoopingCall.of(clock, call);
    }

    @Override
    public CompletableFuture<Void> startService() {
        ended =
                call.start(interval, true)
                        .handle(
                                (stopped, failure) -> {
                                    if (failure != null) {
                                        LOG.error("The call of a timer service failed", failure);
                                    }
                                    return null;
                                });
        return super.startService();
    }

    /** Completes when the current call has ended. */
    @Override
    public CompletableFuture<Void> stopService() {
        if (call.isRunning()) {
            call.stop();
        }
        super.stopService();
        return ended;
    }
}
