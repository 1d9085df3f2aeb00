package org.ropewalk.testing;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.KeptMemory;
import org.ropewalk.loop.StreamInput;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * A transport for tests of one protocol. It stores what the protocol writes; the test {@linkplain
 * #deliver delivers} input and {@linkplain #advance moves} the clock. It keeps unconsumed input as
 * a real transport does. Belongs to one thread.
 *
 * <p>{@code transport.connect(protocol)} makes the connection. An exception of the protocol is
 * thrown to the test; the connection stays open.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class StringTransport implements Transport {
    private static final SocketAddress PEER = address(192, 168, 1, 1, 54321);
    private static final SocketAddress HOST = address(10, 0, 0, 1, 12345);

    private static final KeptMemory UNBOUNDED =
            new KeptMemory() {
                @Override
                public boolean reserve(long bytes) {
                    return true;
                }

                @Override
                public void release(long bytes) {}
            };

    private final StringLoop loop = new StringLoop();
    private final Input input = new Input();
    private final Output output = new Output(256);
    private final Output written = new Output(256);
    private final StreamInput kept = new StreamInput(UNBOUNDED, new Shown());
    private final Map<SocketOption<?>, Object> options = new HashMap<>();
    private Protocol protocol;
    private Duration timeout;
    private DelayedCall timeoutCall;
    private boolean served;
    private boolean unwritable;
    private boolean outputEnded;
    private boolean disconnecting;
    private boolean aborting;
    private boolean lost;
    private boolean secure;
    private Optional<TlsSession> session = Optional.empty();

    /** A transport that is not connected yet. */
    public StringTransport() {}

    private static SocketAddress address(int a, int b, int c, int d, int port) {
        byte[] octets = {(byte) a, (byte) b, (byte) c, (byte) d};
        try {
            return new InetSocketAddress(InetAddress.getByAddress(octets), port);
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    // ---- what the test does

    /** Makes the connection; returns this. */
    public StringTransport connect(Protocol connected) {
        protocol = Objects.requireNonNull(connected, "connected");
        loop.serves(connected);
        serve(() -> protocol.makeConnection(this));
        runTurns();
        return this;
    }

    /** Connects a protocol that {@code factory} builds; returns this. */
    public StringTransport connect(Factory factory) {
        Protocol built = factory.buildProtocol(PEER);
        if (built.factory() == null) {
            built.builtBy(factory);
        }
        return connect(built);
    }

    /** Informs the protocol that the program is about to end ({@link Protocol#drain()}). */
    public void drain() {
        serve(protocol::drain);
        runTurns();
    }

    /**
     * Delivers {@code data} from the peer, and runs all turns that follow. Inside a turn of the
     * protocol, it is delivered in a later one.
     */
    public void deliver(byte[] data) {
        if (served) {
            byte[] later = data.clone();
            loop.callFromThread(() -> deliver(later));
            return;
        }
        if (isOpen()) {
            receive(ByteBuffer.wrap(data));
        }
        runTurns();
    }

    /** A protocol is offered all bytes that it may take, however few they are. */
    private void receive(ByteBuffer bytes) {
        boolean any = bytes.hasRemaining();
        if (any && !kept.mustKeep()) {
            protocol.takeInput(bytes);
        }
        if (bytes.hasRemaining() || !any) {
            kept.received(bytes);
        }
    }

    /** Delivers {@code text} from the peer, in UTF-8. */
    public void deliver(String text) {
        deliver(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Delivers the end of the peer's output. */
    public void deliverEnd() {
        kept.end();
        kept.tellEnd();
        runTurns();
    }

    /**
     * Makes the transport behave as if more than the high-water mark were queued, or as if
     * everything were sent.
     */
    public void setWritable(boolean writable) {
        boolean wasUnwritable = unwritable;
        unwritable = !writable;
        if (wasUnwritable && writable) {
            kept.peerHasRead();
            kept.redeliver();
            if (isOpen()) {
                serve(() -> protocol.writable());
            }
        }
        runTurns();
    }

    /**
     * Completes the TLS handshake that the protocol began: from now on, written and delivered bytes
     * are those inside TLS.
     */
    public void completeHandshake(TlsSession agreed) {
        session = Optional.of(agreed);
        serve(() -> protocol.handshakeCompleted());
        runTurns();
    }

    /** Moves the clock by {@code duration}, and runs the calls that are due. */
    public void advance(Duration duration) {
        loop.advance(duration);
        runTurns();
    }

    /** Runs all queued calls and tasks, and shows input again if that was requested. */
    public void runTurns() {
        loop.runTurns();
    }

    /** Ends the connection for {@code reason}, as the network would. */
    public void lose(Throwable reason) {
        if (!lost) {
            lost = true;
            kept.clear();
            setTimeout(null);
            protocol.endConnection(reason);
        }
    }

    /** Closes the connection if the protocol requested it, with the reason of a real transport. */
    public void finish() {
        if (aborting) {
            lose(new ConnectionAborted("this side aborted the connection"));
        } else if (disconnecting) {
            lose(new ConnectionDone("this side closed the connection"));
        }
    }

    /**
     * Everything that was written since the beginning or the last {@link #clear()} or {@link
     * #take()}.
     */
    public byte[] value() {
        return Arrays.copyOf(written.array(), written.position());
    }

    /** {@link #value()} as text, in UTF-8. */
    public String text() {
        return new String(value(), StandardCharsets.UTF_8);
    }

    /** {@link #value()}, then {@link #clear()}. */
    public byte[] take() {
        byte[] value = value();
        clear();
        return value;
    }

    /** {@link #take()} as text, in UTF-8. */
    public String takeText() {
        return new String(take(), StandardCharsets.UTF_8);
    }

    /** Forgets what was written. */
    public void clear() {
        written.clear();
    }

    /** What the protocol has left in its input. */
    public byte[] kept() {
        return kept.copy();
    }

    /** Whether the protocol has requested to close the connection in any way. */
    public boolean isDisconnecting() {
        return disconnecting || aborting;
    }

    /** Whether the protocol aborted the connection. */
    public boolean isAborting() {
        return aborting;
    }

    /** Whether the protocol has closed its output. */
    public boolean isOutputEnded() {
        return outputEnded;
    }

    /** Whether the protocol paused reading. */
    public boolean isPaused() {
        return kept.isPaused();
    }

    /** The timeout that the protocol has set, or null. */
    public @Nullable Duration timeout() {
        return timeout;
    }

    // ---- what the protocol sees

    @Override
    public void write(byte[] data, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, data.length);
        if (isOpen() && !outputEnded) {
            (served ? output : written).write(data, offset, length);
        }
    }

    @Override
    public Output output() {
        if (!served) {
            throw new IllegalStateException(
                    "output() is for the connection that is being served: use write(byte[])");
        }
        return output;
    }

    @Override
    public boolean isServed() {
        return served;
    }

    @Override
    public boolean flushIfFull() {
        if (unwritable) {
            kept.awaitPeer();
        }
        return !unwritable && isOpen();
    }

    @Override
    public boolean isWritable() {
        return !unwritable && isOpen() && !outputEnded;
    }

    /** Nothing: what was written is with the test. */
    @Override
    public int unsent() {
        return 0;
    }

    @Override
    public boolean isOpen() {
        return protocol != null && !lost && !disconnecting && !aborting;
    }

    @Override
    public void pauseReading() {
        kept.pause();
    }

    @Override
    public void resumeReading() {
        kept.resume();
    }

    @Override
    public void redeliver() {
        kept.redeliver();
    }

    @Override
    public void loseConnection() {
        if (isOpen()) {
            disconnecting = true;
            kept.clear();
        }
    }

    @Override
    public void loseWriteConnection() {
        if (isOpen() && !outputEnded) {
            loop.callFromThread(
                    () -> {
                        outputEnded = true;
                        serve(() -> protocol.writeConnectionLost());
                    });
        }
    }

    @Override
    public void abortConnection() {
        if (!lost) {
            aborting = true;
            kept.clear();
        }
    }

    @Override
    public void startTls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        if (secure) {
            throw new IllegalStateException("the connection already uses TLS");
        }
        if (!isOpen()) {
            return;
        }
        kept.clear();
        if (served) {
            input.consumeAll();
        }
        secure = true;
    }

    @Override
    public boolean isSecure() {
        return secure;
    }

    @Override
    public Optional<TlsSession> tls() {
        return session;
    }

    @Override
    public @Nullable Duration setTimeout(@Nullable Duration newTimeout) {
        if (newTimeout != null && (newTimeout.isZero() || newTimeout.isNegative())) {
            throw new IllegalArgumentException("a timeout must be positive, not " + newTimeout);
        }
        Duration before = timeout;
        timeout = newTimeout;
        resetTimeout();
        return before;
    }

    @Override
    public void resetTimeout() {
        if (timeoutCall != null) {
            timeoutCall.cancel();
            timeoutCall = null;
        }
        if (timeout != null) {
            timeoutCall = loop.callLater(timeout, this::timeOut);
        }
    }

    @Override
    public <T> void setOption(SocketOption<T> option, T value) {
        options.put(option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) {
        if (!options.containsKey(option)) {
            throw new IllegalStateException(option + " was not set");
        }
        return option.type().cast(options.get(option));
    }

    @Override
    public SocketAddress getPeer() {
        return PEER;
    }

    @Override
    public SocketAddress getHost() {
        return HOST;
    }

    /** Always 1: each transport of this kind is alone. */
    @Override
    public long id() {
        return 1;
    }

    @Override
    public Loop loop() {
        return loop;
    }

    // ---- turns

    private void timeOut() {
        timeoutCall = null;
        timeout = null;
        if (isOpen()) {
            serve(() -> protocol.timeoutConnection());
        }
    }

    private void serve(Runnable turn) {
        served = true;
        try {
            turn.run();
        } finally {
            served = false;
            written.write(output.array(), 0, output.position());
            output.clear();
        }
    }

    /** Shows the protocol what is kept. */
    private final class Shown extends TurnTask implements StreamInput.Connection {
        @Override
        public boolean isOpen() {
            return StringTransport.this.isOpen();
        }

        @Override
        public void offer(byte[] bytes, int from, int to) {
            input.show(bytes, from, to);
            try {
                serve(() -> protocol.inputReceived(input));
            } finally {
                if (isOpen()) {
                    kept.keepRest(input);
                }
            }
        }

        @Override
        public void tellInputEnd() {
            serve(() -> protocol.readConnectionLost());
        }

        @Override
        public void tellInputEndHeld() {
            serve(() -> protocol.readConnectionEnds());
        }

        @Override
        public void offerLater() {
            loop.afterTurn(this);
        }

        @Override
        protected void run() {
            if (isOpen()) {
                kept.offerKept();
            }
        }
    }
}
