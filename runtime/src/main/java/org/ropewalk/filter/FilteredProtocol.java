package org.ropewalk.filter;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.loop.KeptMemory;
import org.ropewalk.loop.StreamInput;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.reactor.UrgentData;
import org.ropewalk.tls.TlsContext;

/** A protocol whose bytes pass a filter. */
public final class FilteredProtocol extends ProtocolWrapper
        implements KeptMemory, StreamInput.Connection {
    private static final int FIRST_BYTES = 128;

    /** A buffer that a large turn has made larger is not kept. */
    private static final int MOST_KEPT_BYTES = 16 * 1024;

    private final Filter filter;

    /** What the filter has handed on, and the protocol has not consumed. */
    private final StreamInput input = new StreamInput(this, this);

    private final Input shown = new Input();

    /** What the protocol writes in this turn. */
    private final Output written = new Output(FIRST_BYTES);

    /** What the filter hands on to the protocol. */
    private final Output passed = new Output(FIRST_BYTES);

    /** What the filter sends to the peer. */
    private final Output sent = new Output(FIRST_BYTES);

    private final TurnTask offered =
            new TurnTask() {
                @Override
                protected void run() {
                    if (isOpen()) {
                        input.offerKept();
                    }
                }
            };

    private boolean served;

    private FilteredProtocol(Protocol wrapped, Filter filter) {
        super(wrapped);
        this.filter = filter;
    }

    /**
     * Puts a filter before a protocol, if there is one.
     *
     * @param protocol was built by {@code factory}
     * @param filters makes the filter of a connection; null if there is none
     */
    public static Protocol of(
            Protocol protocol, Factory factory, @Nullable Supplier<? extends Filter> filters) {
        if (filters == null) {
            return protocol;
        }
        protocol.builtBy(factory);
        return new FilteredProtocol(protocol, filters.get());
    }

    /** Returns the protocol that a filter wraps, or the same protocol if there is no filter. */
    public static Protocol unwrapped(Protocol built) {
        return built instanceof FilteredProtocol filtered ? filtered.wrapped() : built;
    }

    // ---- input

    @Override
    public void inputReceived(Input received) {
        if (filter instanceof ChainedCommands chained
                && chained.hasPayloads()
                && wrapped() instanceof PayloadReader reader) {
            parts(received, chained, reader);
        } else {
            pass(received, received.limit(), false);
        }
    }

    /** Passes one line or payload after the other: the first tells what the next is. */
    private void parts(Input received, ChainedCommands chained, PayloadReader reader) {
        while (received.remaining() > 0 && isOpen() && !input.isWaiting()) {
            boolean payload = reader.readsPayload();
            byte[] bytes = received.array();
            int end = chained.partEnd(bytes, received.position(), received.limit(), payload);
            pass(received, end, payload);
        }
        if (received.remaining() > 0 && isOpen()) {
            // The transport keeps the rest; it would tell the end of the input before that.
            super.redeliver();
        }
    }

    /** Passes what was received up to {@code end}: through the filter, or as it is. */
    private void pass(Input received, int end, boolean unfiltered) {
        passed.clear(MOST_KEPT_BYTES);
        sent.clear(MOST_KEPT_BYTES);
        if (unfiltered) {
            passed.write(received.array(), received.position(), end - received.position());
        } else {
            filter.received(received.array(), received.position(), end, passed, sent);
        }
        received.consumeTo(end);
        if (sent.position() > 0) {
            transport().write(sent.array(), 0, sent.position());
        }
        if (passed.position() == 0) {
            return;
        }
        if (!input.mustKeep()) {
            offer(passed.array(), 0, passed.position());
        } else if (!input.received(ByteBuffer.wrap(passed.array(), 0, passed.position()))) {
            abortConnection();
        }
    }

    @Override
    public void offer(byte[] bytes, int from, int to) {
        shown.show(bytes, from, to);
        serve(() -> wrapped().inputReceived(shown));
        if (!isOpen()) {
            input.clear();
        } else if (!input.keepRest(shown)) {
            abortConnection();
        }
    }

    @Override
    public void offerLater() {
        transport().loop().afterTurn(offered);
    }

    @Override
    public void readConnectionLost() {
        input.end();
        input.tellEnd();
    }

    @Override
    public void tellInputEnd() {
        serve(super::readConnectionLost);
    }

    @Override
    public void readConnectionEnds() {
        serve(super::readConnectionEnds);
    }

    @Override
    public void tellInputEndHeld() {
        serve(super::readConnectionEnds);
    }

    @Override
    public void pauseReading() {
        input.pause();
        super.pauseReading();
    }

    @Override
    public void resumeReading() {
        input.resume();
        super.resumeReading();
    }

    @Override
    public void redeliver() {
        input.redeliver();
    }

    @Override
    public boolean reserve(long bytes) {
        return MemoryBudget.reserve(wrapped().factory(), transport().loop(), bytes);
    }

    @Override
    public void release(long bytes) {
        MemoryBudget.release(wrapped().factory(), transport().loop(), bytes);
    }

    // ---- output

    @Override
    public void write(byte[] data, int offset, int length) {
        flush();
        send(data, offset, offset + length);
    }

    @Override
    public Output output() {
        if (!served) {
            throw new IllegalStateException("this connection is not being served");
        }
        return written;
    }

    @Override
    public boolean isServed() {
        return served;
    }

    @Override
    public boolean flushIfFull() {
        if (written.position() >= CHUNK_BYTES) {
            flush();
        }
        boolean more = super.flushIfFull();
        if (!more) {
            input.awaitPeer();
        }
        return more;
    }

    private void flush() {
        if (written.position() > 0) {
            send(written.array(), 0, written.position());
            written.clear(MOST_KEPT_BYTES);
        }
    }

    private void send(byte[] data, int begin, int end) {
        sent.clear(MOST_KEPT_BYTES);
        filter.sent(data, begin, end, sent);
        transport().write(sent.array(), 0, sent.position());
    }

    @Override
    public int unsent() {
        return super.unsent() + written.position();
    }

    @Override
    public void loseConnection() {
        flush();
        super.loseConnection();
    }

    @Override
    public void loseWriteConnection() {
        flush();
        super.loseWriteConnection();
    }

    @Override
    public void startTls(TlsContext context) {
        flush();
        // What came in clear after the command must not be read as if TLS had protected it.
        input.clear();
        shown.consumeAll();
        filter.restart();
        super.startTls(context);
    }

    // ---- turns

    /** The protocol writes into its own buffer, which is sent when {@code turn} has ended. */
    private void serve(Runnable turn) {
        served = true;
        try {
            turn.run();
        } finally {
            served = false;
            flush();
        }
    }

    @Override
    protected void connectionMade() {
        receiveUrgentBytes();
        serve(super::connectionMade);
    }

    /** A filter gets all bytes: a line whose end is urgent would have none. */
    private void receiveUrgentBytes() {
        try {
            transport().setOption(UrgentData.INLINE, true);
        } catch (UnsupportedOperationException | IllegalStateException e) {
            // This connection has no urgent bytes, or has ended.
        }
    }

    @Override
    public void handshakeCompleted() {
        serve(super::handshakeCompleted);
    }

    @Override
    public void writeConnectionLost() {
        serve(super::writeConnectionLost);
    }

    @Override
    public void timeoutConnection() {
        serve(super::timeoutConnection);
    }

    @Override
    public void drain() {
        serve(super::drain);
    }

    @Override
    public void overloadChanged() {
        serve(super::overloadChanged);
    }

    @Override
    public void writable() {
        input.peerHasRead();
        input.redeliver();
        serve(super::writable);
    }

    @Override
    protected void connectionLost(Throwable reason) {
        input.clear();
        super.connectionLost(reason);
    }
}
