package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.MemoryExhausted;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * The way out of a connection: through TLS if it is secured, to the socket as far as that takes it,
 * the rest into a queue that is bounded.
 */
abstract class StreamSender extends TurnTask implements Transport, TlsStage.Line {
    final EventLoop loop;
    final StreamSocket socket;
    TlsStage tls;

    private Backlog backlog;

    /** Bytes that the network has taken since the peer sent something: it may still read them. */
    int unread;

    boolean aboveHighWater;

    /** The protocol is to be told that it may write again. */
    boolean writableDue;

    boolean aborting;

    /** More waits for the peer than may. */
    boolean overflowing;

    /** There is no memory for what this connection would keep. */
    boolean exhausted;

    boolean lost;

    /** Counted no further, so that the count does not overflow. */
    private static final int MAX_UNREAD = 1 << 30;

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

    /** The factory of the protocol; null if it has none. */
    abstract Factory factory();

    /** What may wait for the peer. */
    final OutputLimits limits() {
        Factory factory = factory();
        return factory == null ? OutputLimits.STANDARD : factory.outputLimits();
    }

    @Override
    public final boolean reserve(long bytes) {
        return MemoryBudget.reserve(factory(), loop, bytes);
    }

    @Override
    public final void release(long bytes) {
        MemoryBudget.release(factory(), loop, bytes);
    }

    /** Ends this connection, which would keep more than there is memory for. */
    @Override
    public final void exhausted() {
        exhausted = true;
        aborting = true;
        loop.afterTurn(this);
    }

    /** Whether the network has taken all that was sent. */
    final boolean isDrained() {
        return backlog == null && (tls == null || tls.waitingBytes() == 0);
    }

    final boolean hasQueued() {
        return backlog != null;
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
            if (tls.waitingBytes() > 0) {
                checkQueued(tls.waitingBytes());
            }
            return;
        }
        int at = from;
        if (backlog == null) {
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
        if (backlog == null) {
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
            int written = socket.write(buffer);
            unread = Math.min(unread, MAX_UNREAD) + written;
            return written;
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
            return -1;
        }
    }

    final int queued() {
        return backlog == null ? 0 : backlog.queue().size();
    }

    private void queue(byte[] bytes, int offset, int length) {
        if (backlog == null) {
            backlog = new Backlog(loop, this, limits().stall(), this::stalled);
        }
        if (checkQueued(queued() + (long) length)) {
            if (!backlog.queue().add(bytes, offset, length)) {
                exhausted();
                return;
            }
            updateInterest();
        }
    }

    private void stalled() {
        end(
                new ConnectionStalled("the peer did not take in time what was sent to it", false),
                true);
    }

    /** Whether so much may be queued; resets the connection if not. */
    private boolean checkQueued(long bytes) {
        OutputLimits limits = limits();
        aboveHighWater |= bytes > limits.highWaterBytes();
        if (bytes <= limits.hardBytes()) {
            return true;
        }
        overflowing = true;
        aborting = true;
        loop.afterTurn(this);
        return false;
    }

    /** Why a connection ends that is being aborted. */
    final IOException abortion() {
        if (exhausted) {
            return new MemoryExhausted(
                    "no memory is left for what this connection would have kept");
        }
        return overflowing
                ? new ConnectionStalled(
                        "more than "
                                + limits().hardBytes()
                                + " bytes wait for a peer that does not read",
                        true)
                : new ConnectionAborted("this side aborted the connection");
    }

    /** Sends what is queued, as far as the network takes it; false if the connection was lost. */
    final boolean drain() {
        ByteBuffer buffer = loop.writeBuffer;
        while (backlog != null) {
            int length = backlog.queue().show(buffer);
            int written = write(buffer);
            if (written < 0) {
                return false;
            }
            backlog.taken(written);
            if (backlog.queue().isEmpty()) {
                forgetBacklog();
                resetTimeout();
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
        int held = queued() + (tls == null ? 0 : tls.waitingBytes());
        if (aboveHighWater && held < limits().lowWaterBytes()) {
            aboveHighWater = false;
            writableDue = true;
            loop.afterTurn(this);
        }
    }

    /** Forgets what was to be sent. */
    final void forgetOutput() {
        forgetBacklog();
        if (tls != null) {
            tls.release();
        }
    }

    private void forgetBacklog() {
        if (backlog != null) {
            backlog.release();
            backlog = null;
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
