package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.ropewalk.loop.ProtocolTurns.Event;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.OutputLimits;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;
import org.slf4j.event.Level;

/**
 * One connection over a socket: shows its protocol what comes, in turns, and keeps what is left.
 * What it sends beyond a turn is in a {@link StreamOutput}, its end in a {@link StreamClose}; both
 * are made when there is need. A task of its loop: what it must do later it does in a turn of its
 * own, and so it tells its protocol of the end.
 */
public final class StreamTransport extends LoopConnection
        implements StreamEvents,
                ProtocolTurns.Connection,
                TlsStage.Line,
                StreamOutput.Connection,
                StreamClose.Connection {
    /** The reason if there was no memory for a better one. */
    private static final ConnectionLost UNKNOWN =
            new ConnectionLost("the connection was lost, and memory is exhausted");

    /** What a peer that is not idle reads in a second. */
    private static final int READ_BYTES_PER_SECOND = 64 * 1024;

    /** Counted no further, so that the count does not overflow. */
    private static final int MAX_UNREAD = 1 << 30;

    /** The bits of {@link #state} that say what the socket tells. */
    private static final int INTEREST = Ready.READ | Ready.WRITE;

    /** This side connected, and did not accept. */
    private static final int CLIENT = 4;

    /** The protocol is to be told that it may write again. */
    private static final int WRITABLE_DUE = 8;

    /** The connection has ended. */
    private static final int LOST = 16;

    /** Is told that a connection has ended. */
    public interface Owner {
        void connectionEnded(Throwable reason);
    }

    private final EventLoop loop;
    private Owner owner;
    private Protocol protocol;
    private StreamInput input;
    private StreamOutput output;
    private StreamClose close;

    /** Bytes that the network has taken since the peer sent something: it may still read them. */
    private int unread;

    /** What the socket tells, and the flags: one byte, as most connections are idle. */
    private byte state;

    /**
     * A transport that has not begun.
     *
     * @param client whether this side connected, and did not accept
     * @param owner is told of the end
     */
    public StreamTransport(EventLoop loop, StreamSocket socket, boolean client, Owner owner) {
        super(socket);
        this.loop = loop;
        set(CLIENT, client);
        this.owner = owner;
    }

    private boolean is(int flag) {
        return (state & flag) != 0;
    }

    private void set(int flag, boolean value) {
        state = (byte) (value ? state | flag : state & ~flag);
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    Rings rings() {
        return loop.rings();
    }

    /**
     * Connects the protocol; on the loop's thread. Never throws.
     *
     * @param context how the connection is secured from its first byte on; null if it is not
     * @param preamble what is sent before everything, in clear
     * @param behind what has come already
     */
    public void begin(Protocol connected, TlsContext context, byte[] preamble, byte[] behind) {
        protocol = connected;
        loop.add(this);
        try {
            set(Ready.READ, true);
            socket().attach(loop.network(), this, Ready.READ);
            begin(context, preamble, behind);
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost before it began", e), true);
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void begin(TlsContext context, byte[] preamble, byte[] behind) {
        send(preamble, 0, preamble.length);
        if (context != null) {
            // What the protocol writes from the beginning waits for the handshake.
            secure(context);
        }
        serve(Event.MADE);
        if (context != null && !isLost()) {
            stage().begin();
            afterTls();
        }
        if (behind.length > 0 && !isLost()) {
            receive(ByteBuffer.wrap(behind));
        }
    }

    // ---- what comes

    @Override
    public void received(ByteBuffer bytes) {
        try {
            if (!isLost()) {
                unread = 0;
                receive(bytes);
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void receive(ByteBuffer bytes) {
        TlsStage tls = stage();
        if (tls != null && !tls.isOver()) {
            tls.received(bytes);
            afterTls();
        } else {
            plainReceived(bytes);
        }
    }

    @Override
    public void plainReceived(ByteBuffer buffer) {
        int count = buffer.remaining();
        if (isEnding()) {
            close.discard(count, this);
            return;
        }
        if (input == null || input.kept().isEmpty() && !input.isHeld()) {
            byte[] bytes = loop.turnBuffers().bytes(count);
            buffer.get(bytes, 0, count);
            offer(bytes, 0, count);
        } else if (!input.kept().add(buffer)) {
            exhausted();
        } else if (input.isHeld()) {
            updateInterest();
        } else {
            offerAllKept();
        }
    }

    @Override
    public void ended() {
        try {
            if (!isLost()) {
                endInput();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void endInput() {
        TlsStage tls = stage();
        if (tls != null && !tls.isCloseReceived() && !isEnding()) {
            end(
                    new ConnectionLost(
                            tls.isCompleted()
                                    ? "the connection was cut off: it ended without TLS's close_notify"
                                    : "the connection ended before the TLS handshake did"),
                    false);
            return;
        }
        needInput().end();
        updateInterest();
        if (isEnding()) {
            close.proceed(this);
        } else {
            tellInputEnd();
        }
    }

    /** Input that was kept is shown before its end is told. */
    private void tellInputEnd() {
        if (isOpen() && input != null && input.takeEnd()) {
            serve(Event.INPUT_END);
        }
    }

    @Override
    public void failed(IOException cause) {
        end(new ConnectionLost("the connection was lost: " + cause.getMessage(), cause), false);
    }

    @Override
    public void keepRest(Input shown) {
        if (!isOpen() || shown.remaining() == 0) {
            forgetInput();
        } else if (!needInput().keepRest(shown)) {
            exhausted();
        }
    }

    private void forgetInput() {
        if (input != null) {
            input.kept().clear();
        }
    }

    private StreamInput needInput() {
        if (input == null) {
            input = new StreamInput(this);
        }
        return input;
    }

    @Override
    public boolean isInputEnded() {
        return input != null && input.isEnded();
    }

    // ---- turns of the protocol

    /** Shows the protocol input, in the loop's array or in the one of what was kept. */
    private void offer(byte[] bytes, int from, int to) {
        loop.begins();
        loop.turns().offer(this, protocol, bytes, from, to);
    }

    private void offerAllKept() {
        ByteQueue kept = input.kept();
        offer(kept.array(), kept.start(), kept.end());
    }

    private void offerKept() {
        input.offerIsDue(false);
        if (!input.isHeld() && !input.kept().isEmpty()) {
            offerAllKept();
        }
        if (!isLost()) {
            tellInputEnd();
            updateInterest();
        }
    }

    private void serve(Event event) {
        loop.begins();
        loop.turns().serve(this, protocol, event);
    }

    @Override
    public void turnEnded(boolean refusedMore, Throwable failure) {
        Throwable failed = failure;
        try {
            if (failed == null && !isLost()) {
                if (refusedMore && !isAboveHighWater()) {
                    drainedBelowLowWater();
                }
                settle();
            }
        } catch (Throwable e) {
            failed = e;
        }
        if (failed != null && !isLost()) {
            loop.connectionFailed(Level.ERROR, "failed; it ends", getPeer(), failed);
            fail(failed);
        }
    }

    /** All of a turn's output; what was written before TLS began goes before it, in clear. */
    @Override
    public void sendTurn(TurnBuffers buffers) {
        Output written = buffers.output();
        int from = 0;
        if (buffers.isTlsDue()) {
            from = buffers.clearBytes();
            send(written.array(), 0, from);
            TlsContext due = buffers.takeTlsDue();
            if (!isLost()) {
                beginTls(due);
            }
        }
        if (written.position() > from) {
            send(written.array(), from, written.position());
        }
    }

    @Override
    protected void run() {
        if (isLost()) {
            tellEnd();
            return;
        }
        try {
            runTurn();
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void runTurn() {
        if (close != null) {
            close.proceed(this);
        }
        if (isOpen() && is(WRITABLE_DUE) && !isAboveHighWater()) {
            set(WRITABLE_DUE, false);
            if (input != null) {
                input.peerHasRead();
            }
            serve(Event.WRITABLE);
        }
        if (isOpen() && input != null) {
            offerKept();
        } else {
            updateInterest();
        }
    }

    /** Goes on with an end that was asked for, and with what is read. */
    private void settle() {
        if (close == null) {
            updateInterest();
        } else {
            close.proceed(this);
        }
    }

    @Override
    public void updateInterest() {
        if (isLost()) {
            return;
        }
        int wanted = (reads() ? Ready.READ : 0) | (hasQueued() ? Ready.WRITE : 0);
        if (wanted != (state & INTEREST)) {
            state = (byte) (state & ~INTEREST | wanted);
            socket().interest(wanted);
        }
    }

    private boolean reads() {
        TlsStage tls = stage();
        if (isInputEnded() || tls != null && tls.isComputing()) {
            return false;
        }
        return isEnding()
                || (input == null || input.takesMore()) && (is(CLIENT) || !isAboveHighWater());
    }

    // ---- what goes

    private StreamOutput needOutput() {
        if (output == null) {
            output = new StreamOutput(loop, this);
        }
        return output;
    }

    private TlsStage stage() {
        return output == null ? null : output.tls();
    }

    private boolean hasQueued() {
        return output != null && output.hasQueued();
    }

    private boolean isAboveHighWater() {
        return output != null && output.isAboveHighWater();
    }

    private void send(byte[] bytes, int from, int to) {
        if (isLost() || from == to) {
            return;
        }
        if (output != null) {
            output.send(bytes, from, to);
            return;
        }
        int written = writeToSocket(bytes, from, to);
        if (written >= 0 && from + written < to) {
            needOutput().queue(bytes, from + written, to);
        }
    }

    @Override
    public int writeToSocket(byte[] bytes, int from, int to) {
        int at = from;
        try {
            boolean taken = true;
            while (taken && at < to) {
                ByteBuffer buffer = loop.turnBuffers().writeBuffer();
                int length = Math.min(buffer.capacity(), to - at);
                int written = socket().write(buffer.put(bytes, at, length).flip());
                taken = written == length;
                at += written;
            }
        } catch (IOException e) {
            failed(e);
            return -1;
        }
        unread = Math.min(unread, MAX_UNREAD) + at - from;
        return at - from;
    }

    @Override
    public void sendRaw(ByteBuffer record) {
        output.sendRaw(record);
    }

    @Override
    public void writable() {
        try {
            if (!isLost() && (output == null || output.drain())) {
                if (!hasQueued()) {
                    resetTimeout();
                }
                settle();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void drainedBelowLowWater() {
        set(WRITABLE_DUE, true);
        loop.afterTurn(this);
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (!isOpen() || close != null) {
            return;
        }
        if (isServed()) {
            loop.turnBuffers().output().write(data, offset, length);
        } else {
            push(data, offset, offset + length);
        }
    }

    /**
     * Sends what another connection's turn, or a task, has for this one. What fails here is this
     * connection's fault; a stack that is full is the caller's, too.
     */
    private void push(byte[] data, int from, int to) {
        try {
            send(data, from, to);
        } catch (StackOverflowError e) {
            fail(e);
            throw e;
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public Output output() {
        if (!isServed()) {
            throw new IllegalStateException(
                    "output() is for the connection that is being served: use write(byte[])");
        }
        return loop.turnBuffers().output();
    }

    @Override
    public boolean isServed() {
        return loop.turnBuffers().serves(this);
    }

    @Override
    public boolean flushIfFull() {
        TurnBuffers buffers = loop.turnBuffers();
        if (buffers.output().position() >= CHUNK_BYTES) {
            sendTurn(buffers);
            buffers.output().clear();
        }
        // A side that connected always reads: two that wait for each other would wait for ever.
        boolean full = isAboveHighWater() && !is(CLIENT);
        if (full) {
            needInput().awaitPeer();
        }
        return !full && isOpen();
    }

    @Override
    public boolean isWritable() {
        if (isServed() && loop.turnBuffers().output().position() > CHUNK_BYTES) {
            // What the network takes of it is known when the turn ends.
            loop.turnBuffers().refuseMore();
            return false;
        }
        return isOpen() && close == null && !isAboveHighWater();
    }

    @Override
    public int unsent() {
        return queued() + (isServed() ? loop.turnBuffers().output().position() : 0);
    }

    private int queued() {
        return output == null ? 0 : output.queuedBytes();
    }

    @Override
    public OutputLimits limits() {
        Factory factory = protocol == null ? null : protocol.factory();
        return factory == null ? OutputLimits.STANDARD : factory.outputLimits();
    }

    @Override
    public boolean reserve(long bytes) {
        return MemoryBudget.reserve(protocol == null ? null : protocol.factory(), loop, bytes);
    }

    @Override
    public void release(long bytes) {
        MemoryBudget.release(protocol == null ? null : protocol.factory(), loop, bytes);
    }

    @Override
    public void exhausted() {
        needOutput().exhausted();
    }

    // ---- reading

    @Override
    public void pauseReading() {
        needInput().pause();
    }

    @Override
    public void resumeReading() {
        if (input != null && input.resume()) {
            redeliver();
        }
    }

    @Override
    public void redeliver() {
        needInput().offerIsDue(true);
        loop.afterTurn(this);
    }

    // ---- TLS

    private void secure(TlsContext context) {
        InetSocketAddress address = getPeer() instanceof InetSocketAddress inet ? inet : null;
        needOutput()
                .secure(
                        new TlsStage(
                                loop,
                                this,
                                context,
                                is(CLIENT),
                                address == null ? null : address.getHostString(),
                                address == null ? -1 : address.getPort()));
    }

    @Override
    public void startTls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        if (isSecure()) {
            throw new IllegalStateException("the connection is secured by TLS already");
        }
        if (!isOpen() || dropsClearText()) {
            return;
        }
        if (isServed()) {
            loop.turnBuffers().secure(context);
        } else {
            beginTls(context);
        }
    }

    /**
     * Drops what came in clear behind the request for TLS, or its answer: it may be anybody's. True
     * if the connection cannot go on.
     */
    private boolean dropsClearText() {
        Input shown = loop.turnBuffers().input();
        boolean isShown = isServed() && shown.array().length > 0;
        int behind = isShown ? shown.remaining() : input == null ? 0 : input.kept().size();
        if (behind == 0) {
            return false;
        }
        loop.clearTextDropped(behind, getPeer());
        shown.consumeAll();
        forgetInput();
        if (is(CLIENT)) {
            loseConnection();
        }
        return is(CLIENT);
    }

    private void beginTls(TlsContext context) {
        secure(context);
        stage().begin();
        afterTls();
    }

    @Override
    public boolean isSecure() {
        return stage() != null || isServed() && loop.turnBuffers().isTlsDue();
    }

    @Override
    public Optional<TlsSession> tls() {
        TlsStage tls = stage();
        return tls == null ? Optional.empty() : tls.session();
    }

    @Override
    public void handshakeCompleted() {
        output.checkLowWater();
        if (close == null || !close.isAborting()) {
            serve(Event.SECURE);
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
        if (is(CLIENT) || timedOut) {
            end(reason, false);
        } else {
            closeBecauseOf(reason);
        }
    }

    /** The peer may have said in TLS that nothing more will come. */
    private void afterTls() {
        TlsStage tls = stage();
        if (!isLost() && tls.isCloseReceived() && !isInputEnded() && !tls.isOver()) {
            endInput();
        }
        if (!isLost() && isEnding()) {
            close.proceed(this);
        }
    }

    // ---- the end

    @Override
    public boolean isOpen() {
        return protocol != null && !isLost() && (close == null || close.isHalf());
    }

    /** Whether input is dropped, for the end was asked for. */
    private boolean isEnding() {
        return close != null && !close.isHalf();
    }

    private StreamClose needClose() {
        if (close == null) {
            close = new StreamClose();
        }
        return close;
    }

    @Override
    public void loseConnection() {
        if (isOpen()) {
            closeFully();
        }
    }

    private void closeFully() {
        needClose().close();
        forgetInput();
        leaveRing();
        if (limits().stall() == null) {
            loop.rings().closing().touch(this, loop.turnNs());
        }
        loop.afterTurn(this);
    }

    /** Closes the connection in order; {@code why} is told as the reason. */
    private void closeBecauseOf(Throwable why) {
        needClose().reason(why);
        if (isEnding()) {
            loop.afterTurn(this);
        } else {
            closeFully();
        }
    }

    /**
     * Ends the connection because of {@code failure}: what was sent before is delivered first,
     * unless memory or stack are exhausted. Never throws.
     */
    private void fail(Throwable failure) {
        if (isLost()) {
            return;
        }
        try {
            if (protocol != null && !(failure instanceof VirtualMachineError)) {
                closeBecauseOf(failure);
                return;
            }
        } catch (Throwable e) {
            loop.failed("A connection cannot be closed in order", e);
        }
        end(failure, false);
    }

    @Override
    public void loseWriteConnection() {
        if (isOpen() && close == null) {
            needClose();
            loop.afterTurn(this);
        }
    }

    @Override
    public void abortConnection() {
        abort(null);
    }

    @Override
    public void abort(Throwable reason) {
        if (!isLost() && (close == null || !close.isAborting())) {
            needClose().abort();
            if (reason != null) {
                close.reason(reason);
            }
            forgetInput();
            loop.afterTurn(this);
        }
    }

    @Override
    public boolean isDrained() {
        return output == null || output.isDrained();
    }

    @Override
    public void endTls() {
        TlsStage tls = stage();
        if (tls == null) {
            return;
        }
        if (!tls.isCompleted() && !close.isHalf()) {
            close.reason(new ConnectionAborted("this side closed the connection in the handshake"));
            tls.abandon();
        } else if (!tls.isCloseSent()) {
            tls.sendClose();
        }
    }

    @Override
    public void endOutput() {
        if (stage() != null) {
            endTls();
        } else if (!shutSocketOutput()) {
            return;
        }
        loop.afterTurn(
                new TurnTask() {
                    @Override
                    protected void run() {
                        if (isOpen()) {
                            serve(Event.OUTPUT_END);
                        }
                    }
                });
    }

    private boolean shutSocketOutput() {
        try {
            socket().shutdownOutput();
            return true;
        } catch (IOException e) {
            failed(e);
            return false;
        }
    }

    @Override
    public void awaitPeer() {
        if (!shutSocketOutput()) {
            return;
        }
        leaveRing();
        Ring closing = loop.rings().closing();
        if (closing.size() >= StreamClose.MOST) {
            closing.first().endUnconfirmed();
        }
        closing.touch(this, loop.turnNs());
    }

    @Override
    void endUnconfirmed() {
        close.giveUp(this);
    }

    @Override
    public void drop() {
        end(new ConnectionLost("the reactor was stopped"), false);
    }

    @Override
    void timeoutPassed(Ring passed) {
        if (isLost()) {
            return;
        }
        if (isOpen() && isSending(passed)
                || isEnding() && close.isClosing() && close.isWaitedForAgain(queued(), this)) {
            passed.touch(this, loop.nanoTime());
        } else if (isOpen()) {
            serve(Event.TIMEOUT);
        }
    }

    /**
     * Whether the peer is still being sent to, or is given time to read what it was sent: its time
     * has not begun. The bytes count for one more timeout, and not again.
     */
    private boolean isSending(Ring passed) {
        if (hasQueued()) {
            return true;
        }
        if (unread < READ_BYTES_PER_SECOND) {
            return false;
        }
        long worth = (passed.timeout().toSeconds() + 1) * READ_BYTES_PER_SECOND;
        unread = (int) Math.max(0, unread - worth);
        return true;
    }

    /** Ends the connection now; its protocol is told in a task of its own. Never throws. */
    @Override
    public void end(Throwable reason, boolean reset) {
        if (isLost()) {
            return;
        }
        set(LOST, true);
        try {
            release(reset);
        } catch (Throwable e) {
            loop.failed("A connection has ended, but was not released", e);
        }
        try {
            needClose().reason(reason);
        } catch (OutOfMemoryError e) {
            loop.failed("A connection has ended, but there is no memory for the reason", e);
        }
        loop.afterTurn(this);
    }

    /** Gives back what the connection holds: its memory first, as it may have exhausted it. */
    private void release(boolean reset) {
        try {
            forgetInput();
            if (output != null) {
                output.release();
            }
            leaveRing();
            loop.remove(this);
        } finally {
            socket().close(reset);
        }
    }

    @Override
    public boolean isLost() {
        return is(LOST);
    }

    /** Tells the protocol and the owner that the connection has ended, once. */
    private void tellEnd() {
        if (owner == null) {
            return;
        }
        Throwable reason = close == null || close.reason() == null ? UNKNOWN : close.reason();
        Protocol ended = protocol;
        Owner told = owner;
        protocol = null;
        owner = null;
        try {
            ended.endConnection(reason);
        } catch (Throwable e) {
            loop.connectionFailed(Level.ERROR, "failed when it had ended", getPeer(), e);
        } finally {
            told.connectionEnded(reason);
        }
    }

    // ---- what the loop tells the protocol

    @Override
    public void drainProtocol() {
        tellIfAccepted(Event.DRAIN);
    }

    @Override
    void tellOverload() {
        tellIfAccepted(Event.OVERLOAD);
    }

    private void tellIfAccepted(Event event) {
        if (!is(CLIENT) && isOpen()) {
            serve(event);
        }
    }

    @Override
    public void tellUnfinished() {
        if (!is(CLIENT) && isOpen()) {
            loop.unfinished(protocol, getPeer());
        }
    }
}
