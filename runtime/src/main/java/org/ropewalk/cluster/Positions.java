package org.ropewalk.cluster;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which numbers of each other node have arrived, by topic. Belongs to the home loop.
 *
 * <p>If messages are signed, numbers only rise. If they are not, anyone can forge a number that
 * makes all true ones too low. A number that is far from the last one therefore begins a second
 * {@linkplain Run run}, and the first one is remembered: whichever run goes on is followed.
 */
final class Positions {
    /** It had arrived already, or a later one has. */
    static final long DUPLICATE = -1;

    /**
     * It is to be delivered, but does not continue what arrived before. What is missing is known
     * when the next one arrives.
     */
    static final long JUMP = -2;

    /**
     * How far the next number may be away from the last one without being a jump. A forged message
     * makes a node drop this many true ones at the most.
     */
    private static final int MAX_GAP = 100;

    /** Nodes that are remembered for a topic. */
    private static final int MAX_NODES = 1_024;

    /** Nodes that are remembered for all topics; a place takes about 200 bytes. */
    private static final int MAX_PLACES = 262_144;

    private final boolean signed;
    private final Map<String, Map<String, Place>> byTopic = new HashMap<>();
    private int places;

    Positions(boolean signed) {
        this.signed = signed;
    }

    /** Whether a message of the node has arrived, and is remembered. */
    boolean knows(String topic, String node) {
        Map<String, Place> nodes = byTopic.get(topic);
        return nodes != null && nodes.containsKey(node);
    }

    /** How many messages are missing before this one; or {@link #DUPLICATE} or {@link #JUMP}. */
    long arrived(String topic, String node, long epoch, long number) {
        Map<String, Place> nodes = byTopic.computeIfAbsent(topic, first -> newNodes());
        Place place = nodes.get(node);
        if (place == null) {
            makeRoom(nodes);
            if (places < MAX_PLACES) {
                places++;
                nodes.put(node, new Place(new Run(epoch, number)));
            }
            return 0;
        }
        return signed ? place.signed(epoch, number) : place.unsigned(epoch, number);
    }

    private static Map<String, Place> newNodes() {
        return new LinkedHashMap<>(4, 0.75f, true);
    }

    /** Forgets the node of a topic from which nothing has come for the longest time. */
    private void makeRoom(Map<String, Place> nodes) {
        if (nodes.size() == MAX_NODES || places == MAX_PLACES && !nodes.isEmpty()) {
            Iterator<String> eldest = nodes.keySet().iterator();
            eldest.next();
            eldest.remove();
            places--;
        }
    }

    /** Nothing is subscribed to any more. */
    void forget(String topic) {
        Map<String, Place> nodes = byTopic.remove(topic);
        if (nodes != null) {
            places -= nodes.size();
        }
    }

    /** How many nodes are remembered for all topics. */
    int size() {
        return places;
    }

    /** Numbers that have arrived without a jump between them. */
    private static final class Run {
        private final long epoch;
        private final long first;
        private long last;

        /** Whether a second message has arrived. */
        private boolean continued;

        Run(long epoch, long number) {
            this.epoch = epoch;
            this.first = number;
            this.last = number;
        }

        private boolean has(long otherEpoch, long number) {
            return otherEpoch == epoch && number >= first && number <= last;
        }

        private boolean precedes(long otherEpoch, long number) {
            return otherEpoch > epoch || otherEpoch == epoch && number > last;
        }

        private boolean isNear(long otherEpoch, long number) {
            return otherEpoch == epoch && number > last && number - last - 1 <= MAX_GAP;
        }

        /** How many are missing between the last one and {@code number}, which is the last now. */
        private long go(long number) {
            long missing = number - last - 1;
            last = number;
            continued = true;
            return missing;
        }
    }

    /** What is known of one node in one topic. */
    private static final class Place {
        private Run run;

        /** The run before the last jump, or the one that it has begun; null if there was none. */
        private @Nullable Run other;

        /** Jumps since the last message that continued a run. */
        private int jumps;

        Place(Run run) {
            this.run = run;
        }

        long signed(long epoch, long number) {
            if (!run.precedes(epoch, number)) {
                return DUPLICATE;
            }
            if (epoch == run.epoch) {
                return run.go(number);
            }
            run = new Run(epoch, number);
            return number - 1;
        }

        long unsigned(long epoch, long number) {
            Run second = other;
            if (run.has(epoch, number) || second != null && second.has(epoch, number)) {
                return DUPLICATE;
            }
            if (run.isNear(epoch, number)) {
                jumps = 0;
                return run.go(number);
            }
            if (second != null && second.isNear(epoch, number)) {
                long before = second.continued ? 0 : missingBefore(second);
                jumps = 0;
                other = run;
                run = second;
                return before + second.go(number);
            }
            other = new Run(epoch, number);
            if (run.precedes(epoch, number)) {
                jumps++;
                return JUMP;
            }
            return DUPLICATE;
        }

        /** How many messages are missing between this run and the one after the jump. */
        private long missingBefore(Run next) {
            if (!run.precedes(next.epoch, next.first)) {
                return 0;
            }
            long before = next.epoch == run.epoch ? run.last : 0;
            // The messages of earlier jumps have arrived.
            return Math.max(0, next.first - before - jumps);
        }
    }
}
