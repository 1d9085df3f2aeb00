package org.ropewalk.loop;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.LoopConnection.Event;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * The state that a connection keeps from one turn to the next: input that its protocol was not
 * shown, output that the network has not taken, TLS, and a close under way. Decides from it whether
 * the socket is read and written. Made with the first of these; an idle connection usually has
 * none.
 */
final class StreamFlow implements TlsStage.Line, StreamClose.Stream {
    /** The peer has ended its side, and the protocol is being told that. */
    static final byte PEER_ENDED = 1;

    /** As {@link #PEER_ENDED}; this side ends, too, when the turn has ended. */
    static final byte ENDS_WITH_TURN = 2;

    private final EventLoop loop;
    private final LoopConnection connection;
    private StreamInput input;
    private StreamOutput output;
    private StreamClose close;

    /** The operations of {@link Ready} that the socket reports. */
    private int interest = Ready.READ;

    /** The flow of a connection that had none yet; {@link #takeOver} is called next. */
    StreamFlow(EventLoop loop, LoopConnection connection) {
        this.loop = loop;
        this.connection = connection;
    }

    /**
     * Takes over what the connection has done without a flow; may begin to close it.
     *
     * @param ending how far the end has got: {@link #PEER_ENDED}, for example; 0 if it has not
     *     begun
     */
    void takeOver(byte ending) {
        if (ending >= PEER_ENDED) {
            needInput().endTold();
        }
        if (ending == ENDS_WITH_TURN) {
            close();
        }
    }

    // ---- input

    /** Bytes have arrived from the network. */
    void received(ByteBuffer bytes) {
        TlsStage tls = stage();
        if (tls != null && !tls.isOver()) {
            tls.received(bytes);
            afterTls();
        } else {
            plainReceived(bytes);
        }
    }

    @Override
    public void plainReceived(ByteBuffer bytes) {
        if (isEnding()) {
            close.discard(bytes.remaining());
        } else if (input == null || !input.mustKeep()) {
            connection.offer(bytes);
        } else if (input.received(bytes)) {
            updateInterest();
        } else {
            connection.exhausted();
        }
    }

    /** Whether the protocol, which was shown input, has not asked to be shown the rest later. */
    boolean isShownMore() {
        return input == null || !input.isWaiting();
    }

    /** Keeps the input that the protocol has left. */
    void keepRest(Input shown) {
        if (!connection.isOpen() || shown.remaining() == 0) {
            forgetInput();
        } else if (!needInput().keepRest(shown)) {
            connection.exhausted();
        }
    }

    /** The peer sends nothing more. */
    void endInput() {
        TlsStage tls = stage();
        if (tls != null && !tls.isCloseReceived() && !isEnding()) {
            connection.end(tls.cutOff(), false);
            return;
        }
        needInput().end();
        updateInterest();
        if (isEnding()) {
            close.proceed();
        } else {
            input.tellEnd();
        }
    }

    /** The kept input; made now if there is none. */
    StreamInput needInput() {
        if (input == null) {
            input = new StreamInput(connection, connection);
        }
        return input;
    }

    /** Undoes a pause of the input, if there is one; {@code flow} is null if there is none. */
    static void resumeInput(@Nullable StreamFlow flow) {
        if (flow != null && flow.input != null) {
            flow.input.resume();
        }
    }

    private void forgetInput() {
        if (input != null) {
            input.clear();
        }
    }

    @Override
    public boolean isInputEnded() {
        return input != null && input.isEnded();
    }

    // ---- turns

    /** Does what is due in a task of the connection's own. */
    void run() {
        if (close != null) {
            close.proceed();
        }
        if (connection.isOpen() && output != null && output.takeWritable()) {
            if (input != null) {
                input.peerHasRead();
            }
            connection.serve(Event.WRITABLE);
        }
        if (connection.isOpen() && input != null) {
            input.offerKept();
        }
        updateInterest();
    }

    /**
     * Ends a turn of the protocol.
     *
     * @param refusedMore whether it was told not to write more: it is told when it may write again
     */
    void settle(boolean refusedMore) {
        if (refusedMore && !isAboveHighWater()) {
            needOutput().tellWritable();
        }
        settle();
    }

