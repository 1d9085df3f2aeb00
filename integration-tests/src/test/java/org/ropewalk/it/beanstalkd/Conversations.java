package org.ropewalk.it.beanstalkd;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Conversations of two workers with a work queue: each seed gives the same lines. {@code @2} stands
 * for the id of the third job. What is known to differ is not asked: docs/protocols.md lists it.
 */
final class Conversations {
    /** How many workers there are. */
    static final int WORKERS = 2;

    private static final int MOST_LINES = 30;
    private static final List<String> BODIES =
            List.of(
                    "",
                    "x",
                    "hello",
                    "a\r\nb",
                    "\0\u00ff",
                    "y".repeat(300),
                    "z".repeat(65_535),
                    "q".repeat(65_536));
    private static final List<String> PRIORITIES =
            List.of("0", "1", "10", "1023", "1024", "4294967295", "007");
    private static final List<String> TIMES = List.of("60", "100", "2", "4294967295");
    private static final List<String> BOUNDS = List.of("0", "1", "2", "10", "4294967295");
    private static final List<String> NAMES =
            List.of(
                    "a$b_c.d(e)f;g/h+i-j",
                    "x".repeat(200),
                    "-bad",
                    "a b",
                    "\u00ff",
                    "a,b",
                    "a!b",
                    "(a",
                    ".x",
                    "$x",
                    ";x",
                    "/x",
                    "+x",
                    "_x");
    private static final List<String> IDS =
            List.of("0", "x", "18446744073709551615", "18446744073709551616", "1x");
    private static final List<String> OTHERS =
            List.of(
                    "",
                    "foo",
                    "PUT 0 0 1 1",
                    "list-tubes x",
                    " list-tube-used",
                    "list-tube-used ",
                    "stats-job",
                    "peek-ready x",
                    "touch 1 2",
                    "delete 1 2",
                    "use a b",
                    "x".repeat(222),
                    "listtubes",
                    "bury 1",
                    "bury 1 2 3",
                    "release 1 2",
                    "release 1 2 3 4",
                    "pause-tube x",
                    "peekx",
                    "deletex 1",
                    "kickx 1");

    /** What one of the workers sends. */
    record Line(int worker, String text) {}

    private final long seed;
    private final Random random;

    private Conversations(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    /** The lines that {@code seed} stands for; tubes have names of its own. */
    static List<Line> of(long seed) {
        Conversations one = new Conversations(seed);
        List<Line> lines = new ArrayList<>();
        int size = 2 + one.random.nextInt(MOST_LINES);
        for (int i = 0; i < size; i++) {
            lines.add(new Line(one.random.nextInt(WORKERS), one.line()));
        }
        return lines;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private String tube() {
        return "s" + seed + any(List.of("a", "a", "b", "c"));
    }

    private String name() {
        return oneIn(8) ? any(NAMES) : tube();
    }

    private String id() {
        return oneIn(15) ? any(IDS) : "@" + random.nextInt(random.nextBoolean() ? 3 : 7);
    }

    private String delay() {
        return any(List.of("0", "0", "0", "100"));
    }

    private String used(String command) {
        return "use " + tube() + "\r\n" + command + "\r\n";
    }

    private String line() {
        return switch (random.nextInt(26)) {
            case 0, 1, 2, 3, 4, 5 -> put();
            case 6 -> "use " + name() + "\r\n";
            case 7 -> "watch " + name() + "\r\n";
            case 8 -> "ignore " + name() + "\r\n";
            case 9, 10, 11 -> "reserve-with-timeout 0\r\n";
            case 12 -> "reserve-job " + id() + "\r\n";
            case 13 -> "delete " + id() + "\r\n";
            case 14 -> "release " + id() + " " + any(PRIORITIES) + " " + delay() + "\r\n";
            case 15 -> "bury " + id() + " " + any(PRIORITIES) + "\r\n";
            case 16 -> "touch " + id() + "\r\n";
            case 17 -> used("kick " + any(BOUNDS));
            case 18 -> "kick-job " + id() + "\r\n";
            case 19 -> "peek " + id() + "\r\n";
            case 20 -> used(any(List.of("peek-ready", "peek-delayed", "peek-buried")));
            case 21, 22 -> "stats-job " + id() + "\r\n";
            case 23 -> "stats-tube " + name() + "\r\n";
            case 24 -> any(List.of("list-tubes-watched", "pause-tube " + name() + " 100")) + "\r\n";
            default -> any(OTHERS) + "\r\n";
        };
    }

    private String put() {
        String body = any(BODIES);
        String numbers = any(PRIORITIES) + " " + delay() + " " + any(TIMES) + " " + body.length();
        return used("put " + numbers + "\r\n" + body);
    }
}
