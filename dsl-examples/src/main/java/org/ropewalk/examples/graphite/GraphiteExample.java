package org.ropewalk.examples.graphite;

import java.time.Clock;
import org.ropewalk.examples.Example;
import org.ropewalk.reactor.Reactor;

/** Graphite, as an example: points come over UDP and TCP, the administration listens elsewhere. */
public final class GraphiteExample {
    /** Series: at most about 20 MB. A list of them has at most 15 MB. */
    private static final int MOST_NAMES = 50_000;

    private static final String PORT = "port=2003:interface=127.0.0.1";

    private GraphiteExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "graphite",
                2004,
                "Graphite: points at udp:2003 and tcp:2003, and an administration for the series",
                "try: echo hits 1 -1 | nc -q 0 127.0.0.1 2003; echo series | nc -q 1 HOST PORT",
                (reactor, directory) -> served(reactor, new Points(MOST_NAMES, Clock.systemUTC())));
    }

    private static GraphiteAdminFactory served(Reactor reactor, Points points) {
        GraphiteFactory ingest = ingest(points);
        reactor.listen("tcp:" + PORT, ingest);
        reactor.listen("udp:" + PORT, ingest.datagrams());
        return administration(points);
    }

    /** A factory that adds points, over TCP and in datagrams. */
    public static GraphiteFactory ingest(Points points) {
        return new GraphiteFactory(peer -> points);
    }

    /** A factory that lists and removes series. */
    public static GraphiteAdminFactory administration(Points points) {
        return new GraphiteAdminFactory(peer -> points);
    }
}
