package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way out of a connection: through TLS if it is secured, to the socket as far as that takes it,
 * the rest into a queue that is bounded.
 */
abstract class StreamSender extends TurnTask implements Transport, TlsStage.Line {
    private static final Logger LOG = LoggerFactory.getLogger(StreamSender.class);

    /**
     * Queued output above which nothing more is read from the peer, and below which it is again.
     */
    static final int HIGH_WATER_BYTES = 64 * 1024;

    private static final int LOW_WATER_BYTES = 32 * 1024;

    /**
     * Queued output beyond the high-water mark is a writer that does not ask; this much ends the
     * connection.
     */
    private static final int HARD_BYTES = 64 * 1024 * 1024;

    final EventLoop loop;
    final StreamSocket socket;
    TlsStage tls;

    private SendQueue queue;
    boolean aboveHighWater;

    /** The protocol is to be told that it may write again. */
    boolean writableDue;

    boolean aborting;
    boolean lost;

    StreamSender(EventLoop loop, StreamSocket socket) {
        this.loop = loop;
        this.socket = socket;
    }

    /** Ends the connection, once. */
    abstract void end(Throwable reason, boolean reset);

    /** What the loop is to tell of the socket may have changed. */
    abstract void updateInterest();

    abstract void beginTls(TlsContext context);

    @Override
    public final boolean isLost() {
        return lost;
    }

    /** Whether the network has taken all that was sent. */
    final boolean isDrained() {
        return queue == null && (tls == null || tls.waitingBytes() == 0);
    }

    final boolean hasQueued() {
        return queue != null;
    }

    /** All of a turn's output; what was written before TLS began goes before it, in clear. */
    final void sendOutput(Output output) {
        int from = 0;
        if (loop.tlsDue != null) {
            from = loop.clearBytes;
            send(output.array(), 0, from);
            beginTlsDue();
        }
        send(output.array(), from, output.position());
    }

    final void beginTlsDue() {
        TlsContext context = loop.tlsDue;
        loop.tlsDue = null;
        if (!lost) {
            beginTls(context);
        }
    }

    final void secure(TlsContext context, boolean client) {
        InetSocketAddress address = getPeer() instanceof InetSocketAddress inet ? inet : null;
        tls =
                new TlsStage(
                        loop,
                        this,
                        context,
                        client,
                        address == null ? null : address.getHostString(),
                        address == null ? -1 : address.getPort());
    }

    final void send(byte[] bytes, int from, int to) {
        if (lost) {
            return;
        }
        if (tls != null) {
            tls.send(bytes, from, to);
            if (tls.waitingBytes() > HIGH_WATER_BYTES) {
                aboveHighWater = true;
                checkQueued(tls.waitingBytes());
            }
            return;
        }
        int at = from;
        if (queue == null) {
            ByteBuffer buffer = loop.writeBuffer;
            while (at < to) {
                int length = Math.min(buffer.capacity(), to - at);
                buffer.clear().put(bytes, at, length).flip();
                int written = write(buffer);
                if (written < 0) {
                    return;
                }
                at += written;
                if (written < length) {
                    break;
                }
            }
        }
        if (at < to) {
            queue(bytes, at, to - at);
        }
    }

    @Override
    public final void sendRaw(ByteBuffer record) {
        int length = record.remaining();
        int written = 0;
        if (queue == null) {
            loop.writeBuffer.clear().put(record).flip();
            written = write(loop.writeBuffer);
        }
        if (written >= 0 && written < length) {
            queue(record.array(), record.arrayOffset() + written, length - written);
        }
    }

    /** How many bytes were taken; -1 if the connection was lost by it. */
    private int write(ByteBuffer buffer) {
        try {
            return socket.write(buffer);
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
            return -1;
        }
    }

    final int queued() {
        return queue == null ? 0 : queue.size();
    }

    private void queue(byte[] bytes, int offset, int length) {
        if (queue == null) {
            queue = new SendQueue(Transport.CHUNK_BYTES);
        }
        if (checkQueued(queue.size() + (long) length)) {
            queue.add(bytes, offset, length);
            aboveHighWater |= queue.size() > HIGH_WATER_BYTES;
            updateInterest();
        }
    }

    /** Whether so much may be queued; aborts the connection if not. */
    private boolean checkQueued(long bytes) {
        if (bytes <= HARD_BYTES) {
            return true;
        }
        LOG.warn("The peer {} does not read; its connection is reset", getPeer());
        aborting = true;
        loop.afterTurn(this);
        return false;
    }

    /** Sends what is queued, as far as the network takes it; false if the connection was lost. */
    final boolean drain() {
        ByteBuffer buffer = loop.writeBuffer;
        while (queue != null) {
            int length = queue.show(buffer);
            int written = write(buffer);
            if (written < 0) {
                return false;
            }
            queue.remove(written);
            if (queue.isEmpty()) {
                queue = null;
            }
            if (written < length) {
                break;
            }
        }
        checkLowWater();
        return true;
    }

    /** Goes on if little enough is left. */
    final void checkLowWater() {
        int held = (queue == null ? 0 : queue.size()) + (tls == null ? 0 : tls.waitingBytes());
        if (aboveHighWater && held < LOW_WATER_BYTES) {
            aboveHighWater = false;
            writableDue = true;
            loop.afterTurn(this);
        }
    }

    /** Forgets what was to be sent. */
    final void forgetOutput() {
        queue = null;
        if (tls != null) {
            tls.release();
        }
    }

    // ---- facts

    @Override
    public Optional<TlsSession> tls() {
        return tls == null ? Optional.empty() : tls.session();
    }

    @Override
    public boolean isSecure() {
        return tls != null || isServed() && loop.tlsDue != null;
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {
        try {
            if (!lost) {
                socket.setOption(option, value);
            }
        } catch (IOException e) {
            throw new IllegalStateException(
                    option + " cannot be " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    public <T> T getOption(SocketOption<T> option) {
        if (lost) {
            throw new IllegalStateException("the connection has ended");
        }
        try {
            return socket.getOption(option);
        } catch (IOException e) {
            throw new IllegalStateException(option + " cannot be read: " + e.getMessage(), e);
        }
    }

    @Override
    public SocketAddress getPeer() {
        return socket.remoteAddress();
    }

    @Override
    public SocketAddress getHost() {
        return socket.localAddress();
    }

    @Override
    public Loop loop() {
        return loop;
    }
}
