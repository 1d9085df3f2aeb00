package org.ropewalk.loop;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * TLS between a connection's socket and its protocol: turns what the network brings into plain
 * text, and plain text into what the network takes. Keeps only what is needed while it is needed:
 * the beginning of a record, and plain text that waits for the handshake.
 */
final class TlsStage {
    private static final String VERSION_13 = "TLSv1.3";

    private static final byte[] NOTHING = {};

    /** The type of a record of alerts. */
    private static final byte ALERT = 21;

    /** Where the two directions of a stage lead. */
    interface Line {
        /** Sends these bytes as they are. */
        void sendRaw(ByteBuffer bytes);

        /** Hands on plain text. */
        void plainReceived(ByteBuffer plain);

        /** The handshake is complete. */
        void handshakeCompleted();

        /** The connection cannot go on; the peer was told by an alert if there was time for it. */
        void tlsFailed(TlsFailed reason, boolean timedOut);

        /** The handshake is being computed: nothing is to be read meanwhile. */
        void computing();

        /** What was computed has led on. */
        void computed();
    }

    private final EventLoop loop;
    private final LoopConnection connection;
    private final Line line;
    private final SSLEngine engine;
    private DelayedCall deadline;
    private ByteQueue held;
    private ByteQueue waiting;
    private boolean completed;

    /** Whether the handshake waits for its arithmetic. */
    private boolean computing;

    /** Whether it counts among the handshakes of clients. */
    private boolean underWay;

    private boolean closeReceived;
    private boolean closeSent;
    private boolean over;

    TlsStage(EventLoop loop, LoopConnection connection, Line line, TlsContext context) {
        this.loop = loop;
        this.connection = connection;
        this.line = line;
        this.underWay = !connection.isClient();
        if (underWay) {
            loop.handshakes().incrementAndGet();
        }
        engine = engine(context, connection);
        deadline =
                loop.callLater(
                        context.handshakeTimeout(),
                        () -> {
                            deadline = null;
                            line.tlsFailed(
                                    new TlsFailed(
                                            "the TLS handshake took longer than "
                                                    + context.handshakeTimeout().toMillis()
                                                    + " ms",
                                            null),
                                    true);
                        });
    }

    private static SSLEngine engine(TlsContext context, LoopConnection connection) {
        return connection.getPeer() instanceof InetSocketAddress peer
                ? context.engine(connection.isClient(), peer.getHostString(), peer.getPort())
                : context.engine(connection.isClient(), null, -1);
    }

    /** Begins the handshake: a client speaks first. There is no second one: version 1.2 has it. */
    void begin() {
        try {
            engine.beginHandshake();
            // Nothing has arrived, and the loop's buffer may be in use: a connection that is served
            // may begin the handshake of another.
            proceed(ByteBuffer.wrap(NOTHING), ByteBuffer.wrap(NOTHING));
        } catch (SSLException e) {
            fail(e);
        }
    }

    boolean isCompleted() {
        return completed;
    }

    /** Why the connection is lost if it has ended without the end of TLS. */
    ConnectionLost cutOff() {
        return new ConnectionLost(
                completed
                        ? "the connection was cut off: it ended without TLS's close_notify"
                        : "the connection ended during the TLS handshake");
    }

    /** Whether the peer has said that nothing more will arrive. */
    boolean isCloseReceived() {
        return closeReceived;
    }

    boolean isCloseSent() {
        return closeSent || over || engine.isOutboundDone();
    }

    /** Whether what comes is not decrypted any more. */
    boolean isOver() {
        return over;
    }

    /** How much plain text waits for the handshake. */
    int waitingBytes() {
        return waiting == null ? 0 : waiting.size();
    }

    Optional<TlsSession> session() {
        return completed ? Optional.of(TlsSession.of(engine)) : Optional.empty();
    }

    /** Nothing more is encrypted or decrypted: the handshake failed, or is not waited for. */
    void abandon() {
        over = true;
        release();
    }

    /** The connection is over. */
    void release() {
        settled();
        forgetHeld();
        if (waiting != null) {
            waiting.clear();
            waiting = null;
        }
    }

    /** The handshake is over, or there will be none. */
    private void settled() {
        if (underWay) {
            underWay = false;
            loop.handshakes().decrementAndGet();
        }
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }

    // ---- what comes

    /** Whether the handshake waits for its arithmetic, and nothing is to be read. */
    boolean isComputing() {
        return computing;
    }

    /** Bytes have arrived from the network. */
    void received(ByteBuffer bytes) {
        if (computing) {
            hold(bytes);
            return;
        }
        ByteBuffer records;
        if (held == null) {
            records = loop.turnBuffers().tls().records(bytes.remaining()).put(bytes).flip();
        } else {
            hold(bytes);
            records = ByteBuffer.wrap(held.array(), held.start(), held.size());
        }
        try {
            proceed(records, loop.turnBuffers().tls().plain());
        } catch (SSLException e) {
            fail(e);
            return;
        }
        keep(records);
    }

    /** Keeps the beginning of a record that has not arrived completely. */
    private void keep(ByteBuffer records) {
        if (!records.hasRemaining() || connection.isLost() || closeReceived || over) {
            forgetHeld();
        } else if (held == null) {
            hold(records);
        } else {
            held.removeTo(records.position());
        }
    }

