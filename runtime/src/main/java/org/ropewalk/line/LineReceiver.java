package org.ropewalk.line;

import java.util.function.Consumer;
import org.ropewalk.line.Partial.Awaited;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Cuts what arrives into lines and payloads, the same however the network cuts it. The declared
 * line end is the only one; a line over its bound is skipped to its end and reported once; a
 * counted payload is consumed exactly, or the connection is closed; what the end of the connection
 * cuts off is never handed on. Nothing is handed on after the end of the connection was asked for.
 */
public abstract class LineReceiver extends LineClocks {
    /** Commands of one connection that are served before another connection has its turn. */
    private static final int TURN_COMMANDS = 64;

    static final byte[] NO_LINE = {};
    private PayloadStreams streams;

    /** Bytes of the kept line that hold no end. */
    private int scanned;

    private boolean control;
    private boolean draining;

    /** A receiver of lines as {@code format} has them, bounded by {@code limits}. */
    protected LineReceiver(LineFormat format, LineLimits limits) {
        super(format, limits);
    }

    /** A line has come; {@code line} is valid until this method returns. */
    protected abstract void lineReceived(LineReader line);

    /**
     * Where the payload ends that follows a line which cannot be read: it is skipped with the line.
     * {@link PayloadEnd#CLOSE} if that cannot be told, or depends on a length in the line: the
     * connection ends behind the error reply.
     *
     * @param line what there is of it; empty if its first word cannot be read
     */
    protected PayloadEnd payloadBehind(LineReader line) {
        return PayloadEnd.NONE;
    }

    /** A line over its bound has come, and was skipped to its end. */
    protected abstract void lineTooLong();

    /**
     * Whether a line over its bound is skipped to its end before {@link #lineTooLong()} is called;
     * if not, it is called at once, and must end the connection.
     */
    protected boolean skipsLine() {
        return true;
    }

    /**
     * Whether a payload over its bound is skipped to its end before {@link #payloadTooBig} is
     * called; if not, it is called at once, and must end the connection.
     */
    protected boolean skipsPayload() {
        return true;
    }

    /** A line has come that holds a control character. */
    protected abstract void controlInLine(LineReader line);

    /** A line end that is not the declared one has come; the connection must be closed. */
    protected abstract void badLineEnd();

    /** A payload did not end where it should; the connection must be closed. */
    protected abstract void badPayloadEnd(LineReader line);

    /**
     * A line of a payload that ends at a line did not end as lines do; it was consumed to its true
     * end.
     */
    protected void badLineInPayload(LineReader line) {
        badPayloadEnd(line);
    }

    /** A payload is over its bound; it was skipped, or the connection is closed. */
    protected abstract void payloadTooBig(LineReader line);

    /**
     * There is no memory for a payload; it was skipped, or the connection is closed. As if it were
     * over its bound, unless a receiver tells the two apart.
     */
    protected void payloadWithoutMemory(LineReader line) {
        payloadTooBig(line);
    }

    /** A payload was not kept: it was over its bound, or there is no memory for it. */
    final void payloadRefused(LineReader line, ErrorKind why) {
        if (why == ErrorKind.MEMORY) {
            payloadWithoutMemory(line);
        } else {
            payloadTooBig(line);
        }
    }

    /**
     * There is no memory for the rest of the payload behind {@code line}: refuses it when {@code
     * rest} more bytes were skipped, or at once.
     */
    final void refuseForMemory(byte[] line, long rest, Trailer trailer) {
        if (skipsPayload() && rest <= limits.payloadDiscard()) {
            skip(rest, trailer, line, ErrorKind.MEMORY);
        } else {
            receiveLines();
            note(Ending.MEMORY);
            payloadWithoutMemory(shown(line));
            closeAfterReply();
        }
    }

    /**
     * What has come was meant for another server: ends the connection without an answer.
     *
     * @param what what it is
     */
    protected void foreign(String what) {
        closeAfterReply();
    }

    /** In raw mode: bytes have come, as they are. What is left in {@code input} is shown again. */
    protected void rawReceived(Input input) {
        input.consumeAll();
    }

