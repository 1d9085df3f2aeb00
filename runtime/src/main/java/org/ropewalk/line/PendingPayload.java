package org.ropewalk.line;

import org.ropewalk.reactor.Input;

/**
 * A payload that has not come whole, and the line that announced it. Grows with what arrives, never
 * with what is announced.
 */
final class PendingPayload extends Arriving {
    /** Room for what comes next, where less has come. */
    private static final int STEP_BYTES = 64;

    private final byte[] line;
    private final Trailer trailer;
    private final int count;
    private final KeptBytes bytes;

    PendingPayload(
            LineReceiver receiver, LineReader line, int count, Trailer trailer, LineLimits limits) {
        super(limits);
        this.line = line.copy();
        this.count = count;
        this.trailer = trailer;
        this.bytes = new KeptBytes(receiver, count);
    }

    @Override
    long received() {
        return bytes.count();
    }

    @Override
    void release() {
        bytes.release();
    }

    @Override
    boolean step(LineReceiver receiver, Input input) {
        int at = input.position();
        int end = at + Math.min(count - bytes.count(), input.remaining());
        if (!bytes.append(input.array(), at, end, STEP_BYTES)) {
            receiver.refuseForMemory(line, count - bytes.count(), trailer);
            bytes.release();
            return true;
        }
        input.consumeTo(end);
        if (bytes.count() < count) {
            return false;
        }
        int trailing = trailer.lengthAt(input.array(), end, input.limit(), receiver.format());
        if (trailing == Trailer.UNDECIDED) {
            return false;
        }
        receiver.receiveLines();
        LineReader shown = receiver.shown(line);
        if (trailing == Trailer.WRONG) {
            bytes.release();
            receiver.note(Ending.PAYLOAD);
            receiver.badPayloadEnd(shown);
            receiver.closeAfterReply();
            return true;
        }
        input.consumeTo(end + trailing);
        receiver.deliver(shown, bytes);
        return true;
    }
}
