package org.ropewalk.observe;

import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;

/** Counts commands by their names, for servers and clients. Any thread. */
public final class CommandCounters implements CommandObserver {
    private final Map<String, Counters> counters = new ConcurrentHashMap<>();

    /** Counters that are zero. */
    public CommandCounters() {}

    /** The counters of one command, which are its scope as well. */
    private static final class Counters implements CommandScope {
        private final AtomicLongArray outcomes = new AtomicLongArray(Outcome.values().length);
        private final LongAdder durationNs = new LongAdder();
        private final LongAccumulator longestNs = new LongAccumulator(Long::max, 0);
        private final LongAdder bytesIn = new LongAdder();
        private final LongAdder bytesOut = new LongAdder();

        @Override
        public void completed(CommandEnd end) {
            outcomes.incrementAndGet(end.outcome().ordinal());
            durationNs.add(end.durationNs());
            longestNs.accumulate(end.durationNs());
            bytesIn.add(end.bytesIn());
            bytesOut.add(end.bytesOut());
        }

        private CommandStats stats() {
            Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
            for (Outcome outcome : Outcome.values()) {
                counts.put(outcome, outcomes.get(outcome.ordinal()));
            }
            return new CommandStats(
                    counts, durationNs.sum(), longestNs.get(), bytesIn.sum(), bytesOut.sum());
        }
    }

    @Override
    public CommandScope started(ConnectionInfo connection, String command) {
        return counters.computeIfAbsent(command, name -> new Counters());
    }

    /** The counters since the start, by the names of the commands. */
    public Map<String, CommandStats> stats() {
        Map<String, CommandStats> all = new TreeMap<>();
        counters.forEach((name, each) -> all.put(name, each.stats()));
        return all;
    }
}
