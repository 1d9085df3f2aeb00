package org.ropewalk.server;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.function.Function;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.observe.CommandStats;

/** Counts what happens on the connections of one factory. Any thread. */
final class ServerCounters {
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong accepted = new AtomicLong();
    private final AtomicLongArray errors = new AtomicLongArray(ErrorKind.values().length);
    private final AtomicLongArray endings = new AtomicLongArray(CloseReason.values().length);

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
        errors.incrementAndGet(kind.ordinal());
    }

    long errors(ErrorKind kind) {
        return errors.get(kind.ordinal());
    }

    void count(CloseReason ending) {
        endings.incrementAndGet(ending.ordinal());
    }

    long endings(CloseReason ending) {
        return endings.get(ending.ordinal());
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
