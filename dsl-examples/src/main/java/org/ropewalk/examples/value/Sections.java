package org.ropewalk.examples.value;

import java.util.Map;
import java.util.stream.Collectors;
import org.ropewalk.line.Bytes;

/** Texts in which a server like Redis reports its state. */
public final class Sections {
    private static final String LINE_END = "\r\n";

    private Sections() {}

    /** Sections of lines {@code name:value}, each under its heading. */
    public static Bytes sections(Map<String, Map<String, Object>> sections) {
        return Bytes.of(
                sections.entrySet().stream()
                        .map(
                                section ->
                                        "# "
                                                + section.getKey()
                                                + LINE_END
                                                + pairs(section.getValue(), ":", LINE_END)
                                                + LINE_END)
                        .collect(Collectors.joining(LINE_END)));
    }

    /** One line of pairs {@code name=value}. */
    public static Bytes line(Map<String, Object> values) {
        return Bytes.of(pairs(values, "=", " ") + "\n");
    }

    private static String pairs(Map<String, Object> values, String between, String after) {
        return values.entrySet().stream()
                .map(entry -> entry.getKey() + between + entry.getValue())
                .collect(Collectors.joining(after));
    }
}
