package org.ropewalk.examples.value;

import java.time.Clock;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

/** Times in words. */
public final class Times {
    private Times() {}

    /** The time of {@code clock} as RFC 1123 writes it. */
    public static String rfc1123(Clock clock) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(ZonedDateTime.now(clock));
    }
}
