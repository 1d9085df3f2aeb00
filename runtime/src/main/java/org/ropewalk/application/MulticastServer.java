package org.ropewalk.application;

import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Receives datagrams, also those of groups that its protocol joins. */
public final class MulticastServer extends PortService {
    private final Reactor reactor;
    private final int port;
    private final DatagramProtocol protocol;
    private final @Nullable String interfaceName;
    private final int maxPacketBytes;
    private final boolean shared;

    /** Receives on all interfaces, at a port that other processes may use too. */
    public MulticastServer(Reactor reactor, int port, DatagramProtocol protocol) {
        this(reactor, port, protocol, null, DatagramTransport.MAX_PACKET_BYTES, true);
    }

    /** Receives on one interface; on all if {@code interfaceName} is null. */
    public MulticastServer(
            Reactor reactor,
            int port,
            DatagramProtocol protocol,
            @Nullable String interfaceName,
            int maxPacketBytes,
            boolean shared) {
        this.reactor = reactor;
        this.port = port;
        this.protocol = protocol;
        this.interfaceName = interfaceName;
        this.maxPacketBytes = maxPacketBytes;
        this.shared = shared;
    }

    @Override
    Port listen() {
        return reactor.listenMulticast(port, protocol, interfaceName, maxPacketBytes, shared);
    }
}
