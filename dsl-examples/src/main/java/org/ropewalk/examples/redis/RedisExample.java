package org.ropewalk.examples.redis;

import java.time.Duration;
import java.util.SplittableRandom;
import org.ropewalk.examples.Example;
import org.ropewalk.reactor.LoopingCall;
import org.ropewalk.reactor.Reactor;

/** Redis, as an example. */
public final class RedisExample {
    /** Values need room beside the keyspace while they come and go. */
    private static final int HEAP_PARTS = 4;

    /** As often as Redis looks for keys that have expired. */
    private static final Duration EXPIRY_PERIOD = Duration.ofMillis(100);

    private RedisExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "redis",
                6379,
                "Redis in memory, RESP2, RESP3 and inline: maxmemory is a quarter of the heap",
                "try: redis-cli -h HOST -p PORT set greeting hello",
                (reactor, directory) -> factory(reactor));
    }

    private static RedisFactory factory(Reactor reactor) {
        RedisServer server =
                new RedisServer(
                        Runtime.getRuntime().maxMemory() / HEAP_PARTS,
                        System::currentTimeMillis,
                        new SplittableRandom());
        return factory(reactor, server);
    }

    /** A factory over a server, whose keys expire on the reactor's home loop. */
    public static RedisFactory factory(Reactor reactor, RedisServer server) {
        LoopingCall.of(reactor, server.store()::expireSome).start(EXPIRY_PERIOD, false);
        return factory(server);
    }

    /** A factory over a server whose keys expire when they are asked for. */
    public static RedisFactory factory(RedisServer server) {
        return new RedisFactory(server::connect);
    }
}
