package org.ropewalk.loop;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.tls.TlsContext;
import org.slf4j.event.Level;

/**
 * One connection over a socket. Keeps the input that its protocol leaves and the output that the
 * network does not take, both only while there is some; slows the peer down when it does not read;
 * ends exactly once. Its own {@link org.ropewalk.reactor.TurnTask}: what it must do later it does
 * in a turn of its own.
 */
final class StreamTransport extends StreamEndings implements Ready {
    private static final byte[] NOTHING = {};

    private final boolean client;

    /** The loop's other connections. */
    StreamTransport before;

    StreamTransport behind;
    private ByteQueue kept;
    private byte interest;
    private boolean served;
    private boolean paused;
    private boolean offerDue;
    private boolean waitsForPeer;
    private boolean inputEndTold;

    /** What a protocol is told of, in a turn. */
    private enum Event {
        MADE,
        INPUT_END,
        OUTPUT_END,
        WRITABLE,
        SECURE,
        DRAIN,
        PATIENCE,
        TIMEOUT
    }

    /**
     * A transport that has not begun.
     *
     * @param client whether this side connected, and did not accept
     * @param owner is told of the end
     */
    StreamTransport(EventLoop loop, StreamSocket socket, boolean client, Owner owner) {
        super(loop, socket, owner);
        this.client = client;
    }

    /**
     * Connects the protocol; on the loop's thread. Never throws.
     *
     * @param context how the connection is secured from its first byte on; null if it is not
     * @param preamble what is sent before everything, in clear
     * @param behind what has come already
     */
    void begin(Protocol connected, TlsContext context, byte[] preamble, byte[] behind) {
        protocol = connected;
        loop.add(this);
        try {
            interest = (byte) Ready.READ;
            socket.attach(loop.network(), this, interest);
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
            secure(context, client);
        }
        serve(Event.MADE);
        if (context != null && !lost) {
            tls.begin();
            afterTls();
        }
        if (behind.length > 0 && !lost) {
            received(ByteBuffer.wrap(behind));
        }
    }

    @Override
    public void ready(int operations) {
        try {
            if ((operations & Ready.WRITE) != 0 && !lost && drain()) {
                settle();
            }
            if ((operations & Ready.READ) != 0 && !lost) {
                receive();
            }
        } catch (Throwable e) {
            fail(e);
        }
    }

    private void receive() {
        ByteBuffer buffer = loop.readBuffer.clear();
        int count;
        try {
            count = socket.read(buffer);
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
            return;
        }
        if (count < 0) {
            inputEnded();
        } else if (count > 0) {
            unread = 0;
            received(buffer.flip());
        }
    }

    private void received(ByteBuffer buffer) {
        if (tls != null && !tls.isOver()) {
            tls.received(buffer);
            afterTls();
        } else {
            plainReceived(buffer);
        }
    }

    @Override
    public void plainReceived(ByteBuffer buffer) {
        int count = buffer.remaining();
        if (disconnecting || aborting) {
            discard(count);
            return;
        }
        boolean waits = paused || waitsForPeer;
        if (kept != null || waits) {
            keep(buffer);
            if (waits || aborting) {
                updateInterest();
            } else {
                offer(kept.array(), kept.start(), kept.end());
            }
            return;
        }
        byte[] bytes = loop.bytes(count);
        buffer.get(bytes, 0, count);
        offer(bytes, 0, count);
    }

    private void inputEnded() {
        if (tls != null && !tls.isCloseReceived() && !disconnecting) {
            end(
                    new ConnectionLost(
                            tls.isCompleted()
                                    ? "the connection was cut off: it ended without TLS's close_notify"
                                    : "the connection ended before the TLS handshake did"),
                    false);
            return;
        }
        inputEnded = true;
        updateInterest();
        if (disconnecting) {
            settle();
        } else {
            tellInputEnd();
        }
    }

    /** Input that was kept is shown before its end is told. */
    private void tellInputEnd() {
        if (inputEnded && !inputEndTold && isOpen() && !paused && !waitsForPeer && !offerDue) {
            inputEndTold = true;
            serve(Event.INPUT_END);
        }
    }