    /** Continues a close that is under way, and adjusts what is read. */
    private void settle() {
        if (close == null) {
            updateInterest();
        } else {
            close.proceed();
        }
    }

    /** Adjusts which operations the socket reports. */
    void updateInterest() {
        if (connection.isLost()) {
            return;
        }
        boolean writes = hasQueued() || close != null && connection.socket().isSending();
        int wanted = (reads() ? Ready.READ : 0) | (writes ? Ready.WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            connection.socket().interest(wanted);
        }
    }

    private boolean reads() {
        TlsStage tls = stage();
        if (isInputEnded() || tls != null && tls.isComputing()) {
            return false;
        }
        // What waits for the handshake cannot be sent before the peer's part of it was read.
        boolean handshakes = tls != null && tls.waitingBytes() > 0;
        boolean readsForPeer = handshakes || !waitsForPeer();
        return isEnding() || (input == null || input.takesMore()) && readsForPeer;
    }

    // ---- output

    private StreamOutput needOutput() {
        if (output == null) {
            output = new StreamOutput(loop, connection);
        }
        return output;
    }

    /** Whether what is sent does not go straight to the socket. */
    boolean hasOutput() {
        return output != null;
    }

    /** Sends bytes after what is queued, or through TLS. */
    void send(byte[] bytes, int from, int to) {
        output.send(bytes, from, to);
    }

    /** Queues what the socket has not taken. */
    void queue(byte[] bytes, int from, int to) {
        needOutput().queue(bytes, from, to);
    }

    @Override
    public void sendRaw(ByteBuffer record) {
        output.sendRaw(record);
    }

    /** The socket takes more. */
    void writable() {
        if (output == null || output.drain()) {
            if (!hasQueued()) {
                connection.resetTimeout();
            }
            settle();
        }
    }

    /** The system does not take bytes that the network had taken. */
    void outputReturned(ByteBuffer bytes) {
        byte[] rest = new byte[bytes.remaining()];
        bytes.get(rest);
        queue(rest, 0, rest.length);
    }

    /** So many bytes that the network has taken wait for the peer. */
    void outputWaits(int bytes) {
        needOutput().waits(bytes);
    }

    /** The peer has made room for so many of them. */
    void outputTaken(int bytes) {
        output.progressed(bytes);
    }

    /** Whether the network has not taken all bytes. */
    boolean hasQueued() {
        return output != null && output.hasQueued();
    }

    int queuedBytes() {
        return output == null ? 0 : output.queuedBytes();
    }

    private int waitingBytes() {
        return output == null ? 0 : output.queuedBytes() + output.takenBytes();
    }

    @Override
    public boolean isDrained() {
        return (output == null || output.isDrained()) && !connection.socket().isSending();
    }

    boolean isAboveHighWater() {
        return output != null && output.isAboveHighWater();
    }

    /**
     * Whether the peer must read before it is served again. A side that connected always reads: two
     * that wait for each other would wait for ever.
     */
    boolean waitsForPeer() {
        return isAboveHighWater() && !connection.isClient();
    }

    // ---- TLS

    private TlsStage stage() {
        return output == null ? null : output.tls();
    }

    boolean isSecure() {
        return stage() != null;
    }

    Optional<TlsSession> session() {
        return isSecure() ? stage().session() : Optional.empty();
    }

    /**
     * TLS begins with the end of a turn: what was written before goes in clear. How much that is.
     */
    int secure(TurnBuffers buffers) {
        int clear = buffers.clearBytes();
        if (clear > 0 && !connection.isLost()) {
            needOutput().send(buffers.output().array(), 0, clear);
        }
        TlsContext due = buffers.takeTlsDue();
        if (!connection.isLost()) {
            secure(due);
            beginTls();
        }
        return clear;
    }

    /** TLS begins when the turn ends, or now if there is none. */
    void startTls(TlsContext context) {
        if (dropsClearText()) {
            return;
        }
        if (connection.isServed()) {
            loop.turnBuffers().secure(context);
        } else {
            secure(context);
            beginTls();
        }
    }

