package org.ropewalk.examples.irc.value;

import org.ropewalk.examples.value.Mask;
import org.ropewalk.line.Bytes;

/** What one node reports to the others. A user is named by its id. */
public interface NodeLines {
    /** Asks for all users and channels. */
    void hello();

    /** All users and channels of the node follow, up to {@link #end}. */
    void burst();

    /** All users and channels of the node were named. */
    void end();

    /** A user is new, or has changed. */
    void user(NodeUser user);

    /** A user has another nickname. */
    void nick(String id, String nick);

    /** A user has gone. */
    void quit(String id, Bytes reason);

    /** A user has joined a channel. */
    void join(NodeMember member);

    /** A user is in a channel. */
    void member(NodeMember member);

    /** A user leaves a channel. */
    void part(String id, String channel);

    /** A channel has another topic. */
    void topic(String channel, long createdSeconds, NodeTopic topic);

    /** Modes of a channel were changed. */
    void mode(NodeModes modes);

    /** A channel has this topic; modes and bans follow. */
    void channel(String name, long createdSeconds, NodeTopic topic);

    /** A channel has modes. */
    void modes(NodeModes modes);

    /** A channel has a ban. */
    void ban(String channel, Mask mask, String author, long seconds, NodeStamp stamp);
}
