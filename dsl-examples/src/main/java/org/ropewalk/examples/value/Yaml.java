package org.ropewalk.examples.value;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.ropewalk.line.Bytes;

/** Texts in YAML, as payloads. */
public final class Yaml {
    private static final int NS_PER_US = 1_000;
    private static final String BEGIN = "---\n";

    private Yaml() {}

    /** A word that is not to be taken for a number. */
    public static String quoted(String word) {
        return '"' + word + '"';
    }

    /** Seconds and microseconds. */
    public static String seconds(Duration time) {
        return String.format(
                Locale.ROOT, "%d.%06d", time.getSeconds(), time.toNanosPart() / NS_PER_US);
    }

    /** A list. */
    public static Bytes list(Iterable<String> items) {
        StringBuilder text = new StringBuilder(BEGIN);
        items.forEach(item -> text.append("- ").append(item).append('\n'));
        return Bytes.of(text.toString());
    }

    /** A dictionary. */
    public static Bytes dictionary(Map<String, Object> entries) {
        StringBuilder text = new StringBuilder(BEGIN);
        entries.forEach((key, value) -> text.append(key).append(": ").append(value).append('\n'));
        return Bytes.of(text.toString());
    }
}
