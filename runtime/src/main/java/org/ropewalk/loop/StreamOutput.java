package org.ropewalk.loop;

import java.nio.ByteBuffer;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.OutputLimits;

/**
 * The output of a connection that is secured by TLS, or whose peer reads slowly: through TLS to the
 * socket as far as that takes it, the rest into a queue that is bounded. Made when there is need.
 */
final class StreamOutput {
    private final EventLoop loop;
    private final LoopConnection connection;
    private TlsStage tls;
    private OutputBacklog backlog;
    private boolean aboveHighWater;
    private boolean writableDue;

    /** Bytes that the network has taken, and that wait for the peer. */
    private int takenBytes;

    StreamOutput(EventLoop loop, LoopConnection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /** Everything goes through {@code stage} from now on. */
    void secure(TlsStage stage) {
        tls = stage;
    }

    /** The TLS stage; null if the connection is not secured. */
    TlsStage tls() {
        return tls;
    }

    boolean isAboveHighWater() {
        return aboveHighWater;
    }

    /** Whether the network has not taken all bytes. */
    boolean hasQueued() {
        return backlog != null;
    }

    int queuedBytes() {
        return backlog == null ? 0 : backlog.queue().size();
    }

    /** Bytes that the network has taken, and that wait for the peer. */
    int takenBytes() {
        return takenBytes;
    }

    /** Whether the network has taken everything, also what waited for a handshake. */
    boolean isDrained() {
        return backlog == null && waitingBytes() == 0;
    }

    private int waitingBytes() {
        return tls == null ? 0 : tls.waitingBytes();
    }

    /** Sends plain text. */
    void send(byte[] bytes, int from, int to) {
        if (tls == null) {
            sendRaw(bytes, from, to);
            return;
        }
        tls.send(bytes, from, to);
        if (tls.waitingBytes() > 0) {
            checkBound(tls.waitingBytes());
        }
    }

    /** Sends a record of TLS. */
    void sendRaw(ByteBuffer record) {
        int from = record.arrayOffset() + record.position();
        sendRaw(record.array(), from, from + record.remaining());
    }

    private void sendRaw(byte[] bytes, int from, int to) {
        int written = backlog == null ? connection.writeToSocket(bytes, from, to) : 0;
        if (written >= 0 && from + written < to) {
            queue(bytes, from + written, to);
        }
    }

    /** Queues what the socket has not taken. */
    void queue(byte[] bytes, int from, int to) {
        if (!checkBound(queuedBytes() + (long) to - from)) {
            return;
        }
        needBacklog();
        if (backlog.queue().add(bytes, from, to - from)) {
            connection.updateInterest();
        } else {
            connection.exhausted();
        }
    }

    /** So many bytes that the network has taken wait for the peer: what follows is queued. */
    void waits(int bytes) {
        takenBytes = bytes;
        needBacklog();
        connection.updateInterest();
    }

    private void needBacklog() {
        if (backlog == null) {
            backlog =
                    new OutputBacklog(loop, connection, connection.limits().stall(), this::stalled);
        }
    }

    /** The peer has made room for so many bytes that the network had taken. */
    void progressed(int bytes) {
        takenBytes -= bytes;
        if (backlog != null) {
            backlog.progressed(bytes);
        }
    }

    private void stalled() {
        connection.abort(new ConnectionStalled("the peer did not read its output in time", false));
    }

    /** Whether so much may be queued; resets the connection if not. */
    private boolean checkBound(long bytes) {
        OutputLimits limits = connection.limits();
        aboveHighWater |= bytes > limits.highWaterBytes();
        if (bytes <= limits.hardBytes()) {
            return true;
        }
        connection.abort(
                new ConnectionStalled(
                        "more than "
                                + limits.hardBytes()
                                + " bytes wait for a peer that does not read",
                        true));
        return false;
    }

    /** Sends what is queued, as far as the network takes it; false if the connection was lost. */
    boolean drain() {
        if (backlog != null) {
            ByteQueue queue = backlog.queue();
            if (!queue.isEmpty()) {
                int written = connection.writeToSocket(queue.array(), queue.start(), queue.end());
                if (written < 0) {
                    return false;
                }
                backlog.taken(written);
            }
            if (queue.isEmpty()) {
                forgetBacklog();
            }
        }
        checkLowWater();
        return true;
    }

    /** The protocol may write again, if little enough is left. */
    void checkLowWater() {
        if (aboveHighWater
                && queuedBytes() + waitingBytes() < connection.limits().lowWaterBytes()) {
            aboveHighWater = false;
            tellWritable();
        }
    }

    /** The protocol is to be told in a later turn that it may write again. */
    void tellWritable() {
        writableDue = true;
        loop.afterTurn(connection);
    }

    /** Whether the protocol is to be told now that it may write again: once. */
    boolean takeWritable() {
        boolean due = writableDue && !aboveHighWater;
        writableDue &= !due;
        return due;
    }

    /** Forgets what was to be sent. */
    void release() {
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
}
