package org.ropewalk.examples.value;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The UIDs of a mailbox as lines: the validity and the next UID, then a UID and a name for each
 * message.
 */
public record UidLines(long validity, long next, Map<String, Long> uids) {
    private static final int HEAD = 2;

    /** Reads lines; empty if the first is not of this form. */
    public static Optional<UidLines> parse(List<String> lines) {
        String[] head = lines.isEmpty() ? new String[0] : lines.get(0).split(" ");
        if (head.length != HEAD || Token.number(head[0], 0) <= 0 || Token.number(head[1], 0) <= 0) {
            return Optional.empty();
        }
        Map<String, Long> uids = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            int blank = line.indexOf(' ');
            if (blank > 0) {
                uids.put(line.substring(blank + 1), Token.number(line.substring(0, blank), 0));
            }
        }
        return Optional.of(new UidLines(Token.number(head[0], 0), Token.number(head[1], 0), uids));
    }

    /** The lines, in the order of the UIDs. */
    public String text() {
        return uids.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> entry.getValue() + " " + entry.getKey() + "\n")
                .collect(Collectors.joining("", validity + " " + next + "\n", ""));
    }
}