    @Override
    public final void inputReceived(Input input) {
        LineMachine shared = machine();
        Transport transport = transport();
        shared.input = input;
        shared.writer.on(transport.output(), format);
        int before = input.remaining();
        try {
            int left = TURN_COMMANDS;
            while (input.remaining() > 0 && !suspended && transport.isOpen()) {
                if (!step(input)) {
                    break;
                }
                if (!transport.flushIfFull()) {
                    break;
                }
                if (--left == 0 && input.remaining() > 0) {
                    transport.redeliver();
                    break;
                }
            }
        } finally {
            shared.input = null;
            shared.reader.clear();
            if (draining && input.remaining() == 0 && isBetweenLines() && transport.isOpen()) {
                drained();
            }
            if (transport.isOpen()) {
                await(input.remaining() > 0, input.remaining() < before);
            } else {
                input.consumeAll();
            }
        }
    }

    /** Handles one line, or a part of a payload; false if it takes more bytes than have come. */
    private boolean step(Input input) {
        return partial == null ? line(input) : partial.step(this, input);
    }

    /** Whether a payload is being received, or skipped. */
    protected final boolean isCollecting() {
        return partial != null;
    }

    /** Whether nothing of a line has come, and nothing is under way. */
    private boolean isBetweenLines() {
        return partial == Partial.HUSHED || partial == null && !suspended && scanned == 0;
    }

    @Override
    public final void drain() {
        draining = true;
        machine().writer.on(transport().output(), format);
        if (isBetweenLines()) {
            drained();
        }
    }

    /**
     * The program is about to end, and nothing is under way here. Closes the connection behind what
     * was written.
     */
    protected void drained() {
        closeAfterReply();
    }

    private boolean line(Input input) {
        byte[] bytes = input.array();
        int start = input.position();
        int limit = input.limit();
        // A line end may begin behind as many bytes as the bound allows; what is further away does
        // not count.
        int bound = (int) Math.min(limit, start + (long) limits.line() + 1);
        int at = start + scanned;
        while (true) {
            at = ByteArrays.control(bytes, at, bound);
            if (at == bound) {
                scanned = at - start;
                return scanned > limits.line() && overlong(bytes, start);
            }
            if (bytes[at] == '\n') {
                return format.readsLf ? line(input, at, at + 1) : broken();
            }
            if (bytes[at] == '\r' && format.readsCrLf) {
                if (at + 1 == limit) {
                    scanned = at - start;
                    return false;
                }
                if (bytes[at + 1] == '\n') {
                    return line(input, at, at + 2);
                }
                if (!format.readsLf) {
                    return broken();
                }
            }
            if (at == start + 1 && ForeignProtocol.isTls(bytes, start)) {
                foreign("a handshake of TLS");
                return true;
            }
            control = true;
            at++;
        }
    }

    private boolean line(Input input, int end, int next) {
        int start = input.position();
        boolean controlled =
                control && !(format.readsTabs && ByteArrays.isTabbed(input.array(), start, end));
        control = false;
        scanned = 0;
        input.consumeTo(next);
        LineReader line = machine.reader.show(input.array(), start, end, format);
        if (controlled) {
            controlInLine(line);
        } else {
            lineReceived(line);
        }
        return true;
    }

    /** A line end that is not the declared one has come. */
    final boolean broken() {
        note(Ending.LINE_END);
        badLineEnd();
        closeAfterReply();
        return true;
    }

    private boolean overlong(byte[] bytes, int start) {
        LineReader begun = machine.reader.show(bytes, start, start + scanned, format);
        if (begun.isVerbCut()) {
            begun.show(bytes, start, start, format);
        }
        partial = new OverlongLine(payloadBehind(begun));
        scanned = 0;
        control = false;
        if (!skipsLine()) {
            lineTooLong();
        }
        return true;
    }

    /** What came in place of lines is over. */
    final void receiveLines() {
        partial = null;
    }

    /** A line that has come before. */
    final LineReader shown(byte[] line) {
        return machine.reader.show(line, 0, line.length, format);
    }

    /**
     * Whether the payload of {@code count} bytes behind {@code line} has come whole; {@link
     * #payload()} then shows it. If not, the caller returns, and the line is received again when it
     * has. A payload over its bound, and one that does not end where it should, is reported and
     * false is returned too.
     */
    protected final boolean payloadArrived(LineReader line, long count, Trailer trailer) {
        return payloadArrived(line, count, trailer, limits);
    }

