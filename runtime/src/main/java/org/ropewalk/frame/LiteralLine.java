package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.reactor.Input;

/**
 * A line that goes on after counted bytes, up to a line end that announces none. What is before and
 * after its literals is within the limit of a line, the literals together are within that of a
 * payload. One that is refused is skipped to its end; where the peer waits until it may send a
 * literal, that is its end.
 */
final class LiteralLine implements RegionEnd {
    /** The longest begin of a literal, and a line end. */
    private static final int MOST_KEPT = 32;

    private final FrameHandler handler;
    private final LineFormat format;
    private final LineLimits limits;

    /** Bytes of a literal that are missing. */
    private long missing;

    /** Bytes of the part of the line in the input that hold no end. */
    private int scanned;

    /** Where that part is read on for blocks, and as far as it was read for them. */
    private int settled;

    private int looked;

    /** Whether a word in quotes begins there that does not end. */
    private boolean inQuotes;

    /** Bytes of the line without its literals, and of its literals, as announced. */
    private long lineBytes;

    private long literalBytes;
    private long received;
    private @Nullable FrameError fault;

    LiteralLine(FrameHandler handler, LineFormat format, LineLimits limits) {
        this.handler = handler;
        this.format = format;
        this.limits = limits;
    }

    @Override
    public Progress read(Input input, RegionSink sink) {
        Progress progress = Progress.MORE;
        while (progress == Progress.MORE && input.remaining() > 0) {
            int before = input.remaining();
            progress = missing > 0 ? readLiteral(input, sink) : readPart(input, sink);
            if (fault == null) {
                fault = sink.refusal();
            }
            if (fault != null && progress != Progress.WRONG_END && isTooFar(progress)) {
                return Progress.TOO_FAR;
            }
            if (input.remaining() == before) {
                return progress;
            }
        }
        return progress;
    }

    /** Whether it is refused, and not skipped to its end. */
    private boolean isTooFar(Progress progress) {
        boolean isOfLine = fault == FrameError.TOO_LONG || fault == FrameError.CONTROL;
        return progress == Progress.MORE
                        && !handler.skips(isOfLine ? FrameError.TOO_LONG : FrameError.TOO_BIG)
                || lineBytes + scanned > Math.max(limits.line(), limits.lineDiscard())
                || literalBytes > Math.max(limits.payload(), limits.payloadDiscard());
    }

    private Progress readLiteral(Input input, RegionSink sink) {
        int from = input.position();
        int taken = (int) Math.min(missing, input.remaining());
        take(input, from + taken, sink);
        missing -= taken;
        return Progress.MORE;
    }

    private Progress readPart(Input input, RegionSink sink) {
        byte[] bytes = input.array();
        int start = input.position();
        int at = start + scanned;
        while (at < input.limit() && bytes[at] != '\n') {
            if (bytes[at] == '\r' && format.readsCrLf()) {
                if (at + 1 == input.limit()) {
                    break;
                }
                if (bytes[at + 1] != '\n' && !format.readsLf()) {
                    return readBare(input, at, sink);
                }
            }
            at++;
        }
        if (at < input.limit() && bytes[at] == '\n') {
            return readEnd(input, at, sink);
        }
        if (isBlock(input, at)) {
            return readBlock(input, at, sink);
        }
        scanned = at - start;
        if (lineBytes + scanned > limits.line()) {
            fail(FrameError.TOO_LONG);
            skip(input, at - MOST_KEPT);
        }
        return Progress.MORE;
    }

    /** Drops what is before {@code most}, of a line that is too long, but for an open word. */
    private void skip(Input input, int most) {
        byte[] bytes = input.array();
        int from = input.position();
        int to = most;
        // What may belong together with the next byte is not cut.
        while (to > from && (bytes[to - 1] == '\\' || bytes[to - 1] == '#')) {
            to--;
        }
        if (to <= from) {
            return;
        }
        int open = format.openWord(bytes, from, to);
        int begin = Math.min(to - open, bytes[open] == '#' ? 2 : 1);
        System.arraycopy(bytes, open, bytes, to - begin, begin);
        int skipped = to - begin - from;
        lineBytes += skipped;
        int kept = scanned - skipped;
        beginPart();
        scanned = kept;
        input.consumeTo(to - begin);
    }

    private void beginPart() {
        scanned = 0;
        settled = 0;
        looked = 0;
        inQuotes = false;
    }

