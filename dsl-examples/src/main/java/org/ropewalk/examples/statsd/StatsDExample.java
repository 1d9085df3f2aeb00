package org.ropewalk.examples.statsd;

import org.ropewalk.examples.Example;
import org.ropewalk.reactor.Reactor;

/** StatsD, as an example: samples come over UDP and TCP, the administration listens elsewhere. */
public final class StatsDExample {
    /** Names and members of sets: at most about 20 MB. A list of them has at most 12 MB. */
    private static final int MOST_NAMES = 50_000;

    private static final String PORT = "port=8125:interface=127.0.0.1";

    private StatsDExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "statsd",
                8126,
                "StatsD: samples at udp:8125 and tcp:8125, and an administration for the aggregates",
                "try: echo hits:1|c | nc -u -w 1 127.0.0.1 8125; echo counters | nc -q 1 HOST PORT",
                (reactor, directory) -> served(reactor, new Statistics(MOST_NAMES)));
    }

    private static StatsAdminFactory served(Reactor reactor, Statistics statistics) {
        StatsDFactory samples = samples(statistics);
        reactor.listen("tcp:" + PORT, samples);
        reactor.listen("udp:" + PORT, samples.datagrams());
        return administration(statistics);
    }

    /** A factory that adds samples to {@code statistics}, over TCP and in datagrams. */
    public static StatsDFactory samples(Statistics statistics) {
        return new StatsDFactory(peer -> statistics);
    }

    /** A factory that lists and removes what {@code statistics} has. */
    public static StatsAdminFactory administration(Statistics statistics) {
        return new StatsAdminFactory(peer -> statistics);
    }
}
