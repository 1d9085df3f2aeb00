package org.ropewalk.application;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** Sends datagrams to a UNIX socket; needs the optional dependency junixsocket. */
public final class UnixDatagramClient extends PortService {
    private final Reactor reactor;
    private final Path path;
    private final DatagramProtocol protocol;
    private final @Nullable Path local;

    /** Receives answers on the socket {@code local}; if it is null, there are no answers. */
    public UnixDatagramClient(
            Reactor reactor, Path path, DatagramProtocol protocol, @Nullable Path local) {
        this.reactor = reactor;
        this.path = path;
        this.protocol = protocol;
        this.local = local;
    }

    @Override
    Port listen() {
        return reactor.connectUnixDatagram(
                path, protocol, local, DatagramTransport.MAX_PACKET_BYTES);
    }
}
