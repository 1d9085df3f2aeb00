package org.ropewalk.datagram;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.DatagramTransport;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * What the ends of datagrams have in common: no TLS, no timeouts, nothing that waits to be sent.
 */
abstract class DatagramEnd implements Transport {
    private final DatagramTransport transport;
    private final SocketAddress peer;

    DatagramEnd(DatagramTransport transport, SocketAddress peer) {
        this.transport = transport;
        this.peer = peer;
    }

    /** The socket. */
    final DatagramTransport socket() {
        return transport;
    }

    @Override
    public Output output() {
        throw new IllegalStateException("the connection is not being served: use write");
    }

    @Override
    public boolean isServed() {
        return false;
    }

    @Override
    public final boolean flushIfFull() {
        return isOpen();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public final int unsent() {
        return 0;
    }

    @Override
    public final void loseWriteConnection() {}

    @Override
    public final void startTls(TlsContext context) {
        throw new IllegalStateException("datagrams have no TLS");
    }

    @Override
    public final boolean isSecure() {
        return false;
    }

    @Override
    public final Optional<TlsSession> tls() {
        return Optional.empty();
    }

    @Override
    public final @Nullable Duration setTimeout(@Nullable Duration timeout) {
        return null;
    }

    @Override
    public final void resetTimeout() {}

    @Override
    public final <T> void setOption(SocketOption<T> option, T value) {
        throw new UnsupportedOperationException(option + " of a datagram");
    }

    @Override
    public final <T> T getOption(SocketOption<T> option) {
        throw new UnsupportedOperationException(option + " of a datagram");
    }

    @Override
    public final SocketAddress getPeer() {
        return peer;
    }

    @Override
    public final SocketAddress getHost() {
        return transport.getHost();
    }

    @Override
    public final long id() {
        return 0;
    }

    @Override
    public final String describe() {
        return String.valueOf(peer);
    }

    @Override
    public final Loop loop() {
        return transport.loop();
    }
}
