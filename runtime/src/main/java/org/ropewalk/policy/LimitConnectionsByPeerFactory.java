package org.ropewalk.policy;

import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Refuses connections of a host that has a number of them already. Hosts of IPv6 are told apart by
 * the first 64 bits of their addresses: the others are a host's own to choose.
 */
public final class LimitConnectionsByPeerFactory extends WrappingFactory {
    private static final Logger LOG = LoggerFactory.getLogger(LimitConnectionsByPeerFactory.class);

    /** Twisted's number. */
    public static final int CONNECTIONS = 5;

    /** What of an address of IPv6 its network gives. */
    private static final int NETWORK_BYTES = 8;

    private final LogGate refusals = new LogGate(LOG, 1);
    private final Map<Object, Integer> counts = new ConcurrentHashMap<>();
    private final int limit;

    /** Lets each host have {@link #CONNECTIONS}. */
    public LimitConnectionsByPeerFactory(Factory wrapped) {
        this(wrapped, CONNECTIONS);
    }

    /** Lets each host have {@code limit} connections. */
    public LimitConnectionsByPeerFactory(Factory wrapped, int limit) {
        super(wrapped);
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        this.limit = limit;
    }

    /** How many connections a host has; any thread. */
    public int connections(SocketAddress peer) {
        return counts.getOrDefault(host(peer), 0);
    }

    private static Object host(SocketAddress peer) {
        if (!(peer instanceof InetSocketAddress inet)) {
            return peer;
        }
        return inet.getAddress() instanceof Inet6Address six
                ? ByteBuffer.wrap(six.getAddress(), 0, NETWORK_BYTES)
                : inet.getAddress();
    }

    @Override
    public @Nullable Protocol buildProtocol(SocketAddress peer) {
        if (connections(peer) >= limit) {
            refusals.log(
                    System.nanoTime(),
                    Level.WARN,
                    "A connection from {} is refused: its host has {} connections",
                    peer,
                    limit);
            return null;
        }
        Protocol protocol = wrapped().buildProtocol(peer);
        if (protocol == null) {
            return null;
        }
        if (protocol.factory() == null) {
            protocol.builtBy(wrapped());
        }
        Object host = host(peer);
        counts.merge(host, 1, Integer::sum);
        return new ProtocolWrapper(protocol) {
            @Override
            protected void connectionLost(Throwable reason) {
                counts.computeIfPresent(host, (key, count) -> count == 1 ? null : count - 1);
                super.connectionLost(reason);
            }
        };
    }
}
