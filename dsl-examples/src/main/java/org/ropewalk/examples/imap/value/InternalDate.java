package org.ropewalk.examples.imap.value;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.Locale;

/** A time as IMAP writes it: {@code 17-Jul-1996 02:44:25 -0700}. */
public record InternalDate(OffsetDateTime time) {
    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("ppd-MMM-uuuu HH:mm:ss xx")
                    .toFormatter(Locale.ENGLISH);
    private static final DateTimeFormatter READ =
            new DateTimeFormatterBuilder()
                    .parseCaseInsensitive()
                    .appendPattern("d-MMM-uuuu HH:mm:ss xx")
                    .toFormatter(Locale.ENGLISH);

    /**
     * Reads a time.
     *
     * @throws IllegalArgumentException if it is not of this form
     */
    public static InternalDate parse(String text) {
        try {
            return new InternalDate(OffsetDateTime.parse(text.strip(), READ));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("no time of the form 1-Feb-2026 00:00:00 +0000", e);
        }
    }

    @Override
    public String toString() {
        return WRITTEN.format(time);
    }
}
