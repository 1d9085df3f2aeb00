package org.ropewalk.loop;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection over a socket. Keeps the input that its protocol leaves and the output that the
 * network does not take, both only while there is some; slows the peer down when it does not read;
 * ends exactly once. Its own {@link TurnTask}: what it must do later it does in a turn of its own.
 */
final class StreamTransport extends TurnTask implements Transport, Ready {
    private static final Logger LOG = LoggerFactory.getLogger(StreamTransport.class);
    private static final byte[] NOTHING = {};

    /**
     * Queued output above which nothing more is read from the peer, and below which it is again.
     */
    private static final int HIGH_WATER_BYTES = 64 * 1024;

    private static final int LOW_WATER_BYTES = 32 * 1024;

    /**
     * Queued output beyond the high-water mark is a writer that does not ask; this much ends the
     * connection.
     */
    private static final int HARD_BYTES = 64 * 1024 * 1024;

    /** How long a connection that is closing may take to send what is queued. */
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(30);

    /** What a peer that was refused may still send before the connection is reset. */
    private static final int LINGER_BYTES = 1 << 20;

    /** What a protocol is told of, in a turn. */
    private enum Event {
        MADE,
        INPUT_END,
        OUTPUT_END,
        WRITABLE,
        TIMEOUT
    }

    /** Who is told that the connection has ended. */
    interface Owner {
        void connectionEnded(Throwable reason);
    }

    private final EventLoop loop;
    private final StreamSocket socket;
    private final SocketAddress peer;
    private Owner owner;
    private Protocol protocol;
    private byte[] kept = NOTHING;
    private byte[] queued = NOTHING;
    private int queuedFrom;
    private int queuedTo;
    private int interest;
    private int lingered;

    /** The ring of connections with this one's timeout, and its neighbours there. */
    IdleRing ring;

    StreamTransport ringBefore;
    StreamTransport ringBehind;
    long deadlineNs;

    private boolean served;
    private boolean paused;
    private boolean offerDue;
    private boolean waitsForPeer;
    private boolean aboveHighWater;
    private boolean inputEnded;
    private boolean inputEndTold;
    private boolean outputEnding;
    private boolean outputEnded;
    private boolean disconnecting;
    private boolean lingering;
    private boolean aborting;
    private boolean lost;
    private Throwable failure;

    StreamTransport(EventLoop loop, StreamSocket socket, SocketAddress peer, Owner owner) {
        this.loop = loop;
        this.socket = socket;
        this.peer = peer;
        this.owner = owner;
    }

    /** Connects the protocol; on the loop's thread. */
    void begin(Protocol connected) {
        protocol = connected;
        loop.add(this);
        try {
            interest = Ready.READ;
            socket.attach(loop.network(), this, interest);
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost before it began", e), true);
            return;
        }
        serve(Event.MADE);
    }

    // ---- the network

    @Override
    public void ready(int operations) {
        if ((operations & Ready.WRITE) != 0 && !lost) {
            drain();
        }
        if ((operations & Ready.READ) != 0 && !lost) {
            receive();
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
            received(buffer.flip(), count);
        }
    }

    private void received(ByteBuffer buffer, int count) {
        if (disconnecting || aborting) {
            lingered += count;
            if (lingered > LINGER_BYTES) {
                end(new ConnectionDone("this side closed the connection"), true);
            }
            return;
        }
        int before = kept.length;
        if (paused || waitsForPeer) {
            kept = Arrays.copyOf(kept, before + count);
            buffer.get(kept, before, count);
            updateInterest();
            return;
        }
        byte[] bytes = loop.bytes(before + count);
        System.arraycopy(kept, 0, bytes, 0, before);
        buffer.get(bytes, before, count);
        kept = NOTHING;
        offer(bytes, before + count);
    }

    private void inputEnded() {
        inputEnded = true;
        updateInterest();
        if (disconnecting) {
            if (queuedFrom == queuedTo) {
                end(new ConnectionDone("both sides closed the connection"), false);
            }
            return;
        }
        tellInputEnd();
    }

    /** Input that was kept is shown before its end is told. */
    private void tellInputEnd() {
        if (inputEnded && !inputEndTold && isOpen() && !paused && !waitsForPeer && !offerDue) {
            inputEndTold = true;
            serve(Event.INPUT_END);
        }
    }

    // ---- turns of the protocol

    private void offer(byte[] bytes, int length) {
        Input input = loop.input;
        input.show(bytes, 0, length);
        beginTurn();
        try {
            protocol.inputReceived(input);
        } catch (Throwable e) {
            failure = e;
        }
        int left = input.remaining();
        if (left > 0 && isOpen() && failure == null) {
            kept = input.take(left);
        }
        input.show(NOTHING, 0, 0);
        endTurn();
    }

