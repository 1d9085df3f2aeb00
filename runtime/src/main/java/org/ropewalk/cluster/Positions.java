package org.ropewalk.cluster;

import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The last number that has arrived of each other node, by topic. A node that begins to count again
 * has a higher epoch. Belongs to the home loop.
 */
final class Positions {
    /** It had arrived already, or a later one has. */
    static final long DUPLICATE = -1;

    /** Nodes that are remembered for a topic. */
    private static final int MAX_NODES = 1_024;

    /** Nodes that are remembered for all topics; a place takes about 150 bytes. */
    private static final int MAX_PLACES = 262_144;

    private final Map<String, Map<String, Place>> byTopic = new HashMap<>();
    private int places;

    private record Place(long epoch, long number) {}

    /** How many messages are missing before this one; or {@link #DUPLICATE}. */
    long arrived(String topic, String node, long epoch, long number) {
        Map<String, Place> nodes = byTopic.computeIfAbsent(topic, first -> newNodes());
        Place last = nodes.get(node);
        if (last == null) {
            makeRoom(nodes);
            if (places < MAX_PLACES) {
                places++;
                nodes.put(node, new Place(epoch, number));
            }
            return 0;
        }
        if (epoch < last.epoch() || epoch == last.epoch() && number <= last.number()) {
            return DUPLICATE;
        }
        nodes.put(node, new Place(epoch, number));
        return epoch == last.epoch() ? number - last.number() - 1 : number - 1;
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
}
