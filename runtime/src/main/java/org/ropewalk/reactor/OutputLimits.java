package org.ropewalk.reactor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may wait for a peer that does not read.
 *
 * @param highWaterBytes above which nothing more is read from the peer, until half of them are left
 * @param hardBytes with which the connection is reset
 * @param stall in which a peer takes nothing, or less than {@link #MIN_BYTES_PER_SECOND}, before
 *     the connection is reset; null for ever
 */
public record OutputLimits(int highWaterBytes, int hardBytes, @Nullable Duration stall) {
    /** The number of bytes that a peer must read each second. */
    public static final int MIN_BYTES_PER_SECOND = 500;

    /** The default limits: 64 KiB, 64 MiB, 60 seconds. */
    public static final OutputLimits STANDARD =
            new OutputLimits(64 * 1024, 64 << 20, Duration.ofSeconds(60));

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is not positive, or the second is below the first
     */
    public OutputLimits {
        if (highWaterBytes <= 0 || hardBytes < highWaterBytes) {
            throw new IllegalArgumentException(
                    "bounds of output must be positive and in their order, not "
                            + highWaterBytes
                            + " and "
                            + hardBytes);
        }
        if (stall != null && (stall.isZero() || stall.isNegative())) {
            throw new IllegalArgumentException("a stall must be positive, not " + stall);
        }
    }

    /** Where a peer that was above the high-water mark is read from again. */
    public int lowWaterBytes() {
        return highWaterBytes / 2;
    }
}
