package org.ropewalk.policy;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;

/** Refuses connections of a host that has a number of them already. */
public final class LimitConnectionsByPeerFactory extends WrappingFactory {
    /** Twisted's number. */
    public static final int CONNECTIONS = 5;

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
        return peer instanceof InetSocketAddress inet ? inet.getAddress() : peer;
    }

    @Override
    public Protocol buildProtocol(SocketAddress peer) {
        if (connections(peer) >= limit) {
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