    /** As {@link #payloadArrived(LineReader, long, Trailer)}, with the payload's own bounds. */
    protected final boolean payloadArrived(
            LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (machine.payloadReady) {
            return true;
        }
        if (count > bounds.payload()) {
            if (skipsPayload() && count <= bounds.payloadDiscard()) {
                skip(count, trailer, line.copy(), ErrorKind.TOO_BIG);
            } else {
                note(Ending.PAYLOAD);
                payloadTooBig(line);
                closeAfterReply();
            }
            return false;
        }
        Input input = machine.input;
        int from = input.position();
        if (input.remaining() >= count) {
            int end = from + (int) count;
            int trailing = trailer.lengthAt(input.array(), end, input.limit(), format);
            if (trailing >= 0) {
                machine.payload = machine.reader.lend(input.array(), from, (int) count);
                input.consumeTo(end + trailing);
                return true;
            }
            if (trailing == Trailer.WRONG) {
                note(Ending.PAYLOAD);
                badPayloadEnd(line);
                closeAfterReply();
                return false;
            }
        }
        // What has come of it is taken in the next step.
        partial = new PendingPayload(this, line, (int) count, trailer, bounds);
        return false;
    }

    /** The payload that has come, valid until {@link #lineReceived} returns. */
    protected final Slice payload() {
        return machine.payload;
    }

    /**
     * Skips the payload of a command that was refused; closes the connection if that is over its
     * bound.
     */
    protected final void skipPayload(long count, Trailer trailer) {
        if (machine.payloadReady || !transport().isOpen()) {
            return;
        }
        if (count < 0 || count > limits.payloadDiscard()) {
            note(Ending.PAYLOAD);
            closeAfterReply();
            return;
        }
        skip(count, trailer, null, null);
    }

    /**
     * Skips the payload of a command that was refused, up to its end; closes the connection if that
     * is not told, or if it is over its bound.
     */
    protected final void skipPayload(PayloadEnd end) {
        if (end == PayloadEnd.NONE || machine.payloadReady || !transport().isOpen()) {
            return;
        }
        if (end == PayloadEnd.CLOSE) {
            note(Ending.PAYLOAD);
            closeAfterReply();
            return;
        }
        partial = EndedPayload.skipped(this, end, limits, format.readsCrLf);
    }

    private void skip(long count, Trailer trailer, byte[] line, ErrorKind why) {
        partial = new SkippedPayload(count, trailer, line, why, limits);
    }

    /**
     * Whether the payload behind {@code line} has come whole, which ends at {@code end}; {@link
     * #payload()} then shows it. If not, the caller returns, and the line is received again when it
     * has. A payload over its bound, and one whose lines do not end as the protocol's do, is
     * consumed to its end and reported.
     */
    protected final boolean payloadArrived(LineReader line, PayloadEnd end) {
        return payloadArrived(line, end, limits);
    }

    /** As {@link #payloadArrived(LineReader, PayloadEnd)}, with the payload's own bounds. */
    protected final boolean payloadArrived(LineReader line, PayloadEnd end, LineLimits bounds) {
        if (machine.payloadReady) {
            return true;
        }
        expect(line.copy(), end, bounds);
        return false;
    }

    /** The next to come is a payload that ends at {@code end}, behind no line. */
    protected final void expectPayload(PayloadEnd end, LineLimits bounds) {
        expect(NO_LINE, end, bounds);
    }

    private void expect(byte[] line, PayloadEnd end, LineLimits bounds) {
        partial = new EndedPayload(this, line, end, bounds, format.readsCrLf);
    }

    /**
     * The input has ended: hands on the payload that ends with it, if one is being received.
     *
     * @return whether there was one
     */
    protected final boolean endPayload() {
        if (partial == Partial.CALL) {
            machine().writer.on(transport().output(), format);
            call();
        }
        if (partial instanceof IncomingPayload && streams.endsWithConnection()) {
            streams.end().end();
            return true;
        }
        if (!(partial instanceof EndedPayload ended) || ended.end != PayloadEnd.CLOSE) {
            return false;
        }
        machine().writer.on(transport().output(), format);
        ended.end(this, true);
        return true;
    }

    /**
     * The payload of {@code count} bytes behind {@code line}, as it will come; null if it is over
     * its bound, which is reported.
     */
    protected final PayloadStream streamed(
            LineReader line, long count, Trailer trailer, LineLimits bounds) {
        if (count > bounds.payload()) {
            payloadArrived(line, count, trailer, bounds);
            return null;
        }
        return receive(new IncomingPayload(this, transport().loop(), count, trailer, bounds));
    }

    /** The payload behind {@code line} that ends at {@code end}, as it will come. */
    protected final PayloadStream streamed(LineReader line, PayloadEnd end, LineLimits bounds) {
        return receive(
                new IncomingPayload(
                        this,
                        transport().loop(),
                        new EndedPayload(this, line.copy(), end, bounds, format.readsCrLf)));
    }

