package org.ropewalk.line;

import java.util.Arrays;
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
    private byte[] bytes;
    private int have;

    PendingPayload(LineReader line, int count, Trailer trailer, LineLimits limits) {
        super(limits);
        this.line = line.copy();
        this.count = count;
        this.trailer = trailer;
        this.bytes = new byte[Math.min(count, STEP_BYTES)];
    }

    /** Takes what has come of it; true if nothing is missing but the trailer. */
    boolean fill(Input input) {
        int taken = Math.min(count - have, input.remaining());
        if (bytes.length - have < taken) {
            int larger = (int) Math.min(count, Math.max(have + (long) taken, 2L * bytes.length));
            bytes = Arrays.copyOf(bytes, larger);
        }
        System.arraycopy(input.array(), input.position(), bytes, have, taken);
        input.consumeTo(input.position() + taken);
        have += taken;
        return have == count;
    }

    @Override
    long received() {
        return have;
    }

    @Override
    boolean step(LineReceiver receiver, Input input) {
        if (!fill(input)) {
            return false;
        }
        int trailing =
                trailer.lengthAt(input.array(), input.position(), input.limit(), receiver.format());
        if (trailing == Trailer.UNDECIDED) {
            return false;
        }
        receiver.receiveLines();
        LineReader shown = receiver.shown(line);
        if (trailing == Trailer.WRONG) {
            receiver.note(Ending.PAYLOAD);
            receiver.badPayloadEnd(shown);
            receiver.closeAfterReply();
            return true;
        }
        input.consumeTo(input.position() + trailing);
        receiver.deliver(shown, bytes, count);
        return true;
    }
}
