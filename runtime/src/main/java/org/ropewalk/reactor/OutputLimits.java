package org.ropewalk.reactor;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The limits of output that waits for a peer that does not read.
 *
 * @param highWaterBytes the waiting bytes at which reading from the peer stops, until half of them
 *     are sent
 * @param hardBytes the waiting bytes at which the connection is reset
 * @param stall the time in which the peer must read something, and at least {@link
 *     #MIN_BYTES_PER_SECOND}; then the connection is reset; null for no limit
 */
public record OutputLimits(int highWaterBytes, int hardBytes, @Nullable Duration stall) {
    /** The number of bytes that a peer must read each second. */
    public static final int MIN_BYTES_PER_SECOND = 500;

    /** The default limits: 64 KiB, 64 MiB, 60 seconds. */
    public static final OutputLimits STANDARD =
            new OutputLimits(64 * 1024, 64 << 20, Duration.ofSeconds(60));

    /**
     * Checks the values.
     *
     * @throws IllegalArgumentException if one is not positive, or the second is below the first
     */
    public OutputLimits {
        if (highWaterBytes <= 0 || hardBytes < highWaterBytes) {
            throw new IllegalArgumentException(
                    "output limits must be positive and in order, not "
                            + highWaterBytes
                            + " and "
                            + hardBytes);
        }
        if (stall != null && (stall.isZero() || stall.isNegative())) {
            throw new IllegalArgumentException("a stall must be positive, not " + stall);
        }
    }

    /** The waiting bytes at which reading from the peer continues. */
    public int lowWaterBytes() {
        return highWaterBytes / 2;
    }
}
