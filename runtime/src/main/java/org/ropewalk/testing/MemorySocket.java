package org.ropewalk.testing;

import java.io.IOException;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Output;

/**
 * One end of a connection in memory, with TCP's endings: what was sent before an end is read before
 * it.
 */
final class MemorySocket implements StreamSocket, MemoryKernel.Source {
    private final MemoryNetwork network;
    private final SocketAddress local;
    private final SocketAddress remote;
    private final Output incoming = new Output(256);
    private final Map<SocketOption<?>, Object> options = new HashMap<>();
    private MemorySocket peer;
    private MemoryKernel kernel;
    private Ready ready;
    private int interest;
    private int taken;
    private IOException refusal;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean reset;
    private boolean closed;
    private boolean ignored;

    MemorySocket(MemoryNetwork network, SocketAddress local, SocketAddress remote) {
        this.network = network;
        this.local = local;
        this.remote = remote;
    }

    void pair(MemorySocket other) {
        peer = other;
        other.peer = this;
    }

    void refuse(IOException why) {
        refusal = why;
    }

    /** The other end does not answer. */
    void ignore() {
        ignored = true;
    }

    private int available() {
        return incoming.position() - taken;
    }

    @Override
    public boolean tell() {
        int operations = 0;
        if ((interest & Ready.READ) != 0 && (available() > 0 || inputEnded || reset)) {
            operations |= Ready.READ;
        }
        if ((interest & Ready.WRITE) != 0 && isWritable()) {
            operations |= Ready.WRITE;
        }
        if (operations == 0) {
            return false;
        }
        ready.ready(operations);
        return true;
    }

    private boolean isWritable() {
        return peer == null ? !ignored : reset || peer.closed || room() > 0;
    }

    private int room() {
        return network.bufferBytes() - peer.available();
    }

    @Override
    public void attach(Network attached, Ready told, int operations) {
        detach();
        kernel = (MemoryKernel) attached;
        ready = told;
        interest = operations;
        kernel.add(this);
    }

    @Override
    public void detach() {
        if (kernel != null) {
            kernel.remove(this);
            kernel = null;
        }
    }

    @Override
    public void interest(int operations) {
        interest = operations;
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (refusal != null) {
            throw refusal;
        }
        return true;
    }

    @Override
    public int read(ByteBuffer into) throws IOException {
        if (available() == 0) {
            if (reset) {
                throw new IOException("Connection reset");
            }
            return inputEnded ? -1 : 0;
        }
        int count = network.readBytes(Math.min(into.remaining(), available()));
        into.put(incoming.array(), taken, count);
        taken += count;
        if (taken == incoming.position()) {
            incoming.clear();
            taken = 0;
        }
        return count;
    }

    @Override
    public int write(ByteBuffer from) throws IOException {
        if (reset || outputEnded) {
            throw new IOException("Broken pipe");
        }
        if (peer.closed) {
            // A host answers bytes for a connection that it has closed with a reset.
            reset = true;
            int lost = from.remaining();
            from.position(from.limit());
            return lost;
        }
        int possible = Math.min(from.remaining(), room());
        if (possible <= 0) {
            return 0;
        }
        int count = network.writeBytes(possible);
        byte[] bytes = new byte[count];
        from.get(bytes);
        peer.incoming.write(bytes);
        return count;
    }

    @Override
    public void shutdownOutput() {
        outputEnded = true;
        peer.inputEnded = true;
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {
        options.put(option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) {
        Object standard = option == StandardSocketOptions.TCP_NODELAY;
        return option.type().cast(options.getOrDefault(option, standard));
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    @Override
    public void close(boolean resets) {
        if (closed) {
            return;
        }
        closed = true;
        if (kernel != null) {
            kernel.remove(this);
        }
        if (peer != null) {
            // Bytes that nobody read make a reset of an end.
            peer.reset |= resets || available() > 0;
            peer.inputEnded = true;
        }
    }
}
