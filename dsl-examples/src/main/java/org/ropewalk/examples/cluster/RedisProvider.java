package org.ropewalk.examples.cluster;

import java.time.Duration;
import org.ropewalk.cluster.BroadcastEngine;
import org.ropewalk.cluster.EngineEndpoint;
import org.ropewalk.cluster.EngineProvider;
import org.ropewalk.cluster.Registry;
import org.ropewalk.reactor.Reactor;

/** Makes engines and registries over Redis, such as {@code redis:tcp:127.0.0.1:6379}. */
public final class RedisProvider implements EngineProvider {
    /** Called by {@link java.util.ServiceLoader}. */
    public RedisProvider() {}

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public BroadcastEngine broadcast(Reactor reactor, EngineEndpoint endpoint) {
        return new RedisEngine(reactor, endpoint);
    }

    @Override
    public Registry registry(Reactor reactor, EngineEndpoint endpoint, Duration lease) {
        return new RedisRegistry(reactor, endpoint, lease);
    }
}