    /** Whether a block begins before {@code to} in this part of the line; reads no byte again. */
    private boolean isBlock(Input input, int to) {
        byte[] bytes = input.array();
        int start = input.position();
        int from = start + settled;
        boolean quoted =
                inQuotes && ByteArrays.find(bytes, start + looked, to, (char) bytes[from]) == to;
        if (!quoted && format.blockContent(bytes, from, to) >= 0) {
            return true;
        }
        looked = to - start;
        if (!quoted) {
            int open = format.settled(bytes, from, to);
            settled = open - start;
            inQuotes = open < to && bytes[open] != '#' && format.openWord(bytes, open, to) == open;
        }
        return false;
    }

    /** The part of the line ends where the content of a block begins. */
    private Progress readBlock(Input input, int to, RegionSink sink) {
        int content = format.blockContent(input.array(), input.position() + settled, to);
        countPart(input.array(), input.position(), content);
        return announced(input, content, content, sink);
    }

    /** The line end at {@code at} ends a part of the line, or all of it. */
    private Progress readEnd(Input input, int at, RegionSink sink) {
        byte[] bytes = input.array();
        int start = input.position();
        boolean crLf = at > start && bytes[at - 1] == '\r' && format.readsCrLf();
        if (!crLf && !format.readsLf()) {
            return readBare(input, at, sink);
        }
        int end = crLf ? at - 1 : at;
        if (isBlock(input, end)) {
            return readBlock(input, end, sink);
        }
        countPart(bytes, start, end);
        if (!format.announcesLiteral(bytes, start, end, at + 1)) {
            put(bytes, start, end, sink);
            input.consumeTo(at + 1);
            return Progress.DONE;
        }
        return announced(input, end, at + 1, sink);
    }

    /** A CR or LF that ends no line is in no line, but in a block of one. */
    private Progress readBare(Input input, int at, RegionSink sink) {
        return isBlock(input, at) ? readBlock(input, at, sink) : Progress.WRONG_END;
    }

    /** The part of the line in {@code bytes[start, end)} is whole. */
    private void countPart(byte[] bytes, int start, int end) {
        beginPart();
        lineBytes += end - start;
        if (lineBytes > limits.line()) {
            fail(FrameError.TOO_LONG);
        }
        if (!format.allowsControls(bytes, start, end)) {
            fail(FrameError.CONTROL);
        }
    }

    private Progress announced(Input input, int end, int next, RegionSink sink) {
        byte[] bytes = input.array();
        long length = format.announcedLiteral(bytes, input.position(), end, next);
        boolean waits = format.waitsForLiteral(bytes, end);
        int to = (int) Math.min(next, next + length);
        if (literalBytes + length > limits.payload()) {
            fail(FrameError.TOO_BIG);
        }
        take(input, to, sink);
        if (waits && (fault != null || sink.refusal() != null)) {
            return Progress.DONE;
        }
        literalBytes += length;
        missing = Math.max(0, length);
        if (waits) {
            handler.literalAwaited();
        }
        return Progress.MORE;
    }

    private void take(Input input, int to, RegionSink sink) {
        put(input.array(), input.position(), to, sink);
        input.consumeTo(to);
    }

    private void put(byte[] bytes, int from, int to, RegionSink sink) {
        received += to - from;
        if (fault == null) {
            sink.put(bytes, from, to);
        }
    }

    private void fail(FrameError why) {
        if (fault == null) {
            fault = why;
        }
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean isBeyond(long bytes) {
        return false;
    }

    @Override
    public @Nullable FrameError fault() {
        return fault;
    }

    @Override
    public FrameError wrongEnd() {
        return FrameError.LINE_END;
    }

    @Override
    public void refuse(FrameError why, LineReader line, FrameHandler to) {
        if (format.servesLiterals() && (why == FrameError.TOO_BIG || why == FrameError.MEMORY)) {
            line.cursor()
                    .cut(
                            why == FrameError.TOO_BIG ? ErrorKind.TOO_BIG : ErrorKind.MEMORY,
                            why.text());
            to.lineReceived(line);
        } else {
            to.frameError(why, line, to.payloadBehind(line) == PayloadEnd.CLOSE);
        }
    }

    /** Hands on the line, which is whole. */
    void deliver(KeptBytes bytes, LineScratch scratch) {
        try {
            handler.lineReceived(scratch.show(bytes.array(), 0, bytes.count(), format));
        } finally {
            bytes.release();
        }
    }
}
