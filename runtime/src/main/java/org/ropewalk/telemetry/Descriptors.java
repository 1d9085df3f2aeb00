package org.ropewalk.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/** The number of files and connections that the system allows this process to have open. */
public final class Descriptors {
    private static final Path LIMITS = Path.of("/proc/self/limits");
    private static final String PREFIX = "Max open files";

    private Descriptors() {}

    /** The limit; empty if the system does not provide it. */
    public static OptionalInt limit() {
        try {
            return Files.isReadable(LIMITS)
                    ? limit(Files.readAllLines(LIMITS))
                    : OptionalInt.empty();
        } catch (IOException e) {
            return OptionalInt.empty();
        }
    }

    /** The soft limit, in Linux's words. */
    static OptionalInt limit(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith(PREFIX))
                .map(line -> line.substring(PREFIX.length()).trim().split(" ")[0])
                .filter(word -> word.matches("[0-9]{1,9}"))
                .mapToInt(Integer::parseInt)
                .findFirst();
    }
}
