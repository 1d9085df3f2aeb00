package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/** Counted bytes that are not wanted: they are skipped, and never taken for lines. */
final class SkippedPayload extends Arriving {
    private final Trailer trailer;

    /** The line of a payload that is refused behind its end; null if it was refused before. */
    private final byte[] line;

    /** Why it is refused. */
    private final ErrorKind why;

    private long left;
    private long skipped;

    SkippedPayload(long bytes, Trailer trailer, byte[] line, ErrorKind why, LineLimits limits) {
        super(limits);
        this.left = bytes;
        this.trailer = trailer;
        this.line = line;
        this.why = why;
    }

    @Override
    long received() {
        return skipped;
    }

    @Override
    boolean step(LineReceiver receiver, Input input) {
        int count = (int) Math.min(left, input.remaining());
        input.consumeTo(input.position() + count);
        left -= count;
        skipped += count;
        if (left > 0) {
            return false;
        }
        int trailing =
                trailer.lengthAt(input.array(), input.position(), input.limit(), receiver.format());
        if (trailing == Trailer.UNDECIDED) {
            return false;
        }
        if (trailing == Trailer.WRONG) {
            receiver.note(Ending.PAYLOAD);
            if (line != null) {
                receiver.badPayloadEnd(receiver.shown(line));
            }
            receiver.closeAfterReply();
            return true;
        }
        input.consumeTo(input.position() + trailing);
        receiver.receiveLines();
        if (line != null) {
            receiver.payloadRefused(receiver.shown(line), why);
        }
        return true;
    }
}
