package org.ropewalk.examples.irc;

import org.ropewalk.examples.Example;

/** IRC, as an example. */
public final class IrcExample {
    private IrcExample() {}

    /** How it is started. */
    public static Example example() {
        return new Example(
                "irc",
                6667,
                "IRC: one server, My.Little.Server",
                "try: irssi -c HOST -p PORT",
                (reactor, directory) -> factory(new Network("My.Little.Server")));
    }

    /** A factory for a network. */
    public static IrcFactory factory(Network network) {
        return new IrcFactory(peer -> new Newcomer(network, peer));
    }
}
