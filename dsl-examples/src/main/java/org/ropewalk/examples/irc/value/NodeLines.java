package org.ropewalk.examples.irc.value;

import java.util.List;
import org.ropewalk.examples.value.Mask;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;

/** What one node reports to the others. A user is named by its id, except in arguments of modes. */
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
    void topic(String channel, NodeTopic topic);

    /** Modes of a channel were changed. */
    void mode(String channel, Modes changes, List<String> arguments);

    /** A channel has these modes, and those of its members and bans. */
    void channel(
            String name, long createdSeconds, NodeTopic topic, Modes modes, List<String> arguments);

    /** A channel has a ban. */
    void ban(String channel, Mask mask, String author, long seconds);
}
