package org.ropewalk.it.overlap;

import java.util.List;
import java.util.Random;

/** A second reading of the console's rules: what it writes for whole lines. */
final class ConsoleOracle {
    private static final List<String> LINES =
            List.of(
                    "idle",
                    "idle",
                    "noidle",
                    "noidle",
                    "abort",
                    "copy a",
                    "copy a",
                    "ping 1",
                    "ping x",
                    "noidle now",
                    "abort now",
                    "jump",
                    "idle now",
                    "copy",
                    "ping " + "1".repeat(80));

    /** Ten errors in a row end a connection. */
    private static final int MOST_LINES = 9;

    private static final String PROMPT = "console> ";

    private final StringBuilder text = new StringBuilder(PROMPT);

    /** What is written behind the command that waits. */
    private final StringBuilder behind = new StringBuilder();

    /** Which command waits; empty if none does. */
    private String waits = "";

    private ConsoleOracle() {}

    /** Lines of {@code random}. */
    static String script(Random random) {
        StringBuilder lines = new StringBuilder();
        for (int i = random.nextInt(MOST_LINES); i >= 0; i--) {
            lines.append(LINES.get(random.nextInt(LINES.size()))).append("\r\n");
        }
        return lines.toString();
    }

    /** Lines after which nothing waits: each command that waits is interrupted at once. */
    static String answered(Random random) {
        StringBuilder lines = new StringBuilder();
        for (String line : script(random).split("\r\n")) {
            lines.append(line).append("\r\n");
            lines.append(line.equals("idle") ? "noidle\r\n" : "");
            lines.append(line.startsWith("copy a") ? "abort\r\n" : "");
        }
        return lines.toString();
    }

    /** What the server has written when it has received {@code script}. */
    static String answers(String script) {
        ConsoleOracle oracle = new ConsoleOracle();
        for (String line : script.split("\r\n")) {
            oracle.receive(line);
        }
        return oracle.text.toString();
    }

    private void receive(String line) {
        if (waits.isEmpty()) {
            answer(line);
        } else if (waits.equals("ever")) {
            return;
        } else if (waits.equals("idle") && line.equals("noidle")) {
            end("CHANGED a\r\nOK\r\n");
        } else if (waits.equals("copy") && line.equals("abort")) {
            behind.append("226 aborted\r\n");
            end("226 copied\r\n");
        } else if (line.equals(waits.equals("idle") ? "noidle now" : "abort now")) {
            // Its verb interrupts, but it is wrong: answered behind the command that waits.
            behind.append("ERR usage\r\n");
        } else {
            // It waits, and so does all that follows: nothing else completes a command.
            waits = "ever";
            behind.setLength(0);
        }
    }

    private void end(String lines) {
        waits = "";
        text.append(lines).append(behind).append(PROMPT);
        behind.setLength(0);
    }

    private void answer(String line) {
        switch (line) {
            case "idle" -> waits = "idle";
            case "copy a" -> {
                waits = "copy";
                text.append("150 copying a\r\n");
            }
            case "ping 1" -> end("PONG 1\r\n");
            case "ping x" -> end("ERR malformed\r\n");
            case "noidle", "abort" -> end("ERR misplaced\r\n");
            case "jump" -> end("ERR unknown\r\n");
            default -> end(line.length() > 64 ? "ERR long\r\n" : "ERR usage\r\n");
        }
    }
}
