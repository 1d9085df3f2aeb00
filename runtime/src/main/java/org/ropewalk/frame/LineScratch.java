package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.ahead.ProtocolSniffer;
import org.ropewalk.line.LineCheck;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.Trailer;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.line.resp.RespScanner;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.LoopLocal;

/** What all connections of a loop share while their lines are read: one of them at a time. */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class LineScratch {
    static final LoopLocal<LineScratch> KIND =
            LoopLocal.of(loop -> new LineScratch(loop.lendsAgain()));

    /** Nothing of interest was seen of a line. */
    static final byte NOTHING = 0;

    /** A line holds a control character. */
    static final byte CONTROL = 1;

    /** A line does not have the value that is computed from it. */
    static final byte UNSOUND = 3;

    /** The line before ended in a CR, and an LF that comes first belongs to that end. */
    static final byte BEHIND_CR = 2;

    private static final byte[] NO_LINE = {};

    private final LineReader reader;
    private Input input;
    private Slice payload;
    private boolean payloadReady;

    /** The line that was found: without its end, and with it. */
    private int lineLength;

    /** Where its content begins and ends: what is around it is not a part of it. */
    private int contentBegin;

    private int contentEnd;

    private int wholeLength;
    private byte lineSeen;
    private byte nextSeen;

    private LineScratch(boolean lendsAgain) {
        reader = new LineReader(lendsAgain);
    }

    /** A connection is served with {@code served}. */
    void begin(Input served) {
        input = served;
    }

    /** The connection is served no longer: lets go of its bytes. */
    void end() {
        input = null;
        payload = null;
        reader.clear();
    }

    /** The input of the connection that is being served, or null. */
    @Nullable Input input() {
        return input;
    }

    LineReader reader() {
        return reader;
    }

    LineReader showNothing(LineFormat format) {
        return reader.show(NO_LINE, 0, 0, format);
    }

    LineReader show(byte[] bytes, int start, int end, LineFormat format) {
        return reader.show(bytes, start, end, format);
    }

    // ---- values of RESP

    /** Looks for the end of a value of RESP: see {@link RespScanner#find}. */
    int findValue(RespScanner values, LineLimits limits) {
        return values.find(
                input.array(),
                input.position(),
                input.limit(),
                values.mostElements(limits),
                values.mostBytes(limits));
    }

    /** Consumes so many bytes, a value of RESP, and hands it on, unless it has no words. */
    void handOnValue(int found, RespScanner values, LineFormat format, FrameHandler handler) {
        int start = input.position();
        byte[] bytes = input.array();
        input.consumeTo(start + found);
        if (found == RespScanner.MORE || format.resp().isIgnored(bytes, start)) {
            return;
        }
        if (values.hasAttributes()) {
            byte[] value = RespElement.withoutAttributes(bytes, start, start + found);
            showValue(value, 0, value.length, format);
        } else {
            showValue(bytes, start, start + found, format);
        }
        handler.lineReceived(reader);
    }

    /** Shows a value of RESP; those that are simple lines are shown as such. */
    private void showValue(byte[] bytes, int start, int end, LineFormat format) {
        if (bytes[start] == '+' || bytes[start] == '-') {
            show(bytes, start, end - 2, format);
            return;
        }
        boolean opens = bytes[start] != '%' && RespElement.isAggregate(bytes[start]);
        LineReader value = show(bytes, start, end, format);
        value.array(
                opens && !RespElement.isNull(bytes, start)
                        ? RespElement.first(bytes, start)
                        : start);
    }

    /** What is wrong with a value of RESP. */
    static FrameError valueFault(int found) {
        return switch (found) {
            case RespScanner.BAD_COUNT -> FrameError.ARRAY_SIZE;
            case RespScanner.BAD_LENGTH -> FrameError.ELEMENT_LENGTH;
            case RespScanner.TOO_DEEP -> FrameError.ARRAY_DEPTH;
            default -> FrameError.ELEMENT_TYPE;
        };
    }

    // ---- lines that end otherwise than in CR LF and LF

    /**
     * Looks for one of the ends that {@code format} has in a line of at most {@code most} bytes.
     *
     * @param scanned bytes of the line in which none begins
     * @param seen what was seen of the line before
     * @return {@link Progress#WRONG_END} if what has arrived is no line at all, but TLS
     */
    Progress findEnd(LineFormat format, int scanned, int most, byte seen) {
        LineEnds ends = format.otherEnds();
        byte[] bytes = input.array();
        int limit = input.limit();
        if (seen == BEHIND_CR && bytes[input.position()] == '\n') {
            input.consumeTo(input.position() + 1);
        }
        int start = input.position();
        if (limit - start > 1 && ProtocolSniffer.isTls(bytes, start, format)) {
            return Progress.WRONG_END;
        }
        int bound = (int) Math.min(limit, start + (long) most + 1);
        int at = ends.find(bytes, start + scanned, bound, limit);
        lineLength = at - start;
        if (at == bound) {
            return lineLength > most ? Progress.TOO_FAR : Progress.MORE;
        }
        int length = ends.lengthAt(bytes, at, limit);
        wholeLength = lineLength + length;
        lineSeen = ByteArrays.control(bytes, start, at) < at ? CONTROL : NOTHING;
        nextSeen = ends.isCr(bytes, at, limit) ? BEHIND_CR : NOTHING;
        findContent(format, bytes, start);
        return length == LineEnds.UNDECIDED ? Progress.MORE : Progress.DONE;
    }

    private void findContent(LineFormat format, byte[] bytes, int start) {
        contentBegin = 0;
        contentEnd = lineLength;
        LineCheck check = format.readCheck();
        if (check != null) {
            int limit = start + lineLength;
            int begin = check.begin(bytes, start, limit);
            int end = check.end(bytes, begin, limit);
            contentBegin = begin - start;
            contentEnd = end - start;
            if (!check.isSound(format.foldsCase(), bytes, start, end, limit)) {
                lineSeen = UNSOUND;
            }
        }
    }

    /** Whether a line that begins with the two bytes after {@code start} is a record of TLS. */
    static boolean isTls(byte[] bytes, int start, LineFormat format) {
        return ProtocolSniffer.isTls(bytes, start, format);
    }

    /** Refuses a handshake of TLS. Always true. */
    static boolean refuseTls(FrameHandler handler) {
        handler.wrongProtocol("a handshake of TLS");
        return true;
    }

    /** What is wrong with a line of which {@code seen} was seen; null if nothing is. */
    static @Nullable FrameError fault(
            byte seen, LineFormat format, byte[] bytes, int from, int to) {
        if (format.resp() != null && !format.hasBalancedQuotes(bytes, from, to)) {
            return FrameError.QUOTES;
        }
        if (seen == NOTHING) {
            return null;
        }
        if (seen == UNSOUND) {
            return FrameError.CHECK;
        }
        return format.allowsControls(bytes, from, to) ? null : FrameError.CONTROL;
    }

    /** Where in the line that was found its content begins. */
    int contentBegin() {
        return contentBegin;
    }

    /** Where in the line that was found its content ends. */
    int contentEnd() {
        return contentEnd;
    }

    /** Bytes of the line before its end; those without an end, if none was found. */
    int lineLength() {
        return lineLength;
    }

    /** Bytes of the line that was found, with its end. */
    int wholeLength() {
        return wholeLength;
    }

    /** What was seen of the line that was found. */
    byte lineSeen() {
        return lineSeen;
    }

    /** What is known of the line after it. */
    byte nextSeen() {
        return nextSeen;
    }

    // ---- payloads

    /** Shows the payload of {@code count} bytes if it has arrived completely, with its trailer. */
    boolean takePayload(long count, Trailer trailer, LineFormat format) {
        if (input.remaining() < count && !input.showRest((int) count)) {
            return false;
        }
        int from = input.position();
        int end = from + (int) count;
        int trailing = CountedEnd.trailerLength(trailer, input.array(), end, input.limit(), format);
        if (trailing < 0) {
            return false;
        }
        showPayload(input.array(), from, (int) count);
        input.consumeTo(end + trailing);
        return true;
    }

    /** Shows the payload of the line that is shown. */
    void showPayload(byte[] bytes, int offset, int length) {
        payload = reader.lend(bytes, offset, length, false);
    }

    /** Shows a payload that was kept, whose array is not used for anything else. */
    void showKept(KeptBytes bytes) {
        payload = reader.lend(bytes.array(), 0, bytes.count(), bytes.isFull());
    }

    void showPayload(@Nullable Slice shown) {
        payload = shown;
    }

    @Nullable Slice payload() {
        return payload;
    }

    /** Whether the line is received again because its payload has arrived. */
    boolean isPayloadReady() {
        return payloadReady;
    }

    void payloadReady(boolean now) {
        payloadReady = now;
    }
}
