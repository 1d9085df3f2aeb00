package org.ropewalk.examples.redis.store;

import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * Which part of a scan is wanted.
 *
 * @param cursor where it goes on; 0 at the beginning
 * @param pattern of the keys, fields or members
 * @param count about how many elements
 */
public record ScanRange(long cursor, Glob pattern, long count) {
    private static final long DEFAULT_COUNT = 10;

    /** A part of about {@code count} elements, 10 by default, that match. */
    public static ScanRange of(long cursor, Optional<Bytes> match, Optional<Bytes> count)
            throws Refused {
        long number =
                count.isPresent()
                        ? Numbers.integer(count.get()).orElseThrow(Refused::noInteger)
                        : DEFAULT_COUNT;
        if (number < 1) {
            throw Refused.syntax();
        }
        return new ScanRange(cursor, new Glob(match.orElse(Bytes.of("*"))), number);
    }

    boolean matches(Bytes element) {
        return pattern.matches(element);
    }
}
