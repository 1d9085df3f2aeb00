package org.ropewalk.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the figures were measured on. */
final class Machine {
    private static final Path JDKS = Path.of("/usr/lib/jvm");
    private static final Pattern FEATURE =
            Pattern.compile("JAVA_VERSION=\"(?:1\\.)?(\\d+)[^\"]*\"");
    private static final boolean PINS =
            Runtime.getRuntime().availableProcessors() > 1
                    && Files.isExecutable(Path.of("/usr/bin/taskset"));

    private Machine() {}

    /** The command, on one processor if that can be said here: 0 for servers, 1 for the load. */
    static List<String> pinned(int processor, List<String> command) {
        if (!PINS) {
            return command;
        }
        List<String> pinned = new ArrayList<>(List.of("taskset", "-c", "" + processor));
        pinned.addAll(command);
        return pinned;
    }

    /** One paragraph: processors, system, JDK. */
    static String description(Path jdk) {
        return Runtime.getRuntime().availableProcessors()
                + " × "
                + first(Path.of("/proc/cpuinfo"), "model name\\s*:\\s*(.*)").orElse("processor")
                + ", "
                + System.getProperty("os.name")
                + " "
                + System.getProperty("os.version")
                + ", JDK "
                + version(jdk)
                + (PINS ? ", servers on processor 0 and load on 1" : ", nothing pinned");
    }

    /** The version of a JDK. */
    static String version(Path jdk) {
        return first(jdk.resolve("release"), "JAVA_VERSION=\"([^\"]*)\"").orElse("unknown");
    }

    private static Optional<String> first(Path file, String pattern) {
        try {
            Matcher matcher = Pattern.compile(pattern).matcher(Files.readString(file));
            return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** {@code preferred} if it is that new, else the oldest installed one that is. */
    static Optional<Path> jdkFrom(int feature, Path preferred) {
        if (feature(preferred) >= feature) {
            return Optional.of(preferred);
        }
        TreeMap<Integer, Path> found = new TreeMap<>();
        try (DirectoryStream<Path> homes = Files.newDirectoryStream(JDKS)) {
            for (Path home : homes) {
                if (Files.isExecutable(home.resolve("bin/java"))) {
                    found.put(feature(home), home);
                }
            }
        } catch (IOException e) {
            return Optional.empty();
        }
        return Optional.ofNullable(found.ceilingEntry(feature)).map(entry -> entry.getValue());
    }

    private static int feature(Path jdk) {
        try {
            Matcher matcher = FEATURE.matcher(Files.readString(jdk.resolve("release")));
            return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