    /** Shows the protocol input, in the loop's array or in the one of what was kept. */
    private void offer(byte[] bytes, int from, int to) {
        Input input = loop.input;
        Throwable failure = null;
        beginTurn();
        input.show(bytes, from, to);
        try {
            protocol.inputReceived(input);
            keepRest(input);
        } catch (Throwable e) {
            failure = e;
        }
        input.show(NOTHING, 0, 0);
        endTurn(failure);
    }

    private void offerKept() {
        offerDue = false;
        if (isOpen() && !paused && !waitsForPeer && kept != null) {
            offer(kept.array(), kept.start(), kept.end());
        }
        if (!lost) {
            tellInputEnd();
            updateInterest();
        }
    }

    private void serve(Event event) {
        Throwable failure = null;
        beginTurn();
        try {
            tell(event);
        } catch (Throwable e) {
            failure = e;
        }
        endTurn(failure);
    }

    private void tell(Event event) {
        switch (event) {
            case MADE -> protocol.makeConnection(this);
            case INPUT_END -> protocol.readConnectionLost();
            case OUTPUT_END -> protocol.writeConnectionLost();
            case WRITABLE -> protocol.writable();
            case SECURE -> protocol.handshakeCompleted();
            case DRAIN -> protocol.drain();
            case PATIENCE -> protocol.overloadChanged();
            default -> protocol.timeoutConnection();
        }
    }

    private void beginTurn() {
        loop.begins();
        served = true;
        loop.output.clear();
    }

    /**
     * Sends what the protocol wrote, also before it failed: that is the peer's. The loop's arrays
     * are empty afterwards, whatever happens.
     *
     * @param failure what the protocol threw, or null
     */
    private void endTurn(Throwable failure) {
        Throwable failed = failure;
        try {
            sendTurn();
        } catch (Throwable e) {
            failed = failed == null ? e : failed;
        }
        loop.endTurn();
        served = false;
        try {
            if (failed == null && !lost) {
                noteRefusal();
                settle();
            }
        } catch (Throwable e) {
            failed = e;
        }
        loop.refusedMore = false;
        if (failed != null && !lost) {
            loop.connectionFailed(Level.ERROR, "failed; it ends", getPeer(), failed);
            fail(failed);
        }
    }

    private void sendTurn() {
        if (loop.output.position() > 0) {
            sendOutput(loop.output);
        } else if (loop.tlsDue != null) {
            beginTlsDue();
        }
    }

    /** A protocol that was told not to write more is told when it may. */
    private void noteRefusal() {
        if (loop.refusedMore && !aboveHighWater) {
            writableDue = true;
            loop.afterTurn(this);
        }
    }

    @Override
    Factory factory() {
        return protocol == null ? null : protocol.factory();
    }

    @Override
    protected void run() {
        if (lost) {
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
        if (aborting || disconnecting || outputEnding && !outputEnded) {
            settle();
        }
        if (isOpen()) {
            if (writableDue && !aboveHighWater) {
                writableDue = false;
                waitsForPeer = false;
                serve(Event.WRITABLE);
            }
            if (!lost) {
                offerKept();
            }
        }
    }

    @Override
    void updateInterest() {
        if (lost) {
            return;
        }
        boolean reads =
                !inputEnded
                        && !(tls != null && tls.isComputing())
                        && (disconnecting
                                || !waitsForPeer
                                        && !(aboveHighWater && !client)
                                        && !(keptBytes() >= CHUNK_BYTES && (paused || offerDue)));
        int wanted = (reads ? Ready.READ : 0) | (hasQueued() ? Ready.WRITE : 0);
        if (wanted != interest) {
            interest = (byte) wanted;
            socket.interest(wanted);
        }
    }

    @Override
    public void startTls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        if (isSecure()) {
            throw new IllegalStateException("the connection is secured by TLS already");
        }
        if (!isOpen()) {
            return;
        }
        int behind = isShown() ? loop.input.remaining() : keptBytes();
        if (behind > 0) {
            // What came in clear behind the request for TLS, or its answer, may be anybody's.
            loop.droppedClearText.log(
                    loop.nanoTime(),
                    Level.WARN,
                    "{} bytes that came from {} in clear in front of TLS are dropped",
                    behind,
                    getPeer());
            loop.input.consumeAll();
            forgetInput();
            if (client) {
                loseConnection();
                return;
            }
        }
        if (served) {
            loop.tlsDue = context;
            loop.clearBytes = loop.output.position();
        } else {
            beginTls(context);
        }
    }

