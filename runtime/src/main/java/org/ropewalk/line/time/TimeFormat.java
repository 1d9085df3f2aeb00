package org.ropewalk.line.time;

import java.text.ParsePosition;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;

/**
 * Reads and writes a {@code java.time} value by one or more patterns of {@link DateTimeFormatter},
 * of which {@code y} is the year as {@code u} is. All patterns are read, the first that fits.
 * Written is the first pattern that loses nothing of the value. Dates that do not exist, such as 31
 * February, are malformed. Names of months and days are the English ones, whatever the locale.
 * Immutable; made once by generated code.
 *
 * @param <T> the type of the values
 */
public final class TimeFormat<T extends TemporalAccessor> {
    private final TemporalQuery<T> query;
    private final String shown;
    private final List<DateTimeFormatter> readers = new ArrayList<>();
    private final List<DateTimeFormatter> writers = new ArrayList<>();

    private TimeFormat(
            TemporalQuery<T> query,
            @Nullable ZoneOffset zone,
            boolean ignoreCase,
            String... patterns) {
        this.query = query;
        this.shown = String.join(" or ", patterns);
        for (String pattern : patterns) {
            DateTimeFormatter reader = formatter(pattern, ignoreCase);
            readers.add(reader);
            writers.add(reader.withZone(zone));
        }
    }

    private static DateTimeFormatter formatter(String pattern, boolean ignoreCase) {
        DateTimeFormatterBuilder builder = new DateTimeFormatterBuilder();
        if (ignoreCase) {
            builder.parseCaseInsensitive();
        }
        return builder.appendPattern(proleptic(pattern))
                .toFormatter(Locale.ENGLISH)
                .withResolverStyle(ResolverStyle.STRICT);
    }

    /** The pattern with {@code u} in place of {@code y}, which would need an era. */
    private static String proleptic(String pattern) {
        StringBuilder text = new StringBuilder(pattern);
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '\'') {
                quoted = !quoted;
            } else if (text.charAt(i) == 'y' && !quoted) {
                text.setCharAt(i, 'u');
            }
        }
        return text.toString();
    }

    /**
     * The format of values that {@code query} makes, {@code LocalDate::from} for example.
     *
     * @param ignoreCase whether the letter case of names does not matter when they are read
     * @throws IllegalArgumentException if a pattern is none
     */
    public static <T extends TemporalAccessor> TimeFormat<T> of(
            TemporalQuery<T> query, boolean ignoreCase, String... patterns) {
        return new TimeFormat<>(query, null, ignoreCase, patterns);
    }

    /**
     * The format of instants, which are written in UTC; a pattern without an offset is read so.
     *
     * @param ignoreCase whether the letter case of names does not matter when they are read
     * @throws IllegalArgumentException if a pattern is none
     */
    public static TimeFormat<Instant> ofInstant(boolean ignoreCase, String... patterns) {
        return new TimeFormat<>(TimeFormat::instant, ZoneOffset.UTC, ignoreCase, patterns);
    }

    private static Instant instant(TemporalAccessor read) {
        return read.isSupported(ChronoField.OFFSET_SECONDS)
                ? Instant.from(read)
                : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
    }

    /** The value that a reader has selected; null if it is none, which makes the line malformed. */
    public @Nullable T read(LineReader line) {
        if (!line.ok()) {
            return null;
        }
        // Several blanks between two words were told from a missing word by the reader.
        T value = parse(line.text().replaceAll(" {2,}", " "));
        if (value == null) {
            line.malformed("no time of the form " + shown);
        }
        return value;
    }

    /** The value; null if no pattern reads it. */
    private @Nullable T parse(String text) {
        for (DateTimeFormatter reader : readers) {
            T value = parse(text, reader);
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    private @Nullable T parse(String text, DateTimeFormatter reader) {
        // Most of what does not fit is told without an exception.
        ParsePosition at = new ParsePosition(0);
        if (reader.parseUnresolved(text, at) == null || at.getIndex() < text.length()) {
            return null;
        }
        try {
            return reader.parse(text, query);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /**
     * The value as it is written.
     *
     * @throws IllegalArgumentException if each pattern would lose a part of it
     */
    public String text(LineWriter writer, T value) {
        for (int i = 0; i < writers.size(); i++) {
            try {
                String text = writers.get(i).format(value);
                if (value.equals(parse(text))) {
                    return text;
                }
            } catch (DateTimeException e) {
                // Another pattern may have room for it.
            }
        }
        throw writer.refuse("a time of which \"" + shown + "\" would lose a part: " + value);
    }
}
