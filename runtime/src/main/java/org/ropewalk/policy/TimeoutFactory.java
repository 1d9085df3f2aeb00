package org.ropewalk.policy;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/** Ends connections over which nothing has gone, either way, for some time. */
public final class TimeoutFactory extends WrappingFactory {
    /** Twisted's number. */
    public static final Duration TIMEOUT = Duration.ofMinutes(30);

    private final Duration timeout;

    /** Ends connections after {@link #TIMEOUT}. */
    public TimeoutFactory(Factory wrapped) {
        this(wrapped, TIMEOUT);
    }

    /** Ends connections after {@code timeout}. */
    public TimeoutFactory(Factory wrapped, Duration timeout) {
        super(wrapped);
        this.timeout = Objects.requireNonNull(timeout, "timeout");
    }

    @Override
    protected ProtocolWrapper wrap(Protocol protocol) {
        return new Timed(protocol);
    }

    /** The transport's own deadline is the wrapped protocol's, so this one has another. */
    private final class Timed extends ProtocolWrapper {
        private @Nullable DelayedCall deadline;

        Timed(Protocol protocol) {
            super(protocol);
        }

        @Override
        protected void connectionMade() {
            deadline = loop().callLater(timeout, this::expire);
            super.connectionMade();
        }

        private void expire() {
            deadline = null;
            loseConnection();
        }

        private void touch() {
            if (deadline != null) {
                deadline.reset(timeout);
            }
        }

        @Override
        public void inputReceived(Input input) {
            touch();
            super.inputReceived(input);
        }

        @Override
        public void write(byte[] data, int offset, int length) {
            touch();
            super.write(data, offset, length);
        }

        @Override
        protected void connectionLost(Throwable reason) {
            if (deadline != null) {
                deadline.cancel();
                deadline = null;
            }
            super.connectionLost(reason);
        }
    }
}
