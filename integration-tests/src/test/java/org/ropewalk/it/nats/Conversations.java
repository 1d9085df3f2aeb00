package org.ropewalk.it.nats;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Conversations of three clients with a NATS server: each seed gives the same lines. What is known
 * to differ is not asked: docs/protocols.md lists it.
 */
final class Conversations {
    /** How many clients there are. */
    static final int CLIENTS = 3;

    private static final int MOST_LINES = 25;
    private static final List<String> WANTED =
            List.of(
                    "a", "a.b", "a.b.c", "a.*", "*.b", "a.>", ">", "*", "*.*", "a.*.c", "b",
                    "a.*.>", "A.b", "a*", "a>b", "a.**");
    private static final List<String> ILLEGAL = List.of("a..b", ".a", "a.>.b", ">.a");
    private static final List<String> SUBJECTS =
            List.of("a", "a.b", "a.b.c", "b", "x.b", "a.x.c", "a.b.c.d", "A.b", "$SYS.x", "a*");
    private static final List<String> PEDANTIC = List.of("a..b", ".a", "a.", "a.>", "*", "a.*");
    private static final List<String> SIDS = List.of("1", "2", "3", "4", "x", "9".repeat(20));
    private static final List<String> BODIES =
            List.of("", "x", "hello", "a\r\nb", "\0\u00ff", "y".repeat(300));
    private static final List<String> HEADERS =
            List.of("NATS/1.0\r\n\r\n", "NATS/1.0\r\nA: b\r\n\r\n");
    private static final List<String> TOLERATED =
            List.of(
                    "PONG\r\n",
                    "sub a  5\r\n",
                    "SUB\ta\t6\r\n",
                    "pub a 1\r\nx\r\n",
                    "PUB a  1\r\nx\r\n",
                    "unsub 1\r\n",
                    "PUB a 1 \r\nx\r\n",
                    "SUB a 7 \r\n",
                    "PONG\n",
                    "CONNECT {}\r\n",
                    "CONNECT {\"echo\":true}\r\n");
    private static final List<String> WRONG =
            List.of(
                    "FOO\r\n",
                    "SUB a\r\n",
                    "PUB a\r\n",
                    "PUB a x\r\n",
                    "PUB a -1\r\n",
                    "PUB a 3\r\nabcdef\r\n",
                    "HPUB a 5 3\r\nabc\r\n",
                    "HPUB a 3\r\nabc\r\n",
                    "SUB a b c d\r\n",
                    "PUB a b c 1\r\nx\r\n",
                    "PUB a 2000000\r\n",
                    "CONNECT {bad\r\n",
                    "\r\n",
                    "PUBX a 1\r\nx\r\n");

    /** What one of the clients sends. */
    record Line(int client, String text) {}

    private final Random random;
    private final boolean[] verbose = new boolean[CLIENTS];

    private Conversations(long seed) {
        random = new Random(seed);
    }

    /** The lines that {@code seed} stands for. */
    static List<Line> of(long seed) {
        Conversations one = new Conversations(seed);
        List<Line> lines = new ArrayList<>();
        for (int client = 0; client < CLIENTS; client++) {
            lines.add(new Line(client, one.connect(client)));
        }
        int size = 3 + one.random.nextInt(MOST_LINES);
        for (int i = 0; i < size; i++) {
            int client = one.random.nextInt(CLIENTS);
            lines.add(new Line(client, one.line(client)));
        }
        return lines;
    }

    private String any(List<String> list) {
        return list.get(random.nextInt(list.size()));
    }

    private boolean oneIn(int times) {
        return random.nextInt(times) == 0;
    }

    private String connect(int client) {
        verbose[client] = oneIn(4);
        List<String> options = new ArrayList<>(List.of("\"verbose\":" + verbose[client]));
        options.add("\"headers\":" + (verbose[client] || !oneIn(8)));
        for (String option : List.of("pedantic", "echo")) {
            if (oneIn(3)) {
                options.add("\"" + option + "\":" + random.nextBoolean());
            }
        }
        if (oneIn(3) && options.contains("\"headers\":true")) {
            options.add("\"no_responders\":true");
        }
        if (oneIn(5)) {
            options.add("\"name\":\"x y\",\"foo\":{\"a\":[1,2,null]}");
        }
        return "CONNECT {" + String.join(",", options) + "}\r\n";
    }

    private String line(int client) {
        return switch (random.nextInt(21)) {
            case 0, 1, 2, 3, 4, 5 -> {
                String sid = any(SIDS);
                yield "SUB "
                        + (oneIn(12) && !verbose[client] ? any(ILLEGAL) : any(WANTED))
                        + (oneIn(5) ? " q" + client + sid + " " : " ")
                        + sid
                        + "\r\n";
            }
            case 6, 7 ->
                    "UNSUB "
                            + any(SIDS)
                            + (oneIn(2) ? "" : " " + any(List.of("1", "2", "3", "10")))
                            + "\r\n";
            case 8, 9, 10, 11, 12, 13 -> {
                String body = any(BODIES);
                yield "PUB " + subjects() + body.length() + "\r\n" + body + "\r\n";
            }
            case 14, 15, 16 -> {
                String headers = any(HEADERS);
                String all = headers + any(BODIES);
                yield "HPUB %s%d %d\r\n%s\r\n"
                        .formatted(subjects(), headers.length(), all.length(), all);
            }
            case 17 -> any(TOLERATED);
            case 18 -> oneIn(3) ? any(WRONG) : any(TOLERATED);
            default -> "PONG\r\n";
        };
    }

    /** That of a message, and perhaps that of its answers. */
    private String subjects() {
        String subject = oneIn(12) ? any(PEDANTIC) : any(SUBJECTS);
        return subject + " " + (oneIn(3) ? any(SUBJECTS) + " " : "");
    }
}
