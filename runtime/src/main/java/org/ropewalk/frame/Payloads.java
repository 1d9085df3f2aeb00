package org.ropewalk.frame;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.ahead.LookAhead;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.PayloadStream;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Receives the payloads of a connection that arrive in parts, are received in pieces or are
 * skipped, and sends payloads in pieces: one each way at a time. Knows the line that is being
 * skipped, too, and looks for one while input is suspended. Made at the first of them.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class Payloads {
    private static final byte[] NO_LINE = {};

    /** Room for the first bytes of a payload that has begun to come. */
    private static final int STEP_BYTES = 64;

    /** So many bytes of a large read are looked at for a payload that the rest belongs to. */
    private static final int FIRST_BYTES = 1_024;

    private final ReadControl framer;
    private final FrameHandler handler;
    private final LineFormat format;
    private final Transport transport;
    private final LineScratch scratch;

    /** The payload in progress; null if there is none. */
    private Region region;

    /** The payload that has arrived completely, while its command is handled; else null. */
    private KeptBytes delivered;

    /** What is being received in pieces; null if nothing is. */
    private InboundPayload inbound;

    /** What is being sent in pieces; null if nothing is. */
    private OutboundPayload outbound;

    /** A line over its limit that is being skipped; null if there is none. */
    private DiscardedLine discarded;

    /** What looks for a line that may be read while input is suspended; null if none may. */
    private LookAhead ahead;

    /** Whether the next bytes begin a payload that has no line: see {@link #expectStream}. */
    private boolean callDue;

    /** Whether input is suspended at the end of the payload that is received in pieces. */
    private boolean suspendsBehind;

    Payloads(
            ReadControl framer,
            FrameHandler handler,
            LineFormat format,
            @Nullable Transport transport,
            @Nullable LineScratch scratch) {
        this.framer = framer;
        this.handler = handler;
        this.format = format;
        this.transport = transport;
        this.scratch = scratch;
    }

    /** Whether a payload is being received, or is awaited. */
    public boolean isReceiving() {
        return region != null || callDue;
    }

    /** Whether a line is being skipped. */
    static boolean isDiscarding(@Nullable Payloads payloads) {
        return payloads != null && payloads.discarded != null;
    }

    /** The line that is being skipped; null if there is none. */
    @Nullable DiscardedLine discarded() {
        return discarded;
    }

    /** Skips {@code line} to its end; null if that has come. */
    void discard(@Nullable DiscardedLine line) {
        discarded = line;
    }

    /** Looks, while input is suspended, for a line that {@code interrupts} accepts. */
    void lookAhead(@Nullable Predicate<LineReader> interrupts) {
        ahead = LookAhead.of(transport, format, interrupts, ahead);
    }

    /** What looks for a line that may be read while input is suspended; null if none may. */
    static @Nullable LookAhead ahead(@Nullable Payloads payloads) {
        return payloads == null ? null : payloads.ahead;
    }

    boolean hasRegion() {
        return region != null;
    }

    // ---- what is awaited

    void expect(LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (count > bounds.payload()) {
            refuse(line, count, trailer, bounds);
            return;
        }
        region =
                new Region(
                        line.copy(),
                        new CountedEnd(count, trailer, format),
                        KeptSink.counted(
                                handler.factory(), transport.loop(), (int) count, STEP_BYTES),
                        bounds);
    }

    void expect(LineReader line, PayloadEnd end, LineLimits bounds) {
        region = new Region(line.copy(), ended(end), kept(bounds.payload()), bounds);
    }

    /**
     * Expects a line with literals, which begins with {@code first}: it is received in parts, from
     * its begin. Always true.
     */
    boolean expectLine(LineReader first, LineLimits bounds) {
        LiteralLine line = new LiteralLine(handler, format, bounds);
        region = new Region(first.copy(), line, kept(LineLimits.UNLIMITED), bounds);
        return true;
    }

    /**
     * As {@link #expectLine}, if the byte at {@code at} is in a block of the line; whether it is.
     */
    boolean expectBlock(LineScratch scratch, Input input, int at, LineLimits bounds) {
        byte[] bytes = input.array();
        int start = input.position();
        return format.blockContent(bytes, start, at) >= 0
                && expectLine(scratch.show(bytes, start, at, format), bounds);
    }

    /** Expects a payload without a line, which ends at {@code end}. */
    public void expect(PayloadEnd end, LineLimits bounds) {
        region = new Region(NO_LINE, ended(end), kept(bounds.payload()), bounds);
    }

    private KeptSink kept(int mostBytes) {
        return new KeptSink(handler.factory(), transport.loop(), mostBytes, STEP_BYTES);
    }

    private RegionEnd ended(PayloadEnd end) {
        return switch (end.kind()) {
            case LINE -> new LinesEnd(end.line(), end.isStuffed(), format.payloadsHaveCrLf());
            case DELIMITED -> new DelimitedEnd(end);
            case UINT32_CHUNKS -> new ChunksEnd(false);
            case HEX_CHUNKS -> new ChunksEnd(true);
            default -> new CloseEnd();
        };
    }

    /** A payload is over its limit. */
    private void refuse(LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (handler.skips(FrameError.TOO_BIG) && count <= bounds.payloadDiscard()) {
            RegionEnd end = new CountedEnd(count, trailer, format);
            region = new Region(line.copy(), end, new SkippedSink(FrameError.TOO_BIG), bounds);
        } else {
            handler.frameError(FrameError.TOO_BIG, line, true);
        }
    }

    void skip(long count, Trailer trailer, LineLimits bounds) {
        if (count < 0 || count > bounds.payloadDiscard()) {
            handler.framingLost(FrameError.PAYLOAD_END);
        } else {
            skip(new CountedEnd(count, trailer, format), bounds);
        }
    }

    void skip(PayloadEnd end, LineLimits bounds) {
        if (end == PayloadEnd.CLOSE) {
            handler.framingLost(FrameError.PAYLOAD_END);
        } else {
            skip(ended(end), bounds);
        }
    }

    private void skip(RegionEnd end, LineLimits bounds) {
        region = new Region(null, end, new SkippedSink(null), bounds);
    }

    /**
     * The payload of {@code count} bytes after {@code line}, as it will arrive; null if it is over
     * its limit, which is reported.
     */
    public @Nullable PayloadStream streamed(
            LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (count > bounds.payload()) {
            refuse(line, count, trailer, bounds);
            return null;
        }
        return stream(line, count, new CountedEnd(count, trailer, format), bounds);
    }

    /** The payload after {@code line} that ends at {@code end}, as it will arrive. */
    public PayloadStream streamed(LineReader line, PayloadEnd end, LineLimits bounds) {
        return stream(line, -1, ended(end), bounds);
    }

    private PayloadStream stream(LineReader line, long count, RegionEnd end, LineLimits bounds) {
        InboundPayload stream =
                new InboundPayload(framer, handler.factory(), transport, bounds, count);
        region = new Region(line.copy(), end, stream, bounds);
        inbound = stream;
        return PayloadStream.received(count, stream, stream::cancel);
    }

    /**
     * Expects a streamed payload without a line. {@link FrameHandler#lineReceived} is called with
     * an empty line when it begins.
     */
    public void expectStream() {
        callDue = true;
    }

    // ---- what comes

    /**
     * Takes bytes of a counted payload that is kept until it is whole, but for its last one.
     *
     * @param payloads of the connection; null before the first
     * @return how many of the bytes that are left are read first
     */
    static int take(@Nullable Payloads payloads, ByteBuffer received) {
        if (payloads != null && payloads.takesMore()) {
            Region payload = payloads.region;
            ((CountedEnd) payload.end()).take(received, (KeptSink) payload.sink());
        }
        return Math.min(FIRST_BYTES, received.remaining());
    }

    private boolean takesMore() {
        return region != null
                && region.end() instanceof CountedEnd counted
                && counted.takesMore()
                && region.sink() instanceof KeptSink;
    }

    /** Takes what has arrived; false if it takes more bytes, or its reader must request them. */
    boolean read(Input input) {
        if (callDue) {
            call();
            return true;
        }
        if (input.hasRest() && takesMore()) {
            // The next call of take takes these bytes and the rest from where they have arrived.
            return false;
        }
        return inbound == null ? read(region, input) : read(region, inbound, input);
    }

    private void call() {
        callDue = false;
        whileReady(() -> handler.lineReceived(shown(NO_LINE)));
    }

    private boolean read(@Nullable Region payload, Input input) {
        switch (payload.read(input)) {
            case MORE:
                if (!isTooFar(payload)) {
                    return false;
                }
                lose(payload, payload.sink().refusal());
                return true;
            case WRONG_END:
                lose(payload, payload.end().wrongEnd());
                return true;
            case TOO_FAR:
                lose(payload, payload.refusal());
                return true;
            default:
                complete(payload);
                return true;
        }
    }

    /** Whether it is so far over its limit that its end is not waited for. */
    private boolean isTooFar(Region payload) {
        if (payload.line() == null) {
            return payload.isBeyondDiscard();
        }
        return payload.sink().refusal() != null
                && (payload.isBeyondDiscard() || !handler.skips(FrameError.TOO_BIG));
    }

    /** Nothing after it can be read. */
    private void lose(Region payload, FrameError error) {
        region = null;
        payload.sink().release();
        if (payload.line() == null) {
            handler.framingLost(FrameError.PAYLOAD_END);
        } else {
            handler.frameError(error, shown(payload.line()), true);
        }
    }

    /** It has arrived completely. */
    private void complete(Region payload) {
        region = null;
        if (payload.line() == null) {
            return;
        }
        LineReader line = shown(payload.line());
        FrameError refusal = payload.refusal();
        if (refusal != null) {
            payload.sink().release();
            payload.end().refuse(refusal, line, handler);
        } else if (payload.end() instanceof LiteralLine whole) {
            whole.deliver(((KeptSink) payload.sink()).bytes(), scratch);
        } else if (payload.sink() instanceof KeptSink kept) {
            deliver(line, kept.bytes());
        }
    }

    private void deliver(LineReader line, KeptBytes bytes) {
        delivered = bytes;
        scratch.showKept(bytes);
        scratch.payloadReady(true);
        try {
            handler.lineReceived(line);
        } finally {
            scratch.payloadReady(false);
            bytes.release();
            delivered = null;
        }
    }

    /** Hands on {@code line} again, whose payload was skipped, with an empty one. */
    public void deliverNothing(LineReader line) {
        scratch.showPayload(NO_LINE, 0, 0);
        whileReady(() -> handler.lineReceived(line));
    }

    /** Runs what takes the payload that is shown. */
    public void whileReady(Runnable taker) {
        scratch.payloadReady(true);
        try {
            taker.run();
        } finally {
            scratch.payloadReady(false);
        }
    }

    /**
     * Runs what takes a payload that has arrived before: it takes and skips nothing of the input.
     */
    public void replay(Slice kept, Runnable taker) {
        Slice shown = scratch.payload();
        boolean ready = scratch.isPayloadReady();
        KeptBytes arrived = delivered;
        delivered = null;
        scratch.showPayload(kept);
        scratch.payloadReady(true);
        try {
            taker.run();
        } finally {
            scratch.payloadReady(ready);
            scratch.showPayload(shown);
            delivered = arrived;
        }
    }

    /** The handler has a copy of what is being handled: that is counted instead. */
    void uncountDelivered() {
        if (delivered != null) {
            delivered.uncount();
        }
    }

    private LineReader shown(byte[] line) {
        return handler.announced(scratch.show(line, 0, line.length, format));
    }

    private boolean read(@Nullable Region payload, InboundPayload stream, Input input) {
        if (!stream.isWanted() && !payload.end().hasAllContent()) {
            stream.stall();
            transport.pauseReading();
            return false;
        }
        Progress progress = payload.read(input);
        if (stream.refusal() != null) {
            lose(stream.refusal());
            return true;
        }
        stream.handOn();
        switch (progress) {
            case MORE:
                return input.remaining() > 0 && !payload.end().hasAllContent();
            case WRONG_END:
                lose(FrameError.PAYLOAD_END);
                return true;
            default:
                if (payload.end().fault() != null) {
                    fail(payload.end().fault());
                } else {
                    endInbound().end();
                }
                return true;
        }
    }

    /** Ends the payload that is being received in pieces, and returns it. */
    private InboundPayload endInbound() {
        InboundPayload stream = inbound;
        inbound = null;
        region = null;
        if (suspendsBehind) {
            suspendsBehind = false;
            framer.suspend();
        }
        return stream;
    }

    private void fail(FrameError error) {
        InboundPayload stream = endInbound();
        handler.streamFailed(error);
        stream.fail(new PayloadException(error));
    }

    private void lose(FrameError error) {
        fail(error);
        handler.framingLost(error);
    }

    @Nullable InboundPayload inbound() {
        return inbound;
    }

    /**
     * The command of the payload that is received in pieces was handled: drops the payload unless
     * the reply waits for it. False if none is received.
     */
    public boolean discardUnread() {
        InboundPayload unread = inbound;
        if (unread != null && !unread.isAwaited()) {
            unread.discard();
        }
        return unread != null;
    }

    /** Whether the reader of a payload wants nothing of what has arrived. */
    boolean isStalled() {
        return inbound != null && inbound.isStalled();
    }

    void suspendsBehind(boolean now) {
        suspendsBehind = now;
    }

    /** Whether the time of what is being received runs. */
    boolean isClocked() {
        return region.isClocked();
    }

    /** Lets the time of what is being received run; returns how much there is, null if no limit. */
    @Nullable Duration clock() {
        return region.clock(transport.loop().nanoTime());
    }

    /**
     * When to look again whether it comes fast enough; null if its time is over, or it has come.
     */
    @Nullable Duration timeLeft() {
        return region == null ? null : region.left(transport.loop().nanoTime());
    }

    /** The input has ended: hands on the payload that ends with it; false if there is none. */
    boolean inputEnded() {
        if (callDue) {
            call();
        }
        if (region == null || !region.end().endsWithInput()) {
            return false;
        }
        if (inbound != null) {
            endInbound().end();
        } else {
            complete(region);
        }
        return true;
    }

    // ---- what goes

    /** Sends a payload before everything else; nothing else may be written before its end. */
    public void send(OutboundPayload payload) {
        outbound = payload;
        payload.begin();
    }

    /** What was being sent is whole. */
    public void sent() {
        outbound = null;
    }

    boolean isSending() {
        return outbound != null;
    }

    /** The peer has read enough that more may be written. */
    public void writable() {
        if (outbound != null) {
            outbound.writable();
        }
    }

    /** The connection has ended. */
    void dispose(Throwable reason) {
        if (region != null) {
            region.sink().release();
        }
        if (outbound != null) {
            outbound.stop();
            outbound = null;
        }
        if (inbound != null) {
            endInbound().fail(reason);
        }
    }

    /**
     * What is waited for now.
     *
     * @param payloads of the connection; null before the first
     * @param held whether input is suspended
     * @param within whether a part of a line has arrived
     */
    static ReadWait next(@Nullable Payloads payloads, boolean held, boolean within) {
        if (held || payloads != null && payloads.isStalled()) {
            return ReadWait.REPLY;
        }
        ReadWait line = within ? ReadWait.LINE_END : ReadWait.COMMAND;
        return payloads != null && payloads.hasRegion() ? ReadWait.PAYLOAD : line;
    }
}