    private void offerKept() {
        offerDue = false;
        if (isOpen() && !paused && !waitsForPeer && kept.length > 0) {
            byte[] shown = kept;
            kept = NOTHING;
            offer(shown, shown.length);
        }
        if (!lost) {
            tellInputEnd();
            updateInterest();
        }
    }

    private void serve(Event event) {
        beginTurn();
        try {
            tell(event);
        } catch (Throwable e) {
            failure = e;
        }
        endTurn();
    }

    private void tell(Event event) {
        switch (event) {
            case MADE -> protocol.makeConnection(this);
            case INPUT_END -> protocol.readConnectionLost();
            case OUTPUT_END -> protocol.writeConnectionLost();
            case WRITABLE -> protocol.writable();
            default -> protocol.timeoutConnection();
        }
    }

    private void beginTurn() {
        served = true;
        loop.output.clear();
    }

    /** Sends what the protocol wrote; the shared array is empty afterwards, whatever happens. */
    private void endTurn() {
        Output output = loop.output;
        try {
            if (output.position() > 0 && failure == null) {
                send(output.array(), 0, output.position());
            } else if (output.position() > 0) {
                sendBeforeFailure(output);
            }
        } finally {
            output.clear();
            served = false;
        }
        if (failure != null && !lost) {
            Throwable reason = failure;
            LOG.error("A protocol failed; its connection with {} ends", peer, reason);
            end(reason, false);
        } else if (!lost) {
            settle();
        }
    }

    /** What was answered before the failure is the peer's. */
    private void sendBeforeFailure(Output output) {
        Throwable reason = failure;
        send(output.array(), 0, output.position());
        failure = reason;
    }

    /** Goes on with an end that was asked for, and with what is read. */
    private void settle() {
        if (aborting) {
            end(new ConnectionAborted("this side aborted the connection"), true);
        } else if (disconnecting && queuedFrom == queuedTo) {
            finishDisconnecting();
        } else {
            if (outputEnding && !outputEnded && queuedFrom == queuedTo) {
                endOutput();
            }
            updateInterest();
        }
    }

    private void finishDisconnecting() {
        if (!lingering || inputEnded) {
            end(new ConnectionDone("this side closed the connection"), false);
            return;
        }
        if (!outputEnded) {
            outputEnded = true;
            try {
                socket.shutdownOutput();
            } catch (IOException e) {
                end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
                return;
            }
            loop.ring(LINGER).touch(detached());
        }
        updateInterest();
    }

    /** This transport, out of the ring that it may be in. */
    private StreamTransport detached() {
        if (ring != null) {
            ring.remove(this);
        }
        return this;
    }

    private void endOutput() {
        outputEnded = true;
        try {
            socket.shutdownOutput();
            loop.afterTurn(
                    new TurnTask() {
                        @Override
                        protected void run() {
                            if (isOpen()) {
                                serve(Event.OUTPUT_END);
                            }
                        }
                    });
        } catch (IOException e) {
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
        }
    }

    @Override
    protected void run() {
        if (lost) {
            return;
        }
        if (aborting || disconnecting || outputEnding && !outputEnded) {
            settle();
        }
        if (isOpen()) {
            if (waitsForPeer && !aboveHighWater) {
                waitsForPeer = false;
                serve(Event.WRITABLE);
            }
            if (!lost) {
                offerKept();
            }
        }
    }

    private void updateInterest() {
        if (lost) {
            return;
        }
        boolean reads =
                !inputEnded
                        && (disconnecting
                                ? lingering && outputEnded
                                : !waitsForPeer
                                        && !aboveHighWater
                                        && !(kept.length >= CHUNK_BYTES && (paused || offerDue)));
        int wanted = (reads ? Ready.READ : 0) | (queuedFrom < queuedTo ? Ready.WRITE : 0);
        if (wanted != interest) {
            interest = wanted;
            socket.interest(wanted);
        }
    }

    // ---- output

    private void send(byte[] bytes, int from, int to) {
        int at = from;
        if (queuedFrom == queuedTo) {
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
            queue(bytes, at, to);
        }
    }

    /** How many bytes were taken; -1 if the connection was lost by it. */
    private int write(ByteBuffer buffer) {
        try {
            return socket.write(buffer);
        } catch (IOException e) {
            failure = null;
            end(new ConnectionLost("the connection was lost: " + e.getMessage(), e), false);
            return -1;
        }
    }