    /**
     * Drops bytes that came in clear after the request for TLS, or its answer: a third party may
     * have inserted them. True if the connection cannot go on.
     */
    private boolean dropsClearText() {
        // Another connection may be served: what is shown is its input then.
        Input shown = loop.turnBuffers().input();
        boolean isShown = connection.isServed() && shown.array().length > 0;
        int behind = input == null ? 0 : input.keptBytes();
        if (isShown) {
            shown.showRest();
            behind = shown.remaining();
            shown.consumeAll();
        }
        if (behind == 0) {
            return false;
        }
        loop.connectionLog().clearTextDropped(behind, connection);
        forgetInput();
        if (connection.isClient()) {
            connection.loseConnection();
        }
        return connection.isClient();
    }

    /** Output that is written from now on waits for the handshake. */
    void secure(TlsContext context) {
        needOutput().secure(new TlsStage(loop, connection, this, context));
    }

    /** Begins the handshake. */
    void beginTls() {
        stage().begin();
        afterTls();
    }

    @Override
    public void handshakeCompleted() {
        output.checkLowWater();
        if (close == null || !close.isAborting()) {
            connection.serve(Event.SECURE);
        }
    }

    @Override
    public void computing() {
        updateInterest();
    }

    @Override
    public void computed() {
        afterTls();
        updateInterest();
    }

    @Override
    public void tlsFailed(TlsFailed reason, boolean timedOut) {
        if (connection.isClient() || timedOut) {
            connection.end(reason, false);
        } else {
            closeBecauseOf(reason);
        }
    }

    /** The peer may have said in TLS that nothing more will arrive. */
    private void afterTls() {
        TlsStage tls = stage();
        if (!connection.isLost() && tls.isCloseReceived() && !isInputEnded() && !tls.isOver()) {
            endInput();
        }
        if (!connection.isLost() && isEnding()) {
            close.proceed();
        }
    }

    @Override
    public boolean endTls() {
        TlsStage tls = stage();
        if (tls == null) {
            return false;
        }
        if (!tls.isCompleted() && !close.isHalf()) {
            connection.endsBecause(
                    new ConnectionAborted("this side closed the connection in the handshake"));
            tls.abandon();
        } else if (!tls.isCloseSent()) {
            tls.sendClose();
        }
        return true;
    }

    // ---- the end

    private StreamClose needClose() {
        if (close == null) {
            close = new StreamClose(connection, this);
        }
        return close;
    }

    /** Whether the protocol may write: no end was asked for. */
    boolean takesOutput() {
        return close == null;
    }

    /** Whether input is dropped, for the end was asked for. */
    boolean isEnding() {
        return close != null && !close.isHalf();
    }

    /** Ends both directions in order. */
    void close() {
        needClose().close();
        forgetInput();
        connection.leaveRing();
        if (connection.limits().stall() == null) {
            connection.connections().awaitProgress(connection);
        }
        loop.afterTurn(connection);
    }

    /** Ends both directions in order; {@code why} is told as the reason. */
    void closeBecauseOf(Throwable why) {
        connection.endsBecause(why);
        if (isEnding()) {
            loop.afterTurn(connection);
        } else {
            close();
        }
    }

    /** Ends the output in order. */
    void closeOutput() {
        needClose();
        loop.afterTurn(connection);
    }

    /** Ends the connection by a reset, unless that was asked for already. */
    void abort(Throwable why) {
        if (close != null && close.isAborting()) {
            return;
        }
        needClose().abort();
        if (why != null) {
            connection.endsBecause(why);
        }
        forgetInput();
        loop.afterTurn(connection);
    }

    /** The deadline of the end has passed: whether the peer is waited for again. */
    boolean isWaitedForAgain() {
        return close.isClosing() && close.isWaitedForAgain(waitingBytes());
    }

    /** Ends a connection whose end the peer does not confirm. */
    void giveUp() {
        close.giveUp();
    }

    /** Drops all input and output. */
    void release() {
        forgetInput();
        if (output != null) {
            output.release();
        }
    }
}
