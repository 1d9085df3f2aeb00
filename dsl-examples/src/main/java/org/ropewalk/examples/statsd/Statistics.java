package org.ropewalk.examples.statsd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.ropewalk.examples.value.Level;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.ErrorKind;

/** The aggregates of all samples that were received. Any thread. */
public final class Statistics implements StatsD, StatsAdmin {
    /** The bytes of a name, or of a member of a set. */
    static final int MOST_NAME_BYTES = 200;

    private static final Comparator<Bytes> BY_NAME = Comparator.comparing(Bytes::toString);

    private final int mostNames;
    private final Map<Bytes, Double> counters = new HashMap<>();
    private final Map<Bytes, Double> gauges = new HashMap<>();
    private final Map<Bytes, Timer> timers = new HashMap<>();
    private final Map<Bytes, Set<Bytes>> sets = new HashMap<>();
    private long lines;
    private long badLines;
    private long dropped;
    private int names;

    /**
     * Keeps at most {@code mostNames} names and members of sets, of at most 200 bytes each; others
     * are dropped.
     */
    public Statistics(int mostNames) {
        this.mostNames = mostNames;
    }

    // ---- samples

    @Override
    public synchronized void sample(Bytes bucket, List<Sample> samples, List<Bytes> tags) {
        lines++;
        for (Sample sample : samples) {
            if (sample instanceof Sample.Count count) {
                add(bucket, count);
            } else if (sample instanceof Sample.Gauge gauge) {
                set(bucket, gauge.level());
            } else if (sample instanceof Sample.Timing timing) {
                time(bucket, timing.millis());
            } else if (sample instanceof Sample.Histogram histogram) {
                time(bucket, histogram.value());
            } else if (sample instanceof Sample.Member member) {
                join(bucket, member.member());
            }
        }
    }

    @Override
    public synchronized void refused(ErrorKind kind, String line) {
        badLines++;
    }

    /** Whether there is room for a name or a member, which is there already or is not. */
    private boolean hasRoom(Bytes name, boolean known) {
        if (!known && (names >= mostNames || name.length() > MOST_NAME_BYTES)) {
            dropped++;
            return false;
        }
        names += known ? 0 : 1;
        return true;
    }

    /** Whether a sum can be kept: one that is infinite could not be listed any more. */
    private boolean isKept(double sum) {
        dropped += Double.isFinite(sum) ? 0 : 1;
        return Double.isFinite(sum);
    }

    private void add(Bytes bucket, Sample.Count count) {
        double rate = count.rate().filter(each -> each > 0).orElse(1.0);
        double sum = counters.getOrDefault(bucket, 0.0) + count.amount() / rate;
        if (isKept(sum) && hasRoom(bucket, counters.containsKey(bucket))) {
            counters.put(bucket, sum);
        }
    }

    private void set(Bytes bucket, Level level) {
        double before = level.isChange() ? gauges.getOrDefault(bucket, 0.0) : 0;
        double sum = before + level.value();
        if (isKept(sum) && hasRoom(bucket, gauges.containsKey(bucket))) {
            gauges.put(bucket, sum);
        }
    }

    private void time(Bytes bucket, double value) {
        Timer one = new Timer(bucket, 1, value, value, value);
        Timer before = timers.get(bucket);
        Timer all = before == null ? one : together(before, one);
        if (isKept(all.sum()) && hasRoom(bucket, before != null)) {
            timers.put(bucket, all);
        }
    }

    private static Timer together(Timer one, Timer other) {
        return new Timer(
                one.name(),
                one.count() + other.count(),
                one.sum() + other.sum(),
                Math.min(one.least(), other.least()),
                Math.max(one.most(), other.most()));
    }

    private void join(Bytes bucket, Bytes member) {
        Set<Bytes> members = sets.getOrDefault(bucket, Set.of());
        if (bucket.length() > MOST_NAME_BYTES) {
            dropped++;
        } else if (hasRoom(member, members.contains(member))) {
            sets.computeIfAbsent(bucket, missing -> new HashSet<>()).add(member);
        }
    }

    // ---- administration

    @Override
    public synchronized List<Aggregate> stats() {
        return List.of(
                new Aggregate(Bytes.of("messages.lines"), lines),
                new Aggregate(Bytes.of("messages.bad_lines_seen"), badLines),
                new Aggregate(Bytes.of("messages.dropped"), dropped));
    }

    @Override
    public synchronized List<Aggregate> counters() {
        return aggregates(counters, value -> value);
    }

    @Override
    public synchronized List<Aggregate> gauges() {
        return aggregates(gauges, value -> value);
    }

    @Override
    public synchronized List<Timer> timers() {
        return timers.values().stream().sorted(Comparator.comparing(Timer::name, BY_NAME)).toList();
    }

    @Override
    public synchronized List<Aggregate> sets() {
        return aggregates(sets, Set::size);
    }

    private static <V> List<Aggregate> aggregates(Map<Bytes, V> values, ToDoubleFunction<V> value) {
        return values.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(BY_NAME))
                .map(each -> new Aggregate(each.getKey(), value.applyAsDouble(each.getValue())))
                .toList();
    }

    @Override
    public synchronized List<Bytes> deleteCounters(List<Bytes> removed) {
        return remove(counters, removed);
    }

    @Override
    public synchronized List<Bytes> deleteGauges(List<Bytes> removed) {
        return remove(gauges, removed);
    }

    @Override
    public synchronized List<Bytes> deleteTimers(List<Bytes> removed) {
        return remove(timers, removed);
    }

    private List<Bytes> remove(Map<Bytes, ?> values, List<Bytes> removed) {
        List<Bytes> found = new ArrayList<>();
        for (Bytes name : removed) {
            Optional.ofNullable(values.remove(name)).ifPresent(value -> found.add(name));
        }
        names -= found.size();
        return found;
    }

    @Override
    public String health() {
        return "up";
    }

    @Override
    public void quit() {}
}