    @Override
    void beginTls(TlsContext context) {
        secure(context, client);
        tls.begin();
        afterTls();
    }

    @Override
    public void handshakeCompleted() {
        checkLowWater();
        if (!aborting) {
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
        if (!lost) {
            updateInterest();
        }
    }

    @Override
    public void tlsFailed(TlsFailed reason, boolean timedOut) {
        if (client || timedOut) {
            end(reason, false);
        } else {
            closeBecauseOf(reason);
        }
    }

    /** The peer may have said in TLS that nothing more will come. */
    private void afterTls() {
        if (lost) {
            return;
        }
        if (tls.isCloseReceived() && !inputEnded && !tls.isOver()) {
            inputEnded();
        }
        if (!lost && disconnecting) {
            settle();
        }
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (!isOpen() || outputEnding) {
            return;
        }
        if (served) {
            loop.output.write(data, offset, length);
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
        if (!served) {
            throw new IllegalStateException(
                    "output() is for the connection that is being served: use write(byte[])");
        }
        return loop.output;
    }

    @Override
    public boolean isServed() {
        return served;
    }

    @Override
    public boolean flushIfFull() {
        Output output = loop.output;
        if (output.position() >= CHUNK_BYTES) {
            sendOutput(output);
            output.clear();
        }
        // A side that connected always reads: two that wait for each other would wait for ever.
        boolean full = aboveHighWater && !client;
        waitsForPeer |= full;
        return !full && isOpen();
    }

    @Override
    public boolean isWritable() {
        if (served && loop.output.position() > CHUNK_BYTES) {
            // What the network takes of it is known when the turn ends.
            loop.refusedMore = true;
            return false;
        }
        return isOpen() && !aboveHighWater && !outputEnding;
    }

    @Override
    public int unsent() {
        return queued() + (served ? loop.output.position() : 0);
    }

    @Override
    public void pauseReading() {
        paused = true;
    }

    @Override
    public void resumeReading() {
        if (paused) {
            paused = false;
            redeliver();
        }
    }

    @Override
    public void redeliver() {
        offerDue = true;
        loop.afterTurn(this);
    }

    /** Asks the protocol of an accepted connection to finish. */
    void drainProtocol() {
        if (!client && isOpen()) {
            serve(Event.DRAIN);
        }
    }

    /** Logs that the protocol of an accepted connection has not finished when it was asked to. */
    void tellUnfinished() {
        if (!client && isOpen()) {
            loop.unfinished.log(
                    loop.nanoTime(),
                    Level.INFO,
                    "{} with {} has not finished",
                    protocol,
                    getPeer());
        }
    }

    /** Asks the protocol of an accepted connection for less patience. */
    void tellPatience() {
        if (!client && isOpen()) {
            serve(Event.PATIENCE);
        }
    }

    @Override
    void leaveLoop() {
        loop.remove(this);
    }

    @Override
    void forgetInput() {
        if (kept != null) {
            kept.clear();
            kept = null;
        }
    }

    private int keptBytes() {
        return kept == null ? 0 : kept.size();
    }

    /** Keeps input behind what is kept already; without memory for it, this connection ends. */
    private void keep(ByteBuffer bytes) {
        if (kept == null) {
            kept = new ByteQueue(this);
        }
        if (!kept.add(bytes)) {
            exhausted();
        }
    }

    /** Keeps what the protocol has left of its input: where it is, if it was kept before. */
    private void keepRest(Input input) {
        int left = input.remaining();
        if (left == 0 || !isOpen()) {
            forgetInput();
        } else if (kept != null && kept.array() == input.array()) {
            kept.removeTo(input.position());
        } else {
            forgetInput();
            keep(ByteBuffer.wrap(input.array(), input.position(), left));
        }
    }

    /** Whether the input of this connection is being shown. */
    private boolean isShown() {
        return served && loop.input.array().length > 0;
    }

    @Override
    void tellOutputEnd() {
        serve(Event.OUTPUT_END);
    }

    @Override
    void tellTimeout() {
        serve(Event.TIMEOUT);
    }
}
