package org.ropewalk.testing;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import org.ropewalk.reactor.ClientFactory;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/**
 * Connects the protocols of a server and a client in memory; the test moves the bytes.
 *
 * <pre>{@code
 * Pump pump = Pump.connect(new NotesFactory(peer -> notes), client);
 * client.write("COUNT\r\n");
 * pump.flush();
 * }</pre>
 */
public final class Pump {
    private final MemoryNetwork network;
    private final Reactor reactor;

    private Pump(MemoryNetwork network, Reactor reactor) {
        this.network = network;
        this.reactor = reactor;
    }

    /** Connects {@code client} to a protocol of {@code server}, on a new network. */
    public static Pump connect(Factory server, Protocol client) {
        return connect(new MemoryNetwork(0), server, client);
    }

    /** Connects them on this network, which may split and delay their bytes. */
    public static Pump connect(MemoryNetwork network, Factory server, Protocol client) {
        Reactor reactor = network.reactor();
        Port port = reactor.listenTcp(0, server);
        reactor.connectTcp(
                "127.0.0.1",
                ((InetSocketAddress) port.getHost()).getPort(),
                new ClientFactory() {
                    @Override
                    public Protocol buildProtocol(SocketAddress peer) {
                        return client;
                    }
                });
        Pump pump = new Pump(network, reactor);
        pump.flush();
        port.stopListening();
        pump.flush();
        return pump;
    }

    /** Moves bytes until there is nothing left to do; the clock does not move. */
    public void flush() {
        network.run();
    }

    /** Moves the clock, and moves bytes. */
    public void advance(Duration duration) {
        network.advance(duration);
    }

    /** The reactor of both sides. */
    public Reactor reactor() {
        return reactor;
    }

    /** What is still open or waits: see {@link MemoryNetwork#leaks()}. */
    public java.util.List<String> leaks() {
        return network.leaks();
    }
}
