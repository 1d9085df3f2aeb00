package org.ropewalk.it.real;

import java.net.InetSocketAddress;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** One of our servers, on a reactor of its own. */
public final class Served implements AutoCloseable {
    private final Reactor reactor = RealReactors.create();
    private Port port;

    /** Makes a factory for a reactor. */
    @FunctionalInterface
    public interface Maker {
        /** The factory. */
        Factory make(Reactor reactor);
    }

    /** Serves what {@code maker} makes. */
    public Served(Maker maker) {
        port = reactor.listen("tcp:port=0:interface=127.0.0.1", maker.make(reactor));
        reactor.start();
    }

    /** Its reactor, for clients. */
    public Reactor reactor() {
        return reactor;
    }

    /** Its port. */
    public int port() {
        return ((InetSocketAddress) port.getHost()).getPort();
    }

    /** Where it listens, as an endpoint. */
    public String endpoint() {
        return "tcp:127.0.0.1:" + port();
    }

    @Override
    public void close() {
        reactor.close();
    }
}
