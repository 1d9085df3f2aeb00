package org.ropewalk.it.corpus;

import java.util.Random;

/**
 * What one client of a simulation sends, and what must come back.
 *
 * @param command the bytes
 * @param call what the handler writes down; null if it is not called
 * @param reply the bytes
 * @param ends whether the server ends the connection behind the reply
 */
record Exchange(String command, String call, String reply, boolean ends) {
    /** A command and its reply, as the protocol's own words have them. */
    static Exchange draw(Random random, int maxReplyBytes) {
        String text = "t" + random.nextInt(1000);
        return switch (random.nextInt(12)) {
            case 0 -> new Exchange("PING\r\n", "PING", "+PONG\r\n", false);
            case 1 -> {
                int a = random.nextInt();
                int b = random.nextInt();
                yield new Exchange(
                        "ADD " + a + " " + b + "\r\n",
                        "ADD " + a + " " + b,
                        "+OK " + ((long) a + b) + "\r\n",
                        false);
            }
            case 2 -> {
                String data = "d".repeat(random.nextInt(400));
                yield new Exchange(
                        "PUT k " + data.length() + "\r\n" + data + "\r\n",
                        "PUT k " + data.length(),
                        "+OK stored " + data.length() + "\r\n",
                        false);
            }
            case 3 ->
                    new Exchange(
                            "SLOW " + random.nextInt(100) + "\r\n", "SLOW", "+OK slow\r\n", false);
            case 4 -> {
                int bytes = random.nextInt(maxReplyBytes / 2);
                yield new Exchange(
                        "HUGE " + bytes + "\r\n",
                        "HUGE",
                        "$" + bytes + "\r\n" + "x".repeat(bytes) + "\r\n",
                        false);
            }
            case 5 -> new Exchange("what\r\n", null, "-ERR UNKNOWN\r\n", false);
            case 6 -> new Exchange("ADD 1\r\n", null, "-ERR ARGS\r\n", false);
            case 7 -> new Exchange("TWICE\r\n", "TWICE", "+OK 1\r\n", false);
            case 8 ->
                    random.nextInt(6) > 0
                            ? new Exchange("NOOP\r\n", "NOOP", "+OK\r\n", false)
                            : new Exchange("FAIL\r\n", "FAIL", "-ERR INTERNAL\r\n", true);
            case 9 ->
                    random.nextInt(8) > 0
                            ? new Exchange("NOOP\r\n", "NOOP", "+OK\r\n", false)
                            : new Exchange("QUIT\r\n", "QUIT", "+OK bye\r\n", true);
            case 10 ->
                    new Exchange("X" + "y".repeat(600) + "\r\n", null, "-ERR TOOLONG\r\n", false);
            default ->
                    new Exchange(
                            "ECHO " + text + "\r\n", "ECHO " + text, "+OK " + text + "\r\n", false);
        };
    }
}
