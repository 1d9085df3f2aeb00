package org.ropewalk.it.simulation;

import java.util.Random;
import org.ropewalk.line.LineLimits;
import org.ropewalk.testing.MemoryNetwork;

/**
 * What a scenario draws before it begins.
 *
 * @param kind the order of the replies
 * @param large whether values are larger than all buffers
 * @param bufferBytes how many bytes that have arrived the network holds in one direction
 * @param sendBufferBytes how many bytes it holds that have not arrived
 * @param writesFailures whether the error line of a failure fits into a line
 * @param boundsPushes whether few pushes may wait for a peer
 */
record Setting(
        Kind kind,
        boolean large,
        int bufferBytes,
        int sendBufferBytes,
        boolean writesFailures,
        boolean boundsPushes) {
    /** With it the error line of a failure cannot be written, and all others can. */
    private static final int SHORT_REPLY_LINE = 46;

    private static final int FEW_PUSHES = 300;

    static Setting draw(Random random, boolean failuresMayBeUnwritable) {
        Kind kind = random.nextBoolean() ? Kind.SERIAL : Kind.PIPELINED;
        boolean large = random.nextInt(4) == 0;
        return new Setting(
                kind,
                large,
                large ? 4_000 + random.nextInt(16_000) : 64 + random.nextInt(500),
                random.nextInt(4) == 0 ? 0 : random.nextInt(large ? 20_000 : 500),
                random.nextBoolean() || !failuresMayBeUnwritable,
                random.nextInt(8) == 0);
    }

    MemoryNetwork network(long seed) {
        Random random = new Random(seed);
        return new MemoryNetwork(seed)
                .maxReadBytes(large ? 8_000 : 1 + random.nextInt(300))
                .maxWriteBytes(large ? 30_000 : 1 + random.nextInt(300))
                .bufferBytes(bufferBytes)
                .sendBufferBytes(sendBufferBytes);
    }

    /** How many bytes the network holds in one direction. */
    int networkBytes() {
        return bufferBytes + sendBufferBytes;
    }

    LineLimits bounded(LineLimits limits, Random random) {
        LineLimits bounds =
                limits.withHighWater(1_000 + random.nextInt(64_000))
                        .withPipelined(1 + random.nextInt(20));
        if (!writesFailures) {
            bounds = bounds.withReplyLine(SHORT_REPLY_LINE);
        }
        return boundsPushes ? bounds.withPushed(FEW_PUSHES) : bounds;
    }
}
