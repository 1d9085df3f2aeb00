package org.ropewalk.it.simulation;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one peer receives, compared byte by byte with what it must receive: the replies in the order
 * of its commands, and between them lines that are pushed.
 */
final class Conversation {
    private static final String FAILED = "-FAILED ";

    private final Scenario scenario;
    private final int client;
    private final Deque<Expected> expected = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private final Set<Integer> pushes = new HashSet<>();
    private final Map<String, Integer> lastOfLoop = new HashMap<>();
    private int at;
    private int replies;
    private boolean over;
    private boolean broken;

    Conversation(Scenario scenario, int client) {
        this.scenario = scenario;
        this.client = client;
    }

    /**
     * One reply: a head, a value that is one byte repeated, a tail.
     *
     * @param fails whether the command fails instead, and ends the connection with an error line or
     *     without
     * @param ends whether the connection ends behind it
     */
    record Expected(
            byte[] head, int bytes, byte pattern, byte[] tail, boolean fails, boolean ends) {
        static Expected line(String line) {
            return new Expected(bytes(line + "\r\n"), 0, (byte) 0, bytes(""), false, false);
        }

        static Expected last(String line) {
            return new Expected(bytes(line + "\r\n"), 0, (byte) 0, bytes(""), false, true);
        }

        static Expected value(int client, int serial, int bytes) {
            return new Expected(
                    bytes("$ " + client + " " + serial + " " + bytes + "\r\n"),
                    bytes,
                    Handler.pattern(client),
                    bytes("\r\n"),
                    false,
                    false);
        }

        static Expected failure() {
            return new Expected(bytes(""), 0, (byte) 0, bytes(""), true, true);
        }

        private static byte[] bytes(String text) {
            return text.getBytes(ISO_8859_1);
        }

        private boolean isLine(String line) {
            return new String(head, ISO_8859_1).equals(line + "\r\n");
        }

        private int length() {
            return head.length + bytes + tail.length;
        }

        private byte at(int index) {
            if (index < head.length) {
                return head[index];
            }
            int behind = index - head.length - bytes;
            return behind < 0 ? pattern : tail[behind];
        }
    }

    void expect(Expected reply) {
        expected.add(reply);
    }

    /** How many replies have come whole. */
    int replies() {
        return replies;
    }

    /** How many replies have not come; a failure may have none. */
    int missing() {
        return (int) expected.stream().filter(each -> !each.fails()).count();
    }

    /** Whether the next command fails, and no error line has said so. */
    boolean fails() {
        return !over && !expected.isEmpty() && expected.peek().fails();
    }

    /** Whether so many bytes must still come. */
    boolean awaits(int bytes) {
        int sum = -at;
        for (Expected each : expected) {
            sum += each.length();
            if (sum >= bytes) {
                return true;
            }
        }
        return false;
    }

    /** The numbers of the events that were pushed. */
    Set<Integer> pushes() {
        return pushes;
    }

    void received(byte[] bytes) {
        int i = 0;
        while (i < bytes.length && !broken) {
            i = line.length() > 0 || at == 0 && isLine(bytes[i]) ? line(bytes, i) : reply(bytes, i);
        }
    }

    /** Whether a line begins here that is pushed, or says that something is wrong. */
    private static boolean isLine(byte first) {
        return first == '*' || first == '-';
    }

    private int line(byte[] bytes, int from) {
        for (int i = from; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                String whole = line.substring(0, line.length() - 1);
                line.setLength(0);
                if (whole.startsWith("* ")) {
                    pushed(whole);
                } else {
                    rejected(whole);
                }
                return i + 1;
            }
            line.append((char) bytes[i]);
        }
        return bytes.length;
    }

    private void pushed(String whole) {
        if (over) {
            wrong("\"" + whole + "\" behind the last reply");
            return;
        }
        scenario.count(Event.PUSH);
        String[] words = whole.split(" ");
        int group = Integer.parseInt(words[1]);
        int number = Integer.parseInt(words[2]);
        Handler handler = scenario.handler(client);
        if (handler != null && !handler.hasJoined(group)) {
            wrong("\"" + whole + "\" of a group that it is no member of");
        }
        if (!pushes.add(number)) {
            wrong("\"" + whole + "\" twice");
        }
        Integer last = lastOfLoop.put(words[3], number);
        if (last != null && last >= number) {
            wrong("\"" + whole + "\" behind number " + last);
        }
    }

    private void rejected(String whole) {
        Expected next = expected.peek();
        if (over) {
            wrong("\"" + whole + "\" behind the last reply");
        } else if (next != null && next.isLine(whole)) {
            answered();
        } else if (whole.startsWith(FAILED) && next != null && next.fails()
                || whole.equals("-SHUTDOWN") && scenario.isDraining()) {
            over = true;
        } else {
            wrong("\"" + whole + "\"");
        }
    }

    private void answered() {
        over = expected.remove().ends();
        at = 0;
        replies++;
        scenario.count(Event.REPLY);
    }

    private int reply(byte[] bytes, int from) {
        Expected next = expected.peek();
        if (over || next == null || next.fails()) {
            wrong("\"" + rest(bytes, from) + "\", which answers nothing");
            return bytes.length;
        }
        int i = from;
        while (i < bytes.length && at < next.length()) {
            if (bytes[i] != next.at(at)) {
                wrong(
                        "\"%s\" at byte %s of the reply \"%s\""
                                .formatted(
                                        rest(bytes, i), at, new String(next.head(), ISO_8859_1)));
                return bytes.length;
            }
            i++;
            at++;
        }
        if (at == next.length()) {
            answered();
        }
        return i;
    }

    private static String rest(byte[] bytes, int from) {
        return new String(bytes, from, Math.min(60, bytes.length - from), ISO_8859_1);
    }

    private void wrong(String what) {
        broken = true;
        scenario.invariants().violated("connection %s received %s", client, what);
    }
}
