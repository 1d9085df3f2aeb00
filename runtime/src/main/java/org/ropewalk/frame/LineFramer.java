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
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.resp.RespScanner;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Cuts what a connection receives into lines and payloads, the same however the network cuts it,
 * and sets the time in which they must come. The declared line end is the only one; a line over its
 * bound is skipped to its end and reported once; a counted payload is consumed exactly, or the
 * connection ends; what the end of the connection cuts off is never handed on. Nothing is handed on
 * after the end of the connection was asked for. Belongs to the connection's loop.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class LineFramer implements ReadControl {
    /** Commands of one connection that are served before another connection has its turn. */
    private static final int TURN_COMMANDS = 64;

    private final FrameHandler handler;
    private LineFormat format;
    private LineLimits limits;

    /** Finds values of RESP; null where there are only lines. */
    private final @Nullable RespScanner values;

    /** The connection; null before it is made, and after it has ended. */
    private Transport transport;

    private LineScratch scratch;

    /** Payloads that arrive in parts, or are received or sent in pieces; null before the first. */
    private Payloads payloads;

    /** Bytes of the line in the input that hold no end. */
    private int scanned;

    /** The number of the {@link ReadWait}, which takes less room than a reference. */
    private byte wait = ReadWait.NOTHING.number();

    /** What is known of the line in the input: {@link LineScratch#CONTROL}, for example. */
    private byte seen;

    private boolean draining;
    private boolean suspended;

    /** A framer of lines as {@code format} has them, bounded by {@code limits}. */
    public LineFramer(FrameHandler handler, LineFormat format, LineLimits limits) {
        this.handler = handler;
        this.limits = limits;
        this.format = format;
        this.values = format.resp() == null ? null : new RespScanner(format.resp());
    }

    /** The connection is made: waits for the first line. */
    public void connected(Transport made) {
        transport = made;
        scratch = made.loop().shared(LineScratch.KIND);
        limit(ReadWait.COMMAND);
    }

    /** How lines are encoded. */
    public LineFormat format() {
        return format;
    }

    /** Writes as {@code other} has it from now on, which reads as the format before. */
    public void format(LineFormat other) {
        format = other;
    }

    /** The limits that are in force. */
    public LineLimits limits() {
        return limits;
    }

    /** Sets other limits, from the next line on. */
    public void limits(LineLimits other) {
        if (other.idleSeconds() != limits.idleSeconds() && wait == ReadWait.COMMAND.number()) {
            wait = ReadWait.NOTHING.number();
        }
        limits = other;
    }

    // ---- input

    /** Bytes have arrived. */
    public void receive(Input input) {
        scratch.begin(input);
        int before = input.remaining();
        try {
            int left = TURN_COMMANDS;
            boolean more = transport.isOpen() && input.remaining() > 0 && !suspended;
            while (more) {
                more =
                        (isCollecting() ? collect(input) : findLine(input))
                                && transport.flushIfFull()
                                && input.remaining() > 0
                                && !suspended;
                if (more && --left == 0) {
                    transport.redeliver();
                    more = false;
                }
            }
            if (suspended) {
                LookAhead ahead = Payloads.ahead(payloads);
                LookAhead.look(transport, ahead, input, limits, scratch.reader(), this::findLine);
            }
        } finally {
            scratch.end();
            if (draining && !input.hasMore() && isBetweenLines() && transport.isOpen()) {
                handler.drained();
            }
            if (transport.isOpen()) {
                awaitNext(input.remaining() > 0, input.remaining() < before);
            } else {
                input.consumeAll();
            }
        }
    }

    /**
     * Moves bytes of a payload that is being received to where it is kept. Its last byte is left to
     * {@link #receive}, and so is all else. Returns how many bytes are received first: a payload
     * that they announce may be taken then.
     */
    public int take(ByteBuffer received) {
        boolean takes = !suspended && transport.isOpen();
        return takes ? Payloads.take(payloads, received) : received.remaining();
    }

    /** Looks for the end of a value of RESP; false if it has not arrived. */
    private boolean findValue(Input input) {
        int found = scratch.findValue(values, limits);
        scanned = found == RespScanner.MORE ? input.remaining() : 0;
        if (found < 0) {
            return refuseLine(LineScratch.valueFault(found), true);
        }
        scratch.handOnValue(found, values, format, handler);
        return found > 0;
    }

    /**
     * Receives, while input is suspended, a line that {@code interrupts} accepts; no line if that
     * is null.
     */
    public void lookAhead(@Nullable Predicate<LineReader> interrupts) {
        if (interrupts != null || payloads != null) {
            payloads().lookAhead(interrupts);
        }
    }

    /**
     * Looks for the end of the line; false if it has not arrived. This is the short way for a line
     * that has arrived whole and has nothing particular. All others go the long way, which would
     * hand on this line alike.
     */
    private boolean findLine(Input input) {
        if (format.readsPlainLines() && scanned == 0 && seen == LineScratch.NOTHING) {
            byte[] bytes = input.array();
            int start = input.position();
            int bound = (int) Math.min(input.limit() - 1, start + (long) limits.line() + 1);
            int at = ByteArrays.control(bytes, start, bound);
            if (at < bound && bytes[at] == '\r' && bytes[at + 1] == '\n') {
                input.consumeTo(at + 2);
                handler.lineReceived(scratch.show(bytes, start, at, format));
                return true;
            }
        }
        return findAnyLine(input);
    }

    private boolean findAnyLine(Input input) {
        byte[] bytes = input.array();
        int start = input.position();
        if (values != null && values.takes(bytes[start])) {
            return findValue(input);
        }
        if (format.otherEnds() != null) {
            return findOtherEnd(input);
        }
        int limit = input.limit();
        // A line end may begin after as many bytes as the limit allows; what is further away does
        // not count.
        int bound = (int) Math.min(limit, start + (long) limits.line() + 1);
        int at = start + scanned;
        while (true) {
            at = ByteArrays.control(bytes, at, bound);
            if (at == bound) {
                scanned = at - start;
                return scanned > limits.line() && tooLong(bytes, start);
            }
            if (bytes[at] == '\n') {
                return format.readsLf() ? takeLine(input, at, at + 1) : takeBare(input, at);
            }
            if (bytes[at] == '\r' && format.readsCrLf()) {
                if (at + 1 == limit) {
                    scanned = at - start;
                    return false;
                }
                boolean crLf = bytes[at + 1] == '\n';
                if (crLf || !format.readsLf()) {
                    return crLf ? takeLine(input, at, at + 2) : takeBare(input, at);
                }
            }
            if (at == start + 1 && LineScratch.isTls(bytes, start, format)) {
                return LineScratch.refuseTls(handler);
            }
            seen = LineScratch.CONTROL;
            at++;
        }
    }

    /** A CR or LF that ends no line here is in no line, but in a block of one. */
    private boolean takeBare(Input input, int at) {
        scanned = 0;
        return payloads().expectBlock(scratch, input, at, limits)
                || refuseLine(FrameError.LINE_END, true);
    }

    /** Looks for an end of the line that is not CR LF or LF alone; false if it has not arrived. */
    private boolean findOtherEnd(Input input) {
        Progress found = scratch.findEnd(format, scanned, limits.line(), seen);
        scanned = scratch.lineLength();
        seen = LineScratch.NOTHING;
        return switch (found) {
            case MORE -> false;
            case TOO_FAR -> tooLong(input.array(), input.position());
            case WRONG_END -> LineScratch.refuseTls(handler);
            case DONE -> takeFound(input, scratch.nextSeen());
        };
    }

    private boolean takeFound(Input input, byte next) {
        int start = input.position();
        seen = scratch.lineSeen();
        input.consumeTo(start + scratch.contentBegin());
        takeLine(input, start + scratch.contentEnd(), start + scratch.wholeLength());
        seen = next;
        return true;
    }

    /** Consumes the line that ends at {@code end}, and its end up to {@code next}; hands it on. */
    private boolean takeLine(Input input, int end, int next) {
        int start = input.position();
        byte[] bytes = input.array();
        FrameError fault = LineScratch.fault(seen, format, bytes, start, end);
        restartLine();
        if (format.announcesLiteral(bytes, start, end, next)) {
            return payloads().expectLine(scratch.show(bytes, start, next, format), limits);
        }
        input.consumeTo(next);
        LineReader line = scratch.show(bytes, start, end, format);
        if (fault != null) {
            PayloadEnd behind = handler.payloadBehind(line);
            handler.frameError(fault, line, fault.ends(behind));
            skipPayload(behind);
        } else {
            handler.lineReceived(line);
        }
        return true;
    }

    private boolean tooLong(byte[] bytes, int start) {
        LineReader begun = scratch.show(bytes, start, start + scanned, format);
        restartLine();
        if (format.hasLiterals()) {
            return payloads().expectLine(begun, limits);
        }
        PayloadEnd behind = handler.payloadBehind(begun.isVerbCut() ? emptyLine() : begun);
        payloads().discard(new DiscardedLine(behind));
        return handler.skips(FrameError.TOO_LONG) || refuseLine(FrameError.TOO_LONG, false);
    }

    private boolean collect(Input input) {
        if (Payloads.isDiscarding(payloads)) {
            return discard(payloads.discarded(), input);
        }
        if (wait == ReadWait.GREETING.number()) {
            handler.earlyInput(input);
            return true;
        }
        return payloads.read(input);
    }

    private boolean discard(DiscardedLine line, Input input) {
        Progress read = line.read(input, format, limits.lineDiscard());
        if (read == Progress.DONE) {
            return discarded(line);
        }
        boolean wrongEnd = read == Progress.WRONG_END;
        return read != Progress.MORE
                && refuseLine(wrongEnd ? FrameError.LINE_END : FrameError.TOO_LONG, true);
    }

    private boolean discarded(DiscardedLine line) {
        payloads.discard(null);
        seen = line.endedInCr() ? LineScratch.BEHIND_CR : LineScratch.NOTHING;
        refuseLine(line.error(), line.behind() == PayloadEnd.CLOSE);
        skipPayload(line.behind());
        return true;
    }

    private boolean refuseLine(FrameError error, boolean ends) {
        handler.frameError(error, emptyLine(), ends);
        return true;
    }

    /** Whether input is not read as lines now: a payload, a line that is skipped, early input. */
    public boolean isCollecting() {
        return payloads != null && payloads.isReceiving()
                || Payloads.isDiscarding(payloads)
                || wait == ReadWait.GREETING.number();
    }

    /** What has arrived is read from its beginning: others have consumed what was before. */
    public void restartLine() {
        scanned = 0;
        seen = LineScratch.NOTHING;
    }

    /** Whether nothing of a line has arrived, and nothing is under way. */
    private boolean isBetweenLines() {
        return wait == ReadWait.GREETING.number() || !isCollecting() && !suspended && scanned == 0;
    }

    /** What is being served and was not consumed yet; null if nothing is being served. */
    public @Nullable Input input() {
        return scratch.input();
    }

    /** An empty line. */
    public LineReader emptyLine() {
        return scratch.showNothing(format);
    }

    // ---- payloads

    /**
     * Whether the payload of {@code count} bytes after {@code line} has arrived completely; {@link
     * #payload()} then shows it. If not, the caller returns, and the line is received again when it
     * has. A payload over its limit, and one that does not end where it should, is reported and
     * false is returned too.
     */
    public boolean payloadArrived(LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (scratch.isPayloadReady()
                || count <= bounds.payload() && scratch.takePayload(count, trailer, format)) {
            return true;
        }
        // What has arrived of it is taken in the next step.
        payloads().expect(line, count, trailer, bounds);
        return false;
    }

    /** As the other method, for a payload without a length in a line. */
    public boolean payloadArrived(LineReader line, PayloadEnd end, LineLimits bounds) {
        if (scratch.isPayloadReady()) {
            return true;
        }
        payloads().expect(line, end, bounds);
        return false;
    }

    /** The payload that has arrived, valid until {@link FrameHandler#lineReceived} returns. */
    public @Nullable Slice payload() {
        return scratch.payload();
    }

    /**
     * The payload that has arrived, of which the handler makes a copy: what kept it until now is
     * not counted any more.
     */
    public @Nullable Slice takePayload() {
        if (payloads != null) {
            payloads.uncountDelivered();
        }
        return scratch.payload();
    }

    /** Whether the line is received again because its payload has arrived. */
    public boolean isPayloadReady() {
        return scratch.isPayloadReady();
    }

    /**
     * Skips the payload of {@code count} bytes of a refused command. The connection ends if that is
     * over its limit, or negative.
     */
    public void skipPayload(long count, Trailer trailer) {
        if (!scratch.isPayloadReady() && transport.isOpen()) {
            payloads().skip(count, trailer, limits);
        }
    }

    /**
     * Skips the payload of a refused command, up to {@code end}. The connection ends if the end is
     * unknown ({@link PayloadEnd#CLOSE}), or if the payload is over its limit.
     */
    public void skipPayload(PayloadEnd end) {
        if (end != PayloadEnd.NONE && !scratch.isPayloadReady() && transport.isOpen()) {
            payloads().skip(end, limits);
        }
    }

    /** Payloads that arrive in parts, or are received or sent in pieces. */
    public Payloads payloads() {
        if (payloads == null) {
            payloads = new Payloads(this, handler, format, transport, scratch);
        }
        return payloads;
    }

    /** Whether payloads have arrived in parts, or were received or sent in pieces. */
    public boolean hasPayloads() {
        return payloads != null;
    }

    /** What is being received in pieces; null if nothing is. */
    public @Nullable InboundPayload inbound() {
        return payloads == null ? null : payloads.inbound();
    }

    /** Whether a payload is being sent in pieces: nothing else may be written. */
    public boolean isSending() {
        return payloads != null && payloads.isSending();
    }

    // ---- pauses and ends

    /**
     * Receives nothing until {@link #resume()}; what has arrived is kept, and reading ends soon.
     */
    @Override
    public void suspend() {
        if (inbound() != null) {
            payloads.suspendsBehind(true);
        } else if (!suspended) {
            suspended = true;
            LookAhead.restart(Payloads.ahead(payloads));
            transport.pauseReading();
        }
    }

    /** Continues to receive, in a later turn. */
    public void resume() {
        if (payloads != null) {
            payloads.suspendsBehind(false);
        }
        if (suspended) {
            suspended = false;
            readOn();
            if (draining && transport.isOpen()) {
                // After the input that is kept, which is shown before.
                transport.loop().callLater(Duration.ZERO, this::drainedIfIdle);
            }
        }
    }

    /** Reads again: the reader of a payload wants more of it. */
    @Override
    public void readOn() {
        transport.resumeReading();
        if (transport.isOpen() && wait == ReadWait.REPLY.number()) {
            awaitNext(false, true);
        }
    }

    /**
     * The program is about to end: reports {@link FrameHandler#drained} when nothing is under way.
     */
    public void drain() {
        draining = true;
        drainedIfIdle();
    }

    private void drainedIfIdle() {
        if (transport != null && transport.isOpen() && isBetweenLines()) {
            handler.drained();
        }
    }

    /**
     * The input has ended: hands on the payload that ends with it, if one is being received.
     *
     * @return whether there was one
     */
    public boolean inputEnded() {
        return payloads != null && payloads.inputEnded();
    }

    /** The connection has ended: fails payloads that are being received or sent in pieces. */
    public void dispose(Throwable reason) {
        if (payloads != null) {
            payloads.dispose(reason);
            payloads = null;
        }
        transport = null;
        handler.disposed();
    }

    // ---- time

    /** Sets the clock for what is waited for now; a trickle does not extend it. */
    private void awaitNext(boolean bytesLeft, boolean progress) {
        ReadWait next =
                Payloads.next(payloads, suspended, bytesLeft || Payloads.isDiscarding(payloads));
        if (wait != next.number()
                || next == ReadWait.PAYLOAD && !payloads.isClocked()
                || ReadTimeouts.isSetAgain(next, transport, progress && !isCollecting())) {
            limit(next);
        }
    }

    private void limit(ReadWait next) {
        wait = next.number();
        transport.setTimeout(
                next == ReadWait.PAYLOAD
                        ? payloads.clock()
                        : ReadTimeouts.of(next, limits, handler.isOverloaded()));
    }

    /** The time that was set has passed. */
    public void timedOut() {
        Duration left = values == null ? null : values.timeLeft(scanned);
        left = wait == ReadWait.PAYLOAD.number() ? payloads.timeLeft() : left;
        if (left != null) {
            transport.setTimeout(left);
        } else if (wait == ReadWait.GREETING.number()) {
            limit(ReadWait.COMMAND);
            handler.greetingDue();
        } else {
            ReadWait waited = ReadWait.of(wait);
            wait = ReadWait.NOTHING.number();
            handler.readTimedOut(waited);
        }
    }

    /** Delays the greeting: the peer must not send anything for so long. */
    public void delayGreeting(Duration delay) {
        wait = ReadWait.GREETING.number();
        transport.setTimeout(delay);
    }

    /**
     * Sets the time for the next command again, because too many connections are open or no longer.
     */
    public void overloadChanged() {
        if (wait == ReadWait.COMMAND.number()) {
            limit(ReadWait.COMMAND);
        }
    }
}
