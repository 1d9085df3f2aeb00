package org.ropewalk.examples.memcached;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.ropewalk.examples.memcached.MaintenanceCommands.PrefixStat;
import org.ropewalk.examples.value.KeyPrefix;

/**
 * What {@code stats detail} counts: commands for each prefix of the keys, up to the first colon.
 * Nothing is counted unless it is switched on. Any thread.
 */
final class Prefixes {
    /** Clients choose the keys: keys of further prefixes are not counted. */
    private static final int MOST_PREFIXES = 1_000;

    private final Map<String, Counts> counts = new LinkedHashMap<>();
    private volatile boolean on;

    /** The commands of one prefix. */
    private static final class Counts {
        private long gets;
        private long hits;
        private long sets;
        private long deletes;
    }

    boolean isOn() {
        return on;
    }

    void on(boolean now) {
        on = now;
    }

    /** Counts a {@code get} of {@code key}, a {@code Bytes} or a {@code Slice}. */
    void got(Object key, boolean hit) {
        if (on) {
            change(
                    key,
                    count -> {
                        count.gets++;
                        count.hits += hit ? 1 : 0;
                    });
        }
    }

    void set(Object key) {
        if (on) {
            change(key, count -> count.sets++);
        }
    }

    void deleted(Object key) {
        if (on) {
            change(key, count -> count.deletes++);
        }
    }

    private synchronized void change(Object key, Consumer<Counts> change) {
        Optional<String> prefix = KeyPrefix.of(key.toString());
        if (prefix.isEmpty()) {
            return;
        }
        Counts known = counts.get(prefix.get());
        if (known == null && counts.size() < MOST_PREFIXES) {
            known = new Counts();
            counts.put(prefix.get(), known);
        }
        if (known != null) {
            change.accept(known);
        }
    }

    synchronized void reset() {
        counts.clear();
    }

    synchronized List<PrefixStat> list() {
        return counts.entrySet().stream()
                .map(
                        each -> {
                            Counts count = each.getValue();
                            return new PrefixStat(
                                    each.getKey(),
                                    count.gets,
                                    count.hits,
                                    count.sets,
                                    count.deletes);
                        })
                .toList();
    }
}
