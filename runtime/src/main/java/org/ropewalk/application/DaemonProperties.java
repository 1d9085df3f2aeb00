package org.ropewalk.application;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.uring.Reactors;
import org.ropewalk.uring.UringReactor;

/** The settings of a daemon that an operator gives as properties. */
final class DaemonProperties {
    private static final String PREFIX = "ropewalk.daemon.";
    private static final Pattern DURATION = Pattern.compile("([0-9]{1,9})(ms|s|m|h)");
    private static final Pattern ADDRESS =
            Pattern.compile("(?:(\\[[0-9A-Fa-f:.%]+\\]|[^:\\[\\]]+):)?([0-9]{1,5})");
    private static final int MAX_PORT = 65_535;
    private static final int MOST_LOOPS = 1_024;

    private static final Map<String, BiConsumer<Daemon, String>> KNOWN =
            new TreeMap<>(
                    Map.of(
                            "drain", (daemon, value) -> daemon.drain(duration(value)),
                            "stop-delay", (daemon, value) -> daemon.stopDelay(duration(value)),
                            "loops", (daemon, value) -> daemon.loops(count(value)),
                            "reactor", (daemon, value) -> daemon.reactor(reactors(value)),
                            "ready-file", (daemon, value) -> daemon.readyFile(path(value)),
                            "probes", (daemon, value) -> daemon.probes(address(value))));

    private DaemonProperties() {}

    /**
     * Sets what {@code properties} has.
     *
     * @throws IllegalArgumentException if one is not known, or its value is wrong; the message says
     *     which, why and what to give
     */
    static void apply(Properties properties, Daemon daemon) {
        for (String name : new TreeSet<>(properties.stringPropertyNames())) {
            if (name.startsWith(PREFIX)) {
                set(daemon, name, properties.getProperty(name));
            }
        }
    }

    private static void set(Daemon daemon, String name, String value) {
        BiConsumer<Daemon, String> setter = KNOWN.get(name.substring(PREFIX.length()));
        if (setter == null) {
            throw new IllegalArgumentException(
                    "the property "
                            + name
                            + " is not known; known are "
                            + PREFIX
                            + String.join(", " + PREFIX, KNOWN.keySet()));
        }
        try {
            setter.accept(daemon, value);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "the property " + name + " is \"" + value + "\"; " + e.getMessage(), e);
        }
    }

    private static Duration duration(String value) {
        Matcher matcher = DURATION.matcher(value);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("give a time such as 500ms, 10s or 2m");
        }
        long number = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    private static int count(String value) {
        int count = value.matches("[0-9]{1,5}") ? Integer.parseInt(value) : 0;
        if (count < 1 || count > MOST_LOOPS) {
            throw new IllegalArgumentException("give a number from 1 to " + MOST_LOOPS);
        }
        return count;
    }

    private static IntFunction<Reactor> reactors(String value) {
        return switch (value) {
            case "nio" -> NioReactor::create;
            case "uring" -> UringReactor::create;
            case "best" -> Reactors::best;
            default -> throw new IllegalArgumentException("give nio, uring or best");
        };
    }

    private static Path path(String value) {
        try {
            if (!value.isBlank()) {
                return Path.of(value);
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(
                    "give the path of a file: " + e.getReason().toLowerCase(Locale.ROOT), e);
        }
        throw new IllegalArgumentException("give the path of a file");
    }

    private static InetSocketAddress address(String value) {
        Matcher matcher = ADDRESS.matcher(value);
        int port = matcher.matches() ? Integer.parseInt(matcher.group(2)) : MAX_PORT + 1;
        if (port > MAX_PORT) {
            throw new IllegalArgumentException(
                    "give a port on the loopback interface such as 8081, or an address and a"
                            + " port such as 10.0.0.1:8081");
        }
        try {
            return new InetSocketAddress(
                    matcher.group(1) == null
                            ? InetAddress.getLoopbackAddress()
                            : InetAddress.getByName(matcher.group(1)),
                    port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(
                    "there is no host " + matcher.group(1) + "; give an address of this machine",
                    e);
        }
    }
}
