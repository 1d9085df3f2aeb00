package org.ropewalk.examples.irc.value;

import org.ropewalk.line.Bytes;

/**
 * The topic of a channel.
 *
 * @param text empty if there is none
 * @param author who has set it
 * @param seconds when it was set
 */
public record NodeTopic(Bytes text, String author, long seconds) {
    /** There is no topic. */
    public static final NodeTopic NONE = new NodeTopic(Bytes.empty(), "", 0);

    /**
     * Whether this topic replaces another. It depends on the two alone, so that all nodes keep the
     * same one when two are set at once.
     */
    public boolean follows(NodeTopic other) {
        if (seconds != other.seconds) {
            return seconds > other.seconds;
        }
        int byAuthor = author.compareTo(other.author);
        return byAuthor != 0 ? byAuthor > 0 : text.toString().compareTo(other.text.toString()) >= 0;
    }
}
