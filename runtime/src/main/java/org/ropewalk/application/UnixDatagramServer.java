package org.ropewalk.application;

import java.nio.file.Path;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;

/** Receives datagrams on a UNIX socket; needs the optional dependency junixsocket. */
public final class UnixDatagramServer extends PortService {
    private final Reactor reactor;
    private final Path path;
    private final DatagramProtocol protocol;
    private final int maxPacketBytes;
    private final int mode;

    /** Receives on a socket file to which every user may write. */
    public UnixDatagramServer(Reactor reactor, Path path, DatagramProtocol protocol) {
        this(
                reactor,
                path,
                protocol,
                DatagramTransport.MAX_PACKET_BYTES,
                UnixOptions.STANDARD.mode());
    }

    /** Receives with a size limit and with the given permissions of the socket file. */
    public UnixDatagramServer(
            Reactor reactor, Path path, DatagramProtocol protocol, int maxPacketBytes, int mode) {
        this.reactor = reactor;
        this.path = path;
        this.protocol = protocol;
        this.maxPacketBytes = maxPacketBytes;
        this.mode = mode;
    }

    @Override
    Port listen() {
        return reactor.listenUnixDatagram(path, protocol, maxPacketBytes, mode);
    }
}