    private PayloadStream receive(IncomingPayload stream) {
        partial = stream;
        return streams().receive(stream);
    }

    /**
     * The next to come is a payload without a line, and is received piece by piece: {@link
     * #lineReceived} is called when it begins, with an empty line.
     */
    protected final void expectStream() {
        partial = Partial.CALL;
    }

    final boolean call() {
        partial = null;
        machine.payloadReady = true;
        try {
            lineReceived(machine.reader.show(NO_LINE, 0, 0, format));
        } finally {
            machine.payloadReady = false;
        }
        return true;
    }

    final PayloadStreams streams() {
        if (streams == null) {
            streams = new PayloadStreams(this);
        }
        return streams;
    }

    /** What is being received piece by piece; null if nothing is. */
    final IncomingPayload incoming() {
        return streams == null ? null : streams.incoming();
    }

    @Override
    final boolean isStalled() {
        return streams != null && streams.isStalled();
    }

    /** What was being received piece by piece is wrong; its reader hears of it next. */
    protected void streamBroken(ErrorKind kind, String what) {
        transport().loseConnection();
    }

    /** The reader of a payload wants more of it, or none. */
    final void payloadFlows() {
        if (streams != null) {
            streams.flows();
        }
    }

    /**
     * Sends {@code payload} as it comes, and {@code trailer} behind it; nothing else may be written
     * before that.
     *
     * @param sent what is done then
     * @param failed what is done when the payload fails, or has not as many bytes as it says
     */
    protected final void sendPayload(
            PayloadStream payload, Trailer trailer, Runnable sent, Consumer<Throwable> failed) {
        begin(outgoing(payload, trailer, sent, failed));
    }

    /** As the other, of a payload whose length no line tells. */
    protected final void sendPayload(
            PayloadStream payload, PayloadEnd end, Runnable sent, Consumer<Throwable> failed) {
        begin(outgoing(payload, end, sent, failed));
    }

    final OutgoingPayload outgoing(
            PayloadStream payload, Trailer trailer, Runnable sent, Consumer<Throwable> failed) {
        return new OutgoingPayload(
                payload, transport(), format.trailer(trailer), () -> sent(sent), failed);
    }

    final OutgoingPayload outgoing(
            PayloadStream payload, PayloadEnd end, Runnable sent, Consumer<Throwable> failed) {
        return new OutgoingPayload(payload, transport(), format, end, () -> sent(sent), failed);
    }

    private void sent(Runnable then) {
        streams.sent();
        then.run();
    }

    /** Whether a payload is being sent piece by piece: nothing else may be written. */
    protected final boolean isSending() {
        return streams != null && streams.isSending();
    }

    @Override
    public final void writable() {
        if (streams != null) {
            streams.writable();
        }
        outputWritable();
    }

    /** The peer has read enough that more may be written. */
    protected void outputWritable() {}

    /** The connection has ended: so do payloads that came, or went, piece by piece. */
    protected final void endStreams(Throwable reason) {
        if (partial != null) {
            partial.release();
        }
        if (streams != null) {
            streams.lost(reason);
        }
    }

    /** A payload has come whole behind {@code line}. */
    final void deliver(LineReader line, KeptBytes payload) {
        machine.payload = machine.reader.lend(payload.array(), 0, payload.count());
        machine.payloadReady = true;
        try {
            lineReceived(line);
        } finally {
            machine.payloadReady = false;
            payload.release();
        }
    }

    /** From the next byte on, everything goes to {@link #rawReceived}. */
    protected final void setRawMode() {
        partial = Partial.RAW;
    }

    /** From the next byte on, lines are received again. */
    protected final void setLineMode() {
        partial = null;
        scanned = 0;
    }

    /**
     * Receives nothing until {@link #resume()}; what has come is kept, and soon nothing more is
     * read.
     */
    protected final void suspend() {
        if (partial instanceof IncomingPayload) {
            streams.suspending(true);
        } else if (!suspended) {
            suspended = true;
            transport().pauseReading();
        }
    }

    /** Goes on receiving, in a turn of its own. */
    protected final void resume() {
        if (streams != null) {
            streams.suspending(false);
        }
        if (suspended) {
            suspended = false;
            readsOn();
        }
    }

    /** Reads again, against the clock. */
    final void readsOn() {
        transport().resumeReading();
        if (transport().isOpen() && awaited == Awaited.ANSWER) {
            await(false, true);
        }
    }

    final void begin(OutgoingPayload outgoing) {
        streams().send(outgoing);
    }
}
