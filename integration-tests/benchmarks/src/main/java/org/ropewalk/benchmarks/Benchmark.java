package org.ropewalk.benchmarks;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/** The program: {@code compare}, {@code growth}, {@code facts}, {@code redis} or {@code parts}. */
public final class Benchmark {
    private static final int USAGE = 2;
    private static final int FAILURE = 1;

    private Benchmark() {}

    /** Exits with 2 if the arguments are wrong, with 1 if something cannot be measured. */
    public static void main(String[] arguments) throws Exception {
        String command =
                arguments.length == 0 || arguments[0].startsWith("--") ? "compare" : arguments[0];
        List<String> words =
                Arrays.asList(arguments)
                        .subList(
                                arguments.length > 0 && arguments[0].equals(command) ? 1 : 0,
                                arguments.length);
        try {
            switch (command) {
                case "compare" -> new Comparison(Options.parse(words), Load.compile()).run();
                case "growth" -> new Growth(Options.parse(words), Load.compile()).run();
                case "facts" -> new Facts(Options.parse(words), Load.compile()).run();
                case "redis" -> new RedisComparison(Options.parse(words)).run();
                case "parts" -> org.openjdk.jmh.Main.main(words.toArray(String[]::new));
                default -> throw new IllegalArgumentException(command + " is not a command");
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.println(Options.USAGE);
            System.exit(USAGE);
        } catch (IOException e) {
            System.err.println(e.getMessage());
            System.exit(FAILURE);
        }
    }
}
