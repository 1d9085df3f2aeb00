package org.ropewalk.examples.value;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes with a unit, as Redis reads it: {@code 100mb}. */
public final class ByteCount {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,15})(b|k|kb|m|mb|g|gb)?");

    private ByteCount() {}

    /** The number of bytes; empty if {@code text} is none. */
    public static Optional<Long> read(String text) {
        Matcher form = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(form.group(1));
        long unit =
                switch (form.group(2) == null ? "b" : form.group(2)) {
                    case "k" -> 1_000L;
                    case "kb" -> 1L << 10;
                    case "m" -> 1_000_000L;
                    case "mb" -> 1L << 20;
                    case "g" -> 1_000_000_000L;
                    case "gb" -> 1L << 30;
                    default -> 1L;
                };
        return number > Long.MAX_VALUE / unit ? Optional.empty() : Optional.of(number * unit);
    }
}
