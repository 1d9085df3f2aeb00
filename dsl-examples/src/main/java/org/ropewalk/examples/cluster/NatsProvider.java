package org.ropewalk.examples.cluster;

import org.ropewalk.cluster.BroadcastEngine;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.cluster.EngineProvider;
import org.ropewalk.reactor.Reactor;

/** Makes engines over NATS, such as {@code nats:tcp:127.0.0.1:4222}. */
public final class NatsProvider implements EngineProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public NatsProvider() {}

    @Override
    public String name() {
        return "nats";
    }

    @Override
    public BroadcastEngine broadcast(Reactor reactor, EngineEndpoint endpoint) {
        return new NatsEngine(reactor, endpoint);
    }
}
