package org.ropewalk.selector;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.UrgentData;

/** A channel of one connection. */
final class NioStreamSocket implements StreamSocket {
    private final SocketChannel channel;
    private final SocketAddress remote;

    /** Where it is attached; null before and between. */
    private @Nullable NioNetwork network;

    NioStreamSocket(SocketChannel channel, SocketAddress remote) {
        this.channel = channel;
        this.remote = remote;
    }

    @Override
    public void attach(Network attached, StreamEvents events, int operations) throws IOException {
        if (network == null && channel.isConnected()) {
            setNoDelay();
        }
        network = (NioNetwork) attached;
        channel.register(network.selector(), operations(operations), events);
    }

    @Override
    public void detach() {
        flush();
        // The selector forgets it when it selects next; another takes it before that, too.
        if (network != null) {
            channel.keyFor(network.selector()).cancel();
            network = null;
        }
    }

    private int operations(int wanted) {
        int operations = (wanted & Ready.READ) != 0 ? SelectionKey.OP_READ : 0;
        if ((wanted & Ready.WRITE) != 0) {
            operations |= channel.isConnected() ? SelectionKey.OP_WRITE : SelectionKey.OP_CONNECT;
        }
        return operations;
    }

    @Override
    @SuppressWarnings("NullAway") // Called while it is attached.
    public void interest(int operations) {
        SelectionKey key = channel.keyFor(network.selector());
        if (key != null && key.isValid()) {
            key.interestOps(operations(operations));
        }
    }

    @Override
    public boolean finishConnect() throws IOException {
        boolean connected = channel.finishConnect();
        if (connected) {
            setNoDelay();
        }
        return connected;
    }

    private void setNoDelay() throws IOException {
        if (remote instanceof InetSocketAddress) {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        }
    }

    @Override
    @SuppressWarnings("NullAway") // Called while it is attached.
    public int write(byte[] from, int start, int end) throws IOException {
        PendingWrites pending = network.pending();
        if (pending.keeps(end - start)) {
            return pending.add(this, from, start, end) ? end - start : 0;
        }
        if (!pending.flush(this)) {
            return 0;
        }
        ByteBuffer buffer = network.writeBuffer(end - start);
        int at = start;
        boolean taken = true;
        while (taken && at < end) {
            int length = Math.min(buffer.capacity(), end - at);
            int written = channel.write(buffer.clear().put(from, at, length).flip());
            taken = written == length;
            at += written;
        }
        return at - start;
    }

    @Override
    @SuppressWarnings("NullAway") // Called while it is attached.
    public int write(Output from, int start, int end) throws IOException {
        if (!network.pending().flush(this)) {
            return 0;
        }
        ByteBuffer placed = from.placed(start, end);
        if (placed != null) {
            return channel.write(placed);
        }
        ByteBuffer buffer = network.writeBuffer(end - start);
        int at = start;
        boolean taken = true;
        while (taken && at < end) {
            int length = Math.min(buffer.capacity(), end - at);
            from.pieces(at, at + length, new Filler(buffer.clear()));
            int written = channel.write(buffer.flip());
            taken = written == length;
            at += written;
        }
        return at - start;
    }

    private record Filler(ByteBuffer buffer) implements Output.Taker {
        @Override
        public int take(byte[] bytes, int from, int to) {
            buffer.put(bytes, from, to - from);
            return to - from;
        }
    }

    /** Gives the system a write that was kept; false if it does not take all. Never throws. */
    boolean send(ByteBuffer bytes) {
        try {
            channel.write(bytes);
            return !bytes.hasRemaining();
        } catch (Throwable e) {
            failed(e);
            return true;
        }
    }

    /** The system has not taken these bytes of a write that was kept. Never throws. */
    void returned(ByteBuffer bytes) {
        try {
            events().outputReturned(bytes);
        } catch (Throwable e) {
            failed(e);
        }
    }

    private void failed(Throwable e) {
        events().failed(e instanceof IOException lost ? lost : new IOException(e));
    }

    @SuppressWarnings("NullAway") // Called while it is attached.
    private StreamEvents events() {
        return (StreamEvents) channel.keyFor(network.selector()).attachment();
    }

    @Override
    public boolean isSending() {
        return network != null && network.pending().holds(this);
    }

    private void flush() {
        if (network != null) {
            network.pending().flush(null);
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        if (option == UrgentData.INLINE) {
            channel.socket().setOOBInline((Boolean) value);
        } else {
            channel.setOption(option, value);
        }
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return channel.getOption(option);
    }

    @Override
    public @Nullable SocketAddress localAddress() {
        try {
            return channel.getLocalAddress();
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void close(boolean reset) {
        flush();
        try {
            if (reset && remote instanceof InetSocketAddress) {
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException endedAlready) {
            // There is nothing left to reset.
            close();
            return;
        }
        close();
    }

    private void close() {
        try {
            channel.close();
        } catch (IOException closedAllTheSame) {
            // The descriptor is given back in any case.
            return;
        }
    }
}
