package org.ropewalk.policy;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Clock;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;

/**
 * Slows all connections together down to so many bytes a second. Looks once a second how much has
 * gone; if that was too much, nothing is read (or written) until the mean is right again. For
 * reactors of one loop.
 */
public final class ThrottlingFactory extends WrappingFactory {
    /** No limit. */
    public static final long UNLIMITED = Long.MAX_VALUE;

    private static final Duration LOOK = Duration.ofSeconds(1);

    private final Set<Throttled> connections = new LinkedHashSet<>();
    private final Clock clock;
    private final Meter reads;
    private final Meter writes;

    /** At most so many bytes a second each way, over all connections. */
    public ThrottlingFactory(Factory wrapped, Clock clock, long readLimit, long writeLimit) {
        super(wrapped);
        this.clock = Objects.requireNonNull(clock, "clock");
        if (readLimit < 1 || writeLimit < 1) {
            throw new IllegalArgumentException("a limit is at least one byte a second");
        }
        reads = new Meter(readLimit);
        writes = new Meter(writeLimit);
    }

    /** Whether nothing is read at the moment. */
    public boolean isReadingThrottled() {
        return reads.throttled;
    }

    /** Whether nothing is written at the moment. */
    public boolean isWritingThrottled() {
        return writes.throttled;
    }

    /** One direction. */
    private final class Meter {
        private final long limit;
        private long bytes;
        private boolean throttled;
        private @Nullable DelayedCall look;

        Meter(long limit) {
            this.limit = limit;
        }

        void count(int length) {
            bytes += length;
            if (look == null && !throttled && limit != UNLIMITED) {
                look = clock.callLater(LOOK, this::look);
            }
        }

        private void look() {
            look = null;
            double pauseSeconds = (double) bytes / limit - 1;
            bytes = 0;
            if (pauseSeconds > 0) {
                throttled = true;
                List.copyOf(connections).forEach(Throttled::update);
                clock.callLater(
                        Duration.ofNanos((long) (pauseSeconds * 1e9)),
                        () -> {
                            throttled = false;
                            List.copyOf(connections).forEach(Throttled::update);
                        });
            }
        }
    }

    @Override
    protected ProtocolWrapper wrap(Protocol protocol) {
        return new Throttled(protocol);
    }

    private final class Throttled extends MeteredWrapper {
        private boolean pausedByProtocol;

        Throttled(Protocol protocol) {
            super(protocol);
        }

        @Override
        protected void connectionMade() {
            connections.add(this);
            update();
            super.connectionMade();
        }

        @Override
        void consumed(byte[] bytes, int from, int to) {
            reads.count(to - from);
        }

        @Override
        void written(byte[] bytes, int from, int to) {
            writes.count(to - from);
        }

        /** What is not to be written is what is not read: answers wait for their questions. */
        private void update() {
            if (pausedByProtocol || reads.throttled || writes.throttled) {
                transport().pauseReading();
            } else {
                transport().resumeReading();
            }
        }

        @Override
        public boolean isWritable() {
            return !writes.throttled && super.isWritable();
        }

        @Override
        public void pauseReading() {
            loop().checkThread();
            pausedByProtocol = true;
            update();
        }

        @Override
        public void resumeReading() {
            loop().checkThread();
            pausedByProtocol = false;
            update();
        }

        @Override
        protected void connectionLost(Throwable reason) {
            connections.remove(this);
            super.connectionLost(reason);
        }
    }
}
