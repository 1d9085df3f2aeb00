package org.ropewalk.frame;

import org.ropewalk.line.LineFormat;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.reactor.Input;

/** A line over its limit: skipped to its end. */
final class DiscardedLine {
    private final PayloadEnd behind;
    private long skipped;
    private boolean endedInCr;

    /**
     * A line that has begun.
     *
     * @param behind where the payload after it ends
     */
    DiscardedLine(PayloadEnd behind) {
        this.behind = behind;
    }

    PayloadEnd behind() {
        return behind;
    }

    /** What is wrong with it. */
    FrameError error() {
        return behind == PayloadEnd.CLOSE
                ? FrameError.TOO_LONG_BEFORE_PAYLOAD
                : FrameError.TOO_LONG;
    }

    /** Whether it ended in CR, and an LF that comes next is a part of its end. */
    boolean endedInCr() {
        return endedInCr;
    }

    /** Skips what has arrived of it, at most {@code most} bytes of it in all. */
    Progress read(Input input, LineFormat format, int most) {
        byte[] bytes = input.array();
        int from = input.position();
        int limit = (int) Math.min(input.limit(), from + most - skipped);
        if (format.otherEnds() != null) {
            return read(input, format.otherEnds(), limit, most);
        }
        for (int at = from; at < limit; at++) {
            if (bytes[at] == '\n') {
                if (!format.readsLf() && (at == from || bytes[at - 1] != '\r')) {
                    return Progress.WRONG_END;
                }
                input.consumeTo(at + 1);
                return Progress.DONE;
            }
            if (bytes[at] == '\r' && !format.readsLf() && at + 1 < limit && bytes[at + 1] != '\n') {
                return Progress.WRONG_END;
            }
        }
        if (skipped + limit - from >= most) {
            return Progress.TOO_FAR;
        }
        // A CR at the end stays, so that an LF after it finds it.
        int consumed = limit > from && bytes[limit - 1] == '\r' ? limit - 1 : limit;
        skipped += consumed - from;
        input.consumeTo(consumed);
        return Progress.MORE;
    }

    private Progress read(Input input, LineEnds ends, int limit, int most) {
        byte[] bytes = input.array();
        int from = input.position();
        int at = ends.find(bytes, from, limit, limit);
        int length = at < limit ? ends.lengthAt(bytes, at, input.limit()) : 0;
        if (length > 0) {
            endedInCr = ends.isCr(bytes, at, input.limit());
            input.consumeTo(at + length);
            return Progress.DONE;
        }
        if (skipped + limit - from >= most) {
            return Progress.TOO_FAR;
        }
        skipped += at - from;
        input.consumeTo(at);
        return Progress.MORE;
    }
}