    private void hold(ByteBuffer bytes) {
        if (held == null) {
            held = new ByteQueue(connection);
        }
        if (!held.add(bytes)) {
            connection.exhausted();
        }
    }

    private void forgetHeld() {
        if (held != null) {
            held.clear();
            held = null;
        }
    }

    /** Unwraps and wraps until the engine needs more bytes than have arrived. */
    private void proceed(ByteBuffer records, ByteBuffer plain) throws SSLException {
        boolean again = true;
        while (again && !connection.isLost()) {
            switch (engine.getHandshakeStatus()) {
                case NEED_TASK -> again = compute();
                case NEED_WRAP -> again = wrap(ByteBuffer.wrap(NOTHING));
                default -> again = !closeReceived && unwrap(records, plain);
            }
        }
        handOn(plain);
    }

    /** Does what takes time: a handshake's elsewhere. Whether to go on at once. */
    private boolean compute() throws SSLException {
        List<Runnable> tasks = new ArrayList<>();
        for (Runnable task = engine.getDelegatedTask();
                task != null;
                task = engine.getDelegatedTask()) {
            tasks.add(task);
        }
        if (completed) {
            if (!VERSION_13.equals(engine.getSession().getProtocol())) {
                throw new SSLException("the peer asks for another handshake");
            }
            tasks.forEach(Runnable::run);
            return true;
        }
        computing = true;
        line.computing();
        loop.handshakePool()
                .execute(
                        () -> {
                            tasks.forEach(Runnable::run);
                            loop.callFromThread(this::computed);
                        });
        return false;
    }

    private void computed() {
        computing = false;
        if (connection.isLost()) {
            return;
        }
        if (!over) {
            received(ByteBuffer.wrap(NOTHING));
        }
        line.computed();
    }

    /** One record; false if it has not arrived completely. */
    private boolean unwrap(ByteBuffer records, ByteBuffer plain) throws SSLException {
        if (!records.hasRemaining()
                && engine.getHandshakeStatus() != HandshakeStatus.NEED_UNWRAP_AGAIN) {
            return false;
        }
        if (plain.position() > 0
                && records.hasRemaining()
                && records.get(records.position()) == ALERT) {
            // Before version 1.3 the end of one direction ends both: what is in front is answered.
            handOn(plain);
            return !connection.isLost();
        }
        SSLEngineResult result = engine.unwrap(records, plain);
        if (result.getStatus() == Status.BUFFER_UNDERFLOW) {
            return false;
        }
        if (result.getStatus() == Status.BUFFER_OVERFLOW) {
            handOn(plain);
            return true;
        }
        if (result.getStatus() == Status.CLOSED) {
            closeReceived = true;
        }
        complete(result);
        return true;
    }

    private void handOn(ByteBuffer plain) {
        if (plain.flip().hasRemaining() && !connection.isLost()) {
            line.plainReceived(plain);
        }
        plain.clear();
    }

    private void complete(SSLEngineResult result) {
        if (completed || result.getHandshakeStatus() != HandshakeStatus.FINISHED) {
            return;
        }
        completed = true;
        settled();
        if (waiting != null) {
            ByteQueue all = waiting;
            waiting = null;
            send(all.array(), all.start(), all.end());
            all.clear();
        }
        if (!connection.isLost()) {
            line.handshakeCompleted();
        }
    }

    private void fail(SSLException cause) {
        // The peer is told by an alert, which the engine has ready.
        try {
            while (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP
                    && wrap(ByteBuffer.wrap(NOTHING))) {
                // Nothing else is to be done between two records.
                continue;
            }
        } catch (SSLException e) {
            cause.addSuppressed(e);
        }
        abandon();
        line.tlsFailed(new TlsFailed("TLS failed: " + cause.getMessage(), cause), false);
    }

    // ---- what goes

    /** Sends plain text, once there is a key for it. */
    void send(byte[] bytes, int from, int to) {
        if (over) {
            return;
        }
        if (!completed) {
            if (waiting == null) {
                waiting = new ByteQueue(connection);
            }
            if (!waiting.add(bytes, from, to - from)) {
                connection.exhausted();
            }
            return;
        }
        ByteBuffer plain = ByteBuffer.wrap(bytes, from, to - from);
        try {
            while (plain.hasRemaining() && !connection.isLost()) {
                if (!wrap(plain)) {
                    connection.endsBecause(
                            new ConnectionLost(
                                    "the peer had closed TLS, and the output was" + " dropped"));
                    return;
                }
            }
        } catch (SSLException e) {
            fail(e);
        }
    }

    /** Sends that nothing more will arrive. */
    void sendClose() {
        closeSent = true;
        engine.closeOutbound();
        try {
            while (!engine.isOutboundDone() && wrap(ByteBuffer.wrap(NOTHING))) {
                // Nothing else is to be done between two records.
                continue;
            }
        } catch (SSLException e) {
            fail(e);
        }
    }

    /** One record; false if nothing can be sent any more. */
    private boolean wrap(ByteBuffer plain) throws SSLException {
        ByteBuffer record = loop.turnBuffers().tls().record();
        SSLEngineResult result = engine.wrap(plain, record);
        record.flip();
        if (record.hasRemaining()) {
            line.sendRaw(record);
        }
        if (connection.isLost()) {
            return false;
        }
        complete(result);
        return result.getStatus() == Status.OK;
    }
}
