package org.ropewalk.benchmarks.parts;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;
import org.ropewalk.testing.MemoryNetwork;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/** A protocol that is served from memory to memory: its own cost, without a network's. */
final class Conversation implements Transport {
    private static final SocketAddress NOWHERE = InetSocketAddress.createUnresolved("nowhere", 1);

    private final Loop loop = new MemoryNetwork(1).reactor();
    private final Input input = new Input();
    private final Output output = new Output(1 << 20);
    private final Protocol protocol;

    Conversation(Factory factory) {
        factory.doStart();
        protocol = factory.buildProtocol(NOWHERE);
        protocol.builtBy(factory);
        protocol.makeConnection(this);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Shows these bytes to the protocol, all of which it must consume; how many it answers. */
    int say(byte[] bytes) {
        output.clear();
        input.show(bytes, 0, bytes.length);
        protocol.inputReceived(input);
        if (input.remaining() > 0) {
            throw new IllegalStateException("input was left");
        }
        return output.position();
    }

    /** What the last bytes were answered with. */
    String answer() {
        return new String(output.array(), 0, output.position(), StandardCharsets.ISO_8859_1);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        output.write(data, offset, length);
    }

    @Override
    public Output output() {
        return output;
    }

    @Override
    public boolean isServed() {
        return true;
    }

    @Override
    public boolean flushIfFull() {
        return true;
    }

    @Override
    public int unsent() {
        return output.position();
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void pauseReading() {}

    @Override
    public void resumeReading() {}

    @Override
    public void redeliver() {}

    @Override
    public void loseConnection() {
        throw new IllegalStateException("the protocol ended the conversation: " + answer());
    }

    @Override
    public void loseWriteConnection() {}

    @Override
    public void abortConnection() {
        loseConnection();
    }

    @Override
    public void startTls(TlsContext context) {
        throw new IllegalStateException("the conversation is in memory");
    }

    @Override
    public boolean isSecure() {
        return false;
    }

    @Override
    public Optional<TlsSession> tls() {
        return Optional.empty();
    }

    @Override
    public Duration setTimeout(Duration timeout) {
        return null;
    }

    @Override
    public void resetTimeout() {}

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {}

    @Override
    public <T> T getOption(SocketOption<T> option) {
        throw new IllegalStateException("the conversation is in memory");
    }

    @Override
    public SocketAddress getPeer() {
        return NOWHERE;
    }

    @Override
    public SocketAddress getHost() {
        return NOWHERE;
    }

    @Override
    public long id() {
        return 0;
    }

    @Override
    public Loop loop() {
        return loop;
    }
}
