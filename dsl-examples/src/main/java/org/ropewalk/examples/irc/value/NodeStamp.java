package org.ropewalk.examples.irc.value;

import java.util.Comparator;

/**
 * When and where a channel was changed. Of two changes of the same thing, the one with the later
 * stamp holds on all nodes, in whatever order they arrive.
 *
 * @param millis since 1970, and later than all stamps of the channel that the node knew
 * @param node the name of the node, which decides if the times are equal
 */
public record NodeStamp(long millis, String node) implements Comparable<NodeStamp> {
    /** Earlier than all others. */
    public static final NodeStamp NONE = new NodeStamp(0, "");

    private static final Comparator<NodeStamp> ORDER =
            Comparator.comparingLong(NodeStamp::millis).thenComparing(NodeStamp::node);

    @Override
    public int compareTo(NodeStamp other) {
        return ORDER.compare(this, other);
    }

    /**
     * Whether a change at {@code other} holds, and not this one. Of two changes with the same
     * stamp, which one command has made, the second one holds.
     */
    public boolean isBefore(NodeStamp other) {
        return compareTo(other) < 0;
    }
}
