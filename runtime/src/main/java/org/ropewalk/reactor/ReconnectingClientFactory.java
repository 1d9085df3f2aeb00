package org.ropewalk.reactor;

import java.time.Duration;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * A client factory that connects again when an attempt failed or the connection was lost, with
 * growing delays. The delays start again after a connection that lasted longer than the delay
 * before it.
 */
public abstract class ReconnectingClientFactory extends ClientFactory {
    private final Clock clock;
    private final Backoff backoff;
    private final RandomGenerator random;
    private int maxRetries = Integer.MAX_VALUE;
    private int retries;
    private boolean trying = true;
    private long startedNs;
    private Duration waited = Duration.ZERO;
    private @Nullable DelayedCall next;
    private @Nullable Connector connector;

    /** A factory that waits between attempts, with {@link Backoff#STANDARD}. */
    protected ReconnectingClientFactory(Clock clock) {
        this(clock, Backoff.STANDARD, new Random());
    }

    /** A factory that waits between attempts, with {@code backoff}. */
    protected ReconnectingClientFactory(Clock clock, Backoff backoff, RandomGenerator random) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.backoff = Objects.requireNonNull(backoff, "backoff");
        this.random = Objects.requireNonNull(random, "random");
    }

    /** Sets the number of failed attempts in a row after which it gives up. */
    public final void setMaxRetries(int most) {
        maxRetries = most;
    }

    /** The number of attempts in a row that failed or led to a connection that did not last. */
    public final int retries() {
        return retries;
    }

    @Override
    public void startedConnecting(Connector begun) {
        connector = begun;
        startedNs = clock.nanoTime();
    }

    @Override
    public void clientConnectionFailed(Connector failed, Throwable reason) {
        retry(failed);
    }

    @Override
    public void clientConnectionLost(Connector lost, Throwable reason) {
        if (clock.nanoTime() - startedNs > waited.toNanos()) {
            retries = 0;
        }
        retry(lost);
    }

    /** Factories belong to the home loop. */
    private void checkThread() {
        if (clock instanceof Loop loop) {
            loop.checkThread();
        }
    }

    /** Connects again after the next delay, unless {@link #stopTrying()} was called. */
    public final void retry(Connector again) {
        Objects.requireNonNull(again, "again");
        checkThread();
        connector = again;
        if (!trying || retries >= maxRetries) {
            return;
        }
        waited = backoff.delay(retries++, random);
        next =
                clock.callLater(
                        waited,
                        () -> {
                            next = null;
                            again.connect();
                        });
    }

    /** Restarts with the shortest delay, and continues to connect. */
    public final void resetDelay() {
        checkThread();
        retries = 0;
        trying = true;
    }

    /** Stops connecting; a current attempt is stopped. */
    public final void stopTrying() {
        checkThread();
        trying = false;
        if (next != null) {
            next.cancel();
            next = null;
        }
        if (connector != null && connector.state() == Connector.State.CONNECTING) {
            connector.stopConnecting();
        }
    }
}
