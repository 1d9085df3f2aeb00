package org.ropewalk.line;

import java.net.SocketAddress;
import java.util.Optional;
import org.ropewalk.tls.TlsSession;

/**
 * Who is at the other end of a connection, as its handler may know it. Belongs to the connection's
 * loop.
 */
public final class Peer {
    private final SocketAddress address;
    private CommandReceiver receiver;

    Peer(SocketAddress address) {
        this.address = address;
    }

    void connected(CommandReceiver connected) {
        receiver = connected;
    }

    void lost() {
        receiver = null;
    }

    /** The other end's address. */
    public SocketAddress address() {
        return address;
    }

    /** Whether the connection stands and nobody asked for its end. */
    public boolean isOpen() {
        return receiver != null && receiver.transport().isOpen();
    }

    /** Whether nothing goes in clear: TLS has begun. */
    public boolean isSecure() {
        return receiver != null && receiver.transport().isSecure();
    }

    /** Whether the peer may ask for TLS now: the factory has it, and it has not begun. */
    public boolean offersTls() {
        return receiver != null && receiver.offersTls();
    }

    /** What both sides agreed on, once TLS's handshake is complete. */
    public Optional<TlsSession> tls() {
        return receiver == null ? Optional.empty() : receiver.transport().tls();
    }

    /** Ends the connection behind the replies that are under way; does nothing if it has ended. */
    public void close() {
        if (receiver != null) {
            receiver.closeAfterReply();
        }
    }

    @Override
    public String toString() {
        return String.valueOf(address);
    }
}
