package org.ropewalk.application;

import java.net.InetSocketAddress;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Sends datagrams to one peer, and receives only from it. */
public final class UdpClient extends PortService {
    private final Reactor reactor;
    private final InetSocketAddress peer;
    private final DatagramProtocol protocol;

    /** Uses a local port that the system chooses. */
    public UdpClient(Reactor reactor, InetSocketAddress peer, DatagramProtocol protocol) {
        this.reactor = reactor;
        this.peer = peer;
        this.protocol = protocol;
    }

    @Override
    Port listen() {
        return reactor.connectUdp(peer, protocol);
    }
}
