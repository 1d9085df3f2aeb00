package org.ropewalk.application;

import java.nio.file.Path;
import org.ropewalk.reactor.DatagramProtocol;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.reactor.UnixOptions;

/** Receives datagrams at a file; needs the optional dependency junixsocket. */
public final class UnixDatagramServer extends PortService {
    private final Reactor reactor;
    private final Path path;
    private final DatagramProtocol protocol;
    private final int maxPacketBytes;
    private final int mode;

    /** Where everybody may write. */
    public UnixDatagramServer(Reactor reactor, Path path, DatagramProtocol protocol) {
        this(
                reactor,
                path,
                protocol,
                DatagramTransport.MAX_PACKET_BYTES,
                UnixOptions.STANDARD.mode());
    }

    /** With a bound and permissions. */
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
