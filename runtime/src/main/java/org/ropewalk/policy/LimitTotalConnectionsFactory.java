package org.ropewalk.policy;

import java.net.SocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;

/** Refuses connections over a limit, or gives them another protocol that reports it. */
public final class LimitTotalConnectionsFactory extends WrappingFactory {
    private final AtomicInteger count = new AtomicInteger();
    private final int limit;
    private final @Nullable Factory overflow;

    /** Refuses connections while there are {@code limit}. */
    public LimitTotalConnectionsFactory(Factory wrapped, int limit) {
        this(wrapped, limit, null);
    }

    /**
     * Lets {@code overflow} build the protocols of connections beyond {@code limit}; these are not
     * counted. Null refuses them.
     */
    public LimitTotalConnectionsFactory(Factory wrapped, int limit, @Nullable Factory overflow) {
        super(wrapped);
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        this.limit = limit;
        this.overflow = overflow;
    }

    /** How many connections there are; any thread. */
    public int connections() {
        return count.get();
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        if (count.get() >= limit) {
            return overflow == null ? null : overflow.buildProtocol(peer);
        }
        Protocol built = super.buildProtocol(peer);
        if (built != null) {
            count.incrementAndGet();
        }
        return built;
    }

    @Override
    protected ProtocolWrapper wrap(Protocol protocol) {
        return new ProtocolWrapper(protocol) {
            @Override
            protected void connectionLost(Throwable reason) {
                count.decrementAndGet();
                super.connectionLost(reason);
            }
        };
    }
}
