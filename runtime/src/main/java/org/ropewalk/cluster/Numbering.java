package org.ropewalk.cluster;

import java.util.LinkedHashMap;
import java.util.Map;

/** Numbers the messages of this node, topic by topic. Any thread. */
final class Numbering {
    /** Topics whose count is remembered; another one begins with a higher epoch. */
    private static final int MAX_TOPICS = 65_536;

    private long epochs;
    private final Map<String, Counter> counters =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Counter> eldest) {
                    return size() > MAX_TOPICS;
                }
            };

    /** The count of a topic. Guarded by itself, so that numbers are sent in their order. */
    static final class Counter {
        private final long epoch;
        private long last;

        Counter(long epoch) {
            this.epoch = epoch;
        }

        long epoch() {
            return epoch;
        }

        long next() {
            return ++last;
        }
    }

    synchronized Counter of(String topic) {
        return counters.computeIfAbsent(topic, first -> new Counter(++epochs));
    }
}
