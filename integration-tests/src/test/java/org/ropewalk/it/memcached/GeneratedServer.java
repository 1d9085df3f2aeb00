package org.ropewalk.it.memcached;

import java.net.InetSocketAddress;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** The server that the declaration became. */
final class GeneratedServer implements MemcachedServer {
    private final Reactor reactor = RealReactors.create();
    private final Port port =
            reactor.listen("tcp:port=0:interface=127.0.0.1", MemcachedExample.factory());

    GeneratedServer() {
        reactor.start();
    }

    @Override
    public InetSocketAddress address() {
        return (InetSocketAddress) port.getHost();
    }

    @Override
    public void close() {
        reactor.close();
    }
}
