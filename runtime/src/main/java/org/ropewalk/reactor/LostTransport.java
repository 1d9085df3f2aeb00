package org.ropewalk.reactor;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/** The transport of a protocol that has none: nothing is sent and nothing comes. */
final class LostTransport implements Transport {
    static final Transport INSTANCE = new LostTransport();

    private LostTransport() {}

    @Override
    public void write(byte[] data, int offset, int length) {}

    @Override
    public Output output() {
        throw new IllegalStateException("there is no connection");
    }

    @Override
    public boolean isServed() {
        return false;
    }

    @Override
    public boolean flushIfFull() {
        return false;
    }

    @Override
    public boolean isWritable() {
        return false;
    }

    @Override
    public int unsent() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return false;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void redeliver() {}

    @Override
    public void loseConnection() {}

    @Override
    public void loseWriteConnection() {}

    @Override
    public void abortConnection() {}

    @Override
    public void startTls(TlsContext context) {}

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public Optional<TlsSession> tls() {
        return Optional.empty();
    }

    @Override
    public @Nullable Duration setTimeout(@Nullable Duration timeout) {
        return null;
    }

    @Override
    public void resetTimeout() {}

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {}

    @Override
    public <T> T getOption(SocketOption<T> option) {
        throw new IllegalStateException("there is no connection");
    }

    @Override
    public SocketAddress getPeer() {
        throw new IllegalStateException("there is no connection");
    }

    @Override
    public SocketAddress getHost() {
        throw new IllegalStateException("there is no connection");
    }

    @Override
    public long id() {
        return 0;
    }

    @Override
    public String describe() {
        return "no connection";
    }

    @Override
    public Loop loop() {
        throw new IllegalStateException("there is no connection");
    }
}
