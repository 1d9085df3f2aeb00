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
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.reactor.Output;

/**
 * One end of a connection in memory, with TCP's endings: what was sent before a plain end is read
 * before it; a reset drops what has not arrived.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class MemorySocket implements StreamSocket, MemoryKernel.Source {
    private final MemoryNetwork network;
    private final SocketAddress local;
    private final SocketAddress remote;

    /** What has arrived. */
    private final Output incoming = new Output(256);

    /** What this side's system has taken and the other side has no room for. */
    private final Output outgoing = new Output(0);

    private final Map<SocketOption<?>, Object> options = new HashMap<>();
    private MemorySocket peer;
    private MemoryKernel kernel;
    private StreamEvents events;
    private int interest;
    private int taken;
    private int passed;
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

    boolean isPaired() {
        return peer != null;
    }

    int available() {
        return incoming.position() - taken;
    }

    @Override
    public boolean isReady() {
        return operations() != 0;
    }

    /** What is ready, and of interest. */
    private int operations() {
        int operations = 0;
        if ((interest & Ready.READ) != 0 && (available() > 0 || inputEnded || reset)) {
            operations |= Ready.READ;
        }
        if ((interest & Ready.WRITE) != 0 && isWritable()) {
            operations |= Ready.WRITE;
        }
        return operations;
    }

    @Override
    public boolean tell() {
        int operations = operations();
        if (operations == 0) {
            return false;
        }
        if ((operations & Ready.WRITE) != 0) {
            events.writable();
        }
        if ((operations & Ready.READ) != 0 && !closed && kernel != null) {
            tellInput(kernel.readBuffer());
        }
        return true;
    }

    private void tellInput(ByteBuffer buffer) {
        int count;
        try {
            count = read(buffer);
        } catch (IOException e) {
            events.failed(e);
            return;
        }
        if (count > 0) {
            events.received(buffer.flip());
        } else if (count < 0) {
            events.ended();
        }
    }

    private boolean isWritable() {
        return peer == null ? !ignored : reset || peer.closed || room() > 0;
    }

    /** How many bytes this side's system takes. */
    private int room() {
        return peer.receiveRoom() + network.sendBufferBytes() - unsent();
    }

    private int receiveRoom() {
        return Math.max(0, network.bufferBytes() - available());
    }

    private int unsent() {
        return outgoing.position() - passed;
    }

    /** Hands on what the other side has room for, and then this side's end. */
    private void pass() {
        if (peer == null) {
            return;
        }
        int count = Math.min(unsent(), peer.receiveRoom());
        if (count > 0) {
            peer.incoming.write(outgoing.array(), passed, count);
            passed += count;
        }
        if (unsent() == 0) {
            outgoing.clear();
            passed = 0;
            peer.inputEnded |= outputEnded;
        }
    }

    /** The connection is reset: what has not arrived is lost. */
    private void wasReset() {
        reset = true;
        outgoing.clear();
        passed = 0;
    }

    private void resetPeer() {
        outgoing.clear();
        passed = 0;
        peer.wasReset();
    }

    @Override
    public void attach(Network attached, StreamEvents told, int operations) {
        detach();
        kernel = (MemoryKernel) attached;
        events = told;
        interest = operations;
        kernel.add(this);
    }

    StreamEvents events() {
        return events;
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

    /** Takes bytes that have arrived: how many; 0 if none have; -1 at the end of the input. */
    int read(ByteBuffer into) throws IOException {
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
        peer.pass();
        return count;
    }

    @Override
    public int write(byte[] from, int start, int end) throws IOException {
        if (reset || outputEnded) {
            throw new IOException("Broken pipe");
        }
        if (peer.closed) {
            // A host answers bytes for a connection that it has closed with a reset.
            peer.resetPeer();
            return end - start;
        }
        int possible = Math.min(end - start, room());
        if (possible <= 0) {
            return 0;
        }
        int count = network.writeBytes(possible);
        outgoing.write(from, start, count);
        pass();
        return count;
    }

    @Override
    public void shutdownOutput() {
        outputEnded = true;
        pass();
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
        if (peer == null) {
            return;
        }
        outputEnded = true;
        if (resets || available() > 0 || peer.unsent() > 0) {
            // Bytes that were not read make a reset of an end.
            resetPeer();
            peer.inputEnded = true;
        } else {
            pass();
        }
    }
}
