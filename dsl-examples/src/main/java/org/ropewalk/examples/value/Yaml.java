package org.ropewalk.examples.value;

import java.util.Map;
import org.ropewalk.line.Bytes;

/** Texts in YAML, as payloads. */
public final class Yaml {
    private static final String BEGIN = "---\n";

    private Yaml() {}

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
