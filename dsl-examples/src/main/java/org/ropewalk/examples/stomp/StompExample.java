package org.ropewalk.examples.stomp;

import org.ropewalk.examples.Example;

/** STOMP, as an example. */
public final class StompExample {
    private StompExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "stomp",
                61613,
                "STOMP: topics and queues, in memory",
                "try: a STOMP client at HOST:PORT, with /topic/NAME and /queue/NAME",
                (reactor, directory) -> factory(new Broker(Broker.MOST_BYTES)));
    }

    /** A factory over a broker. */
    public static StompFactory factory(Broker broker) {
        return new StompFactory(peer -> new Session(broker, peer));
    }
}