    private void queue(byte[] bytes, int from, int to) {
        int length = to - from;
        if (queuedTo - queuedFrom + (long) length > HARD_BYTES) {
            LOG.warn("The peer {} does not read; its connection is reset", peer);
            aborting = true;
            loop.afterTurn(this);
            return;
        }
        if (queued.length - queuedTo < length) {
            int held = queuedTo - queuedFrom;
            byte[] larger =
                    new byte
                            [Math.max(
                                    held + length,
                                    Math.min(2 * queued.length, held + length + CHUNK_BYTES))];
            System.arraycopy(queued, queuedFrom, larger, 0, held);
            queued = larger;
            queuedFrom = 0;
            queuedTo = held;
        }
        System.arraycopy(bytes, from, queued, queuedTo, length);
        queuedTo += length;
        aboveHighWater |= queuedTo - queuedFrom > HIGH_WATER_BYTES;
        updateInterest();
    }

    /** The network takes bytes again. */
    private void drain() {
        ByteBuffer buffer = loop.writeBuffer;
        while (queuedFrom < queuedTo) {
            int length = Math.min(buffer.capacity(), queuedTo - queuedFrom);
            buffer.clear().put(queued, queuedFrom, length).flip();
            int written = write(buffer);
            if (written < 0) {
                return;
            }
            queuedFrom += written;
            if (written < length) {
                break;
            }
        }
        if (queuedFrom == queuedTo) {
            queued = NOTHING;
            queuedFrom = 0;
            queuedTo = 0;
        }
        if (aboveHighWater && queuedTo - queuedFrom < LOW_WATER_BYTES) {
            aboveHighWater = false;
            loop.afterTurn(this);
        }
        settle();
    }

    @Override
    public void write(byte[] data, int offset, int length) {
        java.util.Objects.checkFromIndexSize(offset, length, data.length);
        if (!isOpen() || outputEnding) {
            return;
        }
        if (served) {
            loop.output.write(data, offset, length);
        } else {
            send(data, offset, offset + length);
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
            send(output.array(), 0, output.position());
            output.clear();
        }
        if (aboveHighWater) {
            waitsForPeer = true;
        }
        return !aboveHighWater && isOpen();
    }

    @Override
    public boolean isWritable() {
        return isOpen() && !aboveHighWater && !outputEnding;
    }

    @Override
    public boolean isOpen() {
        return protocol != null && !lost && !disconnecting && !aborting;
    }

    // ---- input

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

    // ---- endings

    @Override
    public void loseConnection() {
        if (isOpen()) {
            disconnecting = true;
            kept = NOTHING;
            loop.ring(CLOSE_DEADLINE).touch(detached());
            loop.afterTurn(this);
        }
    }

    @Override
    public void lingerConnection() {
        lingering |= isOpen();
        loseConnection();
    }

    @Override
    public void loseWriteConnection() {
        if (isOpen() && !outputEnding) {
            outputEnding = true;
            loop.afterTurn(this);
        }
    }

    @Override
    public void abortConnection() {
        if (!lost && !aborting) {
            aborting = true;
            kept = NOTHING;
            loop.afterTurn(this);
        }
    }

    /** Drops the connection because its reactor ends. */
    void drop() {
        end(new ConnectionLost("the reactor was stopped"), false);
    }

    private void end(Throwable reason, boolean reset) {
        if (lost) {
            return;
        }
        lost = true;
        kept = NOTHING;
        queued = NOTHING;
        queuedFrom = 0;
        queuedTo = 0;
        detached();
        loop.remove(this);
        socket.close(reset);
        Protocol ended = protocol;
        Owner told = owner;
        protocol = null;
        owner = null;
        try {
            ended.endConnection(reason);
        } catch (Throwable e) {
            LOG.error("A protocol failed when its connection with {} had ended", peer, e);
        }
        if (told != null) {
            told.connectionEnded(reason);
        }
    }

    // ---- deadlines

    @Override
    public Duration setTimeout(Duration timeout) {
        if (timeout != null && (timeout.isZero() || timeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be positive, not " + timeout);
        }
        if (!isOpen()) {
            return null;
        }
        Duration before = ring == null ? null : ring.timeout();
        detached();
        if (timeout != null) {
            loop.ring(timeout).touch(this);
        }
        return before;
    }

    @Override
    public void resetTimeout() {
        if (ring != null && isOpen()) {
            ring.touch(this);
        }
    }

    /** The ring has dropped this connection, for its time has passed. */
    void timeoutPassed() {
        if (lost) {
            return;
        }
        if (disconnecting) {
            end(
                    lingering && outputEnded
                            ? new ConnectionDone("this side closed the connection")
                            : new ConnectionLost(
                                    "the peer did not take what was sent before the end"),
                    true);
        } else if (isOpen()) {
            serve(Event.TIMEOUT);
        }
    }

    // ---- facts

    @Override
    public SocketAddress getPeer() {
        return peer;
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
