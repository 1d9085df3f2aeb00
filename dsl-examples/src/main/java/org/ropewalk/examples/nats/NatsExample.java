package org.ropewalk.examples.nats;

import org.ropewalk.examples.Example;

/** NATS, as an example. */
public final class NatsExample {
    private NatsExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "nats",
                4222,
                "NATS: publish and subscribe, in memory",
                "try: printf 'CONNECT {}\\r\\nSUB a 1\\r\\nPUB a 2\\r\\nhi\\r\\n' | nc HOST PORT",
                (reactor, directory) -> factory(new Broker()));
    }

    /** A factory over a broker. */
    public static NatsFactory factory(Broker broker) {
        return new NatsFactory(peer -> new Session(broker, peer));
    }
}
