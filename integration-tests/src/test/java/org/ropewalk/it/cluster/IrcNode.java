package org.ropewalk.it.cluster;

import java.net.InetSocketAddress;
import java.util.concurrent.CountDownLatch;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.irc.Node;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** A node of IRC in a process of its own, which prints its port. */
public final class IrcNode {
    private IrcNode() {}

    /** Runs until the process is killed; the argument is the endpoint of the engine. */
    public static void main(String[] arguments) throws InterruptedException {
        Reactor reactor = NioReactor.create();
        reactor.start();
        Network network = new Network("s");
        Node.of(reactor, network, Broadcast.open(reactor, arguments[0]), Registry.local());
        Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", IrcExample.factory(network));
        System.out.println("port " + ((InetSocketAddress) port.getHost()).getPort());
        new CountDownLatch(1).await();
    }
}
