package org.ropewalk.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Stream;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.observe.CommandStats;

/** Counts what happens on the connections of one factory. Any thread. */
final class ServerCounters {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLong[] errors = zeros(ErrorKind.values().length);
    private final AtomicLong[] endings = zeros(CloseReason.values().length);

    private static AtomicLong[] zeros(int count) {
        return Stream.generate(AtomicLong::new).limit(count).toArray(AtomicLong[]::new);
    }

    /** A connection was accepted. */
    void opened() {
        accepted.incrementAndGet();
        open.incrementAndGet();
    }

    /** A connection has ended. */
    void closed() {
        open.decrementAndGet();
    }

    /** How many connections are open. */
    int open() {
        return open.get();
    }

    void count(ErrorKind kind) {
        errors[kind.ordinal()].incrementAndGet();
    }

    long errors(ErrorKind kind) {
        return errors[kind.ordinal()].get();
    }

    void count(CloseReason ending) {
        endings[ending.ordinal()].incrementAndGet();
    }

    long endings(CloseReason ending) {
        return endings[ending.ordinal()].get();
    }

    ServerStats stats(LineLimits limits, boolean overloaded, Map<String, CommandStats> commands) {
        return new ServerStats(
                limits,
                open(),
                accepted.get(),
                overloaded,
                all(ErrorKind.class, this::errors),
                all(CloseReason.class, this::endings),
                commands);
    }

    private static <E extends Enum<E>> Map<E, Long> all(Class<E> type, Function<E, Long> counts) {
        Map<E, Long> all = new EnumMap<>(type);
        for (E each : type.getEnumConstants()) {
            all.put(each, counts.apply(each));
        }
        return all;
    }
}
