package org.ropewalk.examples.irc.value;

/**
 * Whether a member of a channel is an operator, or has a voice.
 *
 * @param since when it was set or taken back
 */
public record NodeFlag(boolean is, NodeStamp since) {
    /** It was never set. */
    public static final NodeFlag NONE = new NodeFlag(false, NodeStamp.NONE);

    /** What holds after {@code other}: the later one of the two. */
    public NodeFlag then(NodeFlag other) {
        return other.since.isBefore(since) ? this : other;
    }
}
