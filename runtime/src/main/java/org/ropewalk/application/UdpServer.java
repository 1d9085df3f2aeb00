package org.ropewalk.application;

import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Receives datagrams. */
public final class UdpServer extends PortService {
    private final Reactor reactor;
    private final int port;
    private final DatagramProtocol protocol;
    private final @Nullable String interfaceName;
    private final int maxPacketBytes;

    /** Receives on all interfaces. */
    public UdpServer(Reactor reactor, int port, DatagramProtocol protocol) {
        this(reactor, port, protocol, null, DatagramTransport.MAX_PACKET_BYTES);
    }

    /** Receives on one interface; on all if {@code interfaceName} is null. */
    public UdpServer(
            Reactor reactor,
            int port,
            DatagramProtocol protocol,
            @Nullable String interfaceName,
            int maxPacketBytes) {
        this.reactor = reactor;
        this.port = port;
        this.protocol = protocol;
        this.interfaceName = interfaceName;
        this.maxPacketBytes = maxPacketBytes;
    }

    @Override
    Port listen() {
        return reactor.listenUdp(port, protocol, interfaceName, maxPacketBytes);
    }
}
