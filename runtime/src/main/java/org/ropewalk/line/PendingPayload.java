package org.ropewalk.line;

import java.util.Arrays;
import org.ropewalk.reactor.Input;

/**
 * A payload that has not come whole, and the line that announced it. Grows with what arrives, never
 * with what is announced.
 */
final class PendingPayload {
    /** Room for what comes next, where less has come. */
    private static final int STEP_BYTES = 64;

    final byte[] line;
    final Trailer trailer;
    final LineLimits limits;
    private final int count;
    private byte[] bytes;
    private int have;

    PendingPayload(LineReader line, int count, Trailer trailer, LineLimits limits) {
        this.line = line.copy();
        this.count = count;
        this.trailer = trailer;
        this.limits = limits;
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

    byte[] bytes() {
        return bytes;
    }

    int count() {
        return count;
    }
}
