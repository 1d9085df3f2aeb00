package org.ropewalk.examples.irc;

import java.time.Duration;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.Example;
import org.ropewalk.reactor.Reactor;

/** IRC, as an example. */
public final class IrcExample {
    /** How long a nickname is kept for a node that has died. */
    private static final Duration LEASE = Duration.ofSeconds(15);

    private IrcExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "irc",
                6667,
                "IRC: one server, My.Little.Server",
                "try: irssi -c HOST -p PORT",
                (reactor, directory) -> factory(network(reactor)));
    }

    /**
     * A network of one node; of several, if the property {@code ropewalk.irc.engine} names an
     * engine, such as {@code redis:tcp:127.0.0.1:6379}. {@code ropewalk.irc.server} is the name of
     * the node.
     */
    private static Network network(Reactor reactor) {
        Network network =
                new Network(System.getProperty("ropewalk.irc.server", "My.Little.Server"));
        String engine = System.getProperty("ropewalk.irc.engine");
        if (engine != null) {
            Registry registry =
                    engine.startsWith("redis:")
                            ? Registry.open(reactor, engine, LEASE)
                            : Registry.local();
            Node.of(reactor, network, Broadcast.open(reactor, engine), registry);
        }
        return network;
    }

    /** A factory for a network. */
    public static IrcFactory factory(Network network) {
        return new IrcFactory(peer -> new Newcomer(network, peer));
    }
}
