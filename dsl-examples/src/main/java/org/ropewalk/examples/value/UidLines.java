package org.ropewalk.examples.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The UIDs of a mailbox as lines: the validity and the next UID, then a UID and a name for each
 * message. Lines may have been added since: of messages that came, and of those that are gone.
 *
 * @param next greater than all UIDs that the lines have
 * @param count how many lines there are behind the first
 * @param whole whether all lines could be read, and the last has its end
 */
public record UidLines(long validity, long next, Map<String, Long> uids, int count, boolean whole) {
    private static final String GONE = "- ";

    private static final int HEAD = 2;

    /** Reads lines; empty if the first is not of this form. A line that is none is left out. */
    public static Optional<UidLines> parse(String text) {
        String[] lines = text.split("\n", -1);
        String[] head = lines[0].split(" ");
        if (head.length != HEAD || Token.number(head[0], 0) <= 0 || Token.number(head[1], 0) <= 0) {
            return Optional.empty();
        }
        Map<String, Long> uids = new HashMap<>();
        long next = Token.number(head[1], 0);
        int last = lines.length - 1;
        boolean whole = lines[last].isEmpty();
        for (int i = 1; i < last; i++) {
            String line = lines[i];
            int blank = line.indexOf(' ');
            long uid = blank > 0 ? Token.number(line.substring(0, blank), 0) : 0;
            if (line.startsWith(GONE)) {
                uids.remove(line.substring(GONE.length()));
            } else if (uid > 0) {
                uids.put(line.substring(blank + 1), uid);
                next = Math.max(next, uid + 1);
            } else {
                whole = false;
            }
        }
        return Optional.of(
                new UidLines(Token.number(head[0], 0), next, uids, Math.max(0, last - 1), whole));
    }

    /** The lines of a mailbox, in the order of the UIDs. */
    public static String text(long validity, long next, Map<String, Long> uids) {
        return uids.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(entry -> came(entry.getKey(), entry.getValue()))
                .collect(Collectors.joining("", validity + " " + next + "\n", ""));
    }

    /** The line of a message that has come. */
    public static String came(String name, long uid) {
        return uid + " " + name + "\n";
    }

    /** The line of a message that is gone: its name may come again, with another UID. */
    public static String gone(String name) {
        return GONE + name + "\n";
    }
}
