package org.ropewalk.line;

/**
 * Whom lines are pushed to: one {@link Peer}, or a {@link Group} of them. Generated senders are
 * made for an audience; any thread may push, and those whose connection has ended hear nothing.
 */
public interface Audience {
    /**
     * Pushes lines that are the same for everybody: they are formatted once, here and now.
     *
     * @throws IllegalArgumentException if a value cannot be written; nothing is sent then
     */
    void push(LineFormat format, PushWriting lines);

    /**
     * Pushes lines that differ from peer to peer: they are formatted on the loop of each. A value
     * that cannot be written for one peer does not keep the lines from the others.
     *
     * @throws IllegalArgumentException if a value cannot be written for a peer of the calling loop
     */
    void pushOwn(OwnPushWriting lines);
}
