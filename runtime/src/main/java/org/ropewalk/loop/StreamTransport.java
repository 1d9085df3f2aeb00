package org.ropewalk.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;
import org.ropewalk.loop.OutputBacklog.ReadPace;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * Moves bytes between a socket and a protocol, in turns. A turn is: the network calls {@link
 * #received}, the protocol is {@linkplain #offer offered} the input, its output is {@linkplain
 * #sendTurn sent}, then the turn {@linkplain #turnEnded ends}. Bytes pass straight through until
 * something must be kept, secured or closed: then a {@link StreamFlow} is made, which decides. As a
 * task of its loop, the transport does later work in a turn of its own, also the call of {@link
 * Protocol#connectionLost}.
 */
public final class StreamTransport extends LoopConnection implements StreamEvents {
    private final EventLoop loop;

    /** Null as long as all bytes pass straight through. */
    private StreamFlow flow;

    /** Bytes that the network has taken since the peer sent something: it may still read them. */
    private int unread;

    /** How far the end has got of a connection that needs no {@link StreamFlow} for it. */
    private byte ending;

    /**
     * A transport that has not begun.
     *
     * @param id its number in the log, without a sign
     * @param client whether this side connected, and did not accept
     * @param owner is called at the end
     */
    public StreamTransport(
            EventLoop loop, int id, StreamSocket socket, boolean client, Owner owner) {
        super(id, socket, client, owner);
        this.loop = loop;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    @Override
    Connections connections() {
        return loop.connections();
    }

    private StreamFlow needFlow() {
        if (flow == null) {
            flow = new StreamFlow(loop, this);
            flow.takeOver(ending);
        }
        return flow;
    }

    /**
     * Connects the protocol; on the loop's thread. Never throws.
     *
     * @param context how the connection is secured from its first byte on; null if it is not
     * @param preamble what is sent before everything, in clear
     * @param behind input that has arrived already
     */
    public void begin(Protocol connected, TlsContext context, byte[] preamble, byte[] behind) {
        enter(connected);
        try {
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
            needFlow().secure(context);
        }
        serve(Event.MADE);
        if (context != null && !isLost()) {
            flow.beginTls();
        }
        if (behind.length > 0 && !isLost()) {
            receive(ByteBuffer.wrap(behind));
        }
    }

    // ---- events of the socket

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
        if (flow == null) {
            offer(bytes);
        } else {
            flow.received(bytes);
        }
    }

    @Override
    public void ended() {
        try {
            if (flow == null && !isLost()) {
                ending = StreamFlow.PEER_ENDED;
                serve(Event.INPUT_END);
            } else if (!isLost()) {
                flow.endInput();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void writable() {
        try {
            if (!isLost() && flow != null) {
                flow.writable();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    public void outputWaits(int bytes) {
        if (!isLost()) {
            needFlow().outputWaits(bytes);
        }
    }

    @Override
    public void outputTaken(int bytes) {
        if (!isLost()) {
            flow.outputTaken(bytes);
        }
    }

    @Override
    public void outputReturned(ByteBuffer bytes) {
        if (!isLost()) {
            taken(-bytes.remaining());
            needFlow().outputReturned(bytes);
        }
    }

    // ---- turns of the protocol

    @Override
    void offer(ByteBuffer bytes) {
        loop.begins();
        loop.turns().offer(this, protocol(), bytes);
    }

    @Override
    public void offer(byte[] bytes, int from, int to) {
        loop.begins();
        loop.turns().offer(this, protocol(), bytes, from, to);
    }

    @Override
    void serve(Event event) {
        loop.begins();
        loop.turns().serve(this, protocol(), event);
    }

    @Override
    boolean isShownMore() {
        return isOpen() && (flow == null || flow.isShownMore());
    }

    @Override
    void keepRest(Input shown) {
        if (flow != null || shown.remaining() > 0) {
            needFlow().keepRest(shown);
        }
    }

    /** All of a turn's output; what was written before TLS began goes before it, in clear. */
    @Override
    void sendTurn(TurnBuffers buffers) {
        int from = buffers.isTlsDue() ? needFlow().secure(buffers) : 0;
        Output written = buffers.output();
        int taken = 0;
        if (written.isSplit() && !isLost() && (flow == null || !flow.hasOutput())) {
            taken = writeToSocket(written, from);
        }
        if (taken >= 0 && from + taken < written.position()) {
            send(written.array(), from + taken, written.position());
        }
    }

    @Override
    void turnEnded(boolean refusedMore, Throwable failure) {
        Throwable failed = failure;
        try {
            if (failed == null && !isLost()) {
                settle(refusedMore);
            }
        } catch (Throwable e) {
            failed = e;
        }
        if (failed != null && !isLost()) {
            loop.connectionLog().failed("failed in its protocol; it is closed", this, failed);
            fail(failed);
        }
    }

    private void settle(boolean refusedMore) {
        if (flow == null && ending == StreamFlow.ENDS_WITH_TURN && !socket().isSending()) {
            end(StreamClose.endedByPeer(), false);
        } else if (flow != null || refusedMore || ending >= StreamFlow.PEER_ENDED) {
            needFlow().settle(refusedMore);
        }
    }

    @Override
    void eventEnded() {
        if (flow == null && ending == StreamFlow.ENDS_WITH_TURN && !socket().isSending()) {
            end(StreamClose.endedByPeer(), false);
        } else if (flow != null || ending >= StreamFlow.PEER_ENDED) {
            turnEnded(false, null);
        }
    }

    @Override
    protected void run() {
        if (isLost()) {
            finish();
            return;
        }
        try {
            if (flow != null) {
                flow.run();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    @Override
    void updateInterest() {
        if (flow != null) {
            flow.updateInterest();
        }
    }

    // ---- output

    private void send(byte[] bytes, int from, int to) {
        if (isLost() || from == to) {
            return;
        }
        if (flow != null && flow.hasOutput()) {
            flow.send(bytes, from, to);
            return;
        }
        int written = writeToSocket(bytes, from, to);
        if (written >= 0 && from + written < to) {
            needFlow().queue(bytes, from + written, to);
        }
    }

    @Override
    int writeToSocket(byte[] bytes, int from, int to) {
        try {
            return taken(socket().write(bytes, from, to));
        } catch (IOException e) {
            failed(e);
            return -1;
        }
    }

    /** As the other, for an output that is split. */
    private int writeToSocket(Output written, int from) {
        try {
            return taken(socket().write(written, from, written.position()));
        } catch (IOException e) {
            failed(e);
            return -1;
        }
    }

    private int taken(int bytes) {
        unread = ReadPace.sent(unread, bytes);
        return bytes;
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (!takesOutput()) {
            return;
        }
        if (isServed()) {
            loop.turnBuffers().output().write(data, offset, length);
        } else {
            push(data, offset, offset + length);
        }
    }

    private boolean takesOutput() {
        return isOpen() && (flow == null || flow.takesOutput());
    }

    /**
     * Sends bytes that another connection's turn, or a task, has for this one. A failure here ends
     * this connection and not the caller's; a full stack is thrown to the caller, too.
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
        return loop.turnBuffers().outputOf(this);
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
        if (flow != null && flow.waitsForPeer()) {
            flow.needInput().awaitPeer();
            return false;
        }
        return isOpen();
    }

    @Override
    public boolean isWritable() {
        return !loop.turnBuffers().refusesMore(this)
                && takesOutput()
                && (flow == null || !flow.isAboveHighWater());
    }

    @Override
    public int unsent() {
        return (flow == null ? 0 : flow.queuedBytes()) + loop.turnBuffers().written(this);
    }

    // ---- input

    @Override
    public void pauseReading() {
        needFlow().needInput().pause();
    }

    @Override
    public void resumeReading() {
        StreamFlow.resumeInput(flow);
    }

    @Override
    public void redeliver() {
        needFlow().needInput().redeliver();
    }

    // ---- TLS

    @Override
    public void startTls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        if (isSecure()) {
            throw new IllegalStateException("the connection already uses TLS");
        }
        if (isOpen()) {
            needFlow().startTls(context);
        }
    }

    @Override
    public boolean isSecure() {
        return flow != null && flow.isSecure() || isServed() && loop.turnBuffers().isTlsDue();
    }

    @Override
    public Optional<TlsSession> tls() {
        return flow == null ? Optional.empty() : flow.session();
    }

    // ---- the end

    @Override
    public boolean isOpen() {
        return protocol() != null
                && !isLost()
                && (flow == null ? ending < StreamFlow.ENDS_WITH_TURN : !flow.isEnding());
    }

    @Override
    public void loseConnection() {
        if (flow == null && ending == StreamFlow.PEER_ENDED) {
            ending = StreamFlow.ENDS_WITH_TURN;
        } else if (isOpen()) {
            needFlow().close();
        }
    }

    @Override
    public void loseWriteConnection() {
        if (takesOutput()) {
            needFlow().closeOutput();
        }
    }

    @Override
    void abort(Throwable why) {
        if (!isLost()) {
            needFlow().abort(why);
        }
    }

    /**
     * Ends the connection because of {@code failure}: what was sent before is delivered first,
     * unless memory or stack are exhausted. Never throws.
     */
    private void fail(Throwable failure) {
        boolean inOrder = protocol() != null && !(failure instanceof VirtualMachineError);
        try {
            if (inOrder && !isLost()) {
                needFlow().closeBecauseOf(failure);
                return;
            }
        } catch (Throwable e) {
            loop.connectionLog().failed("cannot be closed in order", this, e);
        }
        end(failure, false);
    }

    @Override
    void endUnconfirmed() {
        flow.giveUp();
    }

    @Override
    void releaseMemory() {
        if (flow != null) {
            flow.release();
        }
    }

    // ---- the deadline

    @Override
    void timeoutPassed(Ring passed) {
        if (isLost()) {
            return;
        }
        if (isOpen() ? isSending(passed) : flow.isWaitedForAgain()) {
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
        if (flow != null && flow.hasQueued()) {
            return true;
        }
        boolean reads = ReadPace.isReading(unread);
        if (reads) {
            unread = ReadPace.left(unread, passed.timeout());
        }
        return reads;
    }
}
