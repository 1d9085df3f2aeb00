package org.ropewalk.policy;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * A protocol around another: the transport's protocol, and the other's transport. Everything passes
 * through unless a subclass looks at it.
 */
public class ProtocolWrapper extends Protocol implements Transport {
    private final Protocol wrapped;

    /** A wrapper around {@code wrapped}. */
    public ProtocolWrapper(Protocol wrapped) {
        this.wrapped = Objects.requireNonNull(wrapped, "wrapped");
    }

    /** The protocol that is wrapped. */
    public final Protocol wrapped() {
        return wrapped;
    }

    // ---- what the transport says

    @Override
    protected void connectionMade() {
        wrapped.makeConnection(this);
    }

    @Override
    public void inputReceived(Input input) {
        wrapped.inputReceived(input);
    }

    @Override
    public void handshakeCompleted() {
        wrapped.handshakeCompleted();
    }

    @Override
    public void readConnectionLost() {
        wrapped.readConnectionLost();
    }

    @Override
    public void readConnectionEnds() {
        wrapped.readConnectionEnds();
    }

    @Override
    public void writeConnectionLost() {
        wrapped.writeConnectionLost();
    }

    @Override
    public void timeoutConnection() {
        wrapped.timeoutConnection();
    }

    @Override
    public void drain() {
        wrapped.drain();
    }

    @Override
    public void overloadChanged() {
        wrapped.overloadChanged();
    }

    @Override
    public void writable() {
        wrapped.writable();
    }

    @Override
    protected void connectionLost(Throwable reason) {
        wrapped.endConnection(reason);
    }

    @Override
    public String toString() {
        return wrapped.toString();
    }

    // ---- what the protocol says

    @Override
    public void write(byte[] data, int offset, int length) {
        transport().write(data, offset, length);
    }

    @Override
    public Output output() {
        return transport().output();
    }

    @Override
    public boolean isServed() {
        return transport().isServed();
    }

    @Override
    public boolean flushIfFull() {
        return transport().flushIfFull();
    }

    @Override
    public boolean isWritable() {
        return transport().isWritable();
    }

    @Override
    public int unsent() {
        return transport().unsent();
    }

    @Override
    public boolean isOpen() {
        return transport().isOpen();
    }

    @Override
    public void pauseReading() {
        transport().pauseReading();
    }

    @Override
    public void resumeReading() {
        transport().resumeReading();
    }

    @Override
    public void redeliver() {
        transport().redeliver();
    }

    @Override
    public void loseConnection() {
        transport().loseConnection();
    }

    @Override
    public void loseWriteConnection() {
        transport().loseWriteConnection();
    }

    @Override
    public void abortConnection() {
        transport().abortConnection();
    }

    @Override
    public void startTls(TlsContext context) {
        transport().startTls(context);
    }

    @Override
    public boolean isSecure() {
        return transport().isSecure();
    }

    @Override
    public Optional<TlsSession> tls() {
        return transport().tls();
    }

    @Override
    public @Nullable Duration setTimeout(@Nullable Duration timeout) {
        return transport().setTimeout(timeout);
    }

    @Override
    public void resetTimeout() {
        transport().resetTimeout();
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {
        transport().setOption(option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) {
        return transport().getOption(option);
    }

    @Override
    public SocketAddress getPeer() {
        return transport().getPeer();
    }

    @Override
    public SocketAddress getHost() {
        return transport().getHost();
    }

    @Override
    public long id() {
        return transport().id();
    }

    @Override
    public Loop loop() {
        return transport().loop();
    }
}
