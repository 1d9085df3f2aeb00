package org.ropewalk.examples.irc;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.irc.value.NodeStamp;
import org.ropewalk.examples.value.Modes;
import org.ropewalk.line.Bytes;
import org.ropewalk.server.Group;

/**
 * Informs the nodes of a cluster of what the users of this node do. Without other nodes it does
 * nothing. Called with the lock of the network, but for {@link #claim} and {@link #whenConnected}.
 */
interface Link {
    /** There is one node. */
    Link NONE = new Link() {};

    /** The name of this node; empty if there is one alone. */
    default String node() {
        return "";
    }

    /** The clients that receive the lines of a channel. */
    default Group group(String channel) {
        return new Group();
    }

    /**
     * Runs {@code entry}, in which a user of this node may enter channels, when the lines of other
     * nodes to these channels arrive. If that is not known after some seconds, or there is no
     * connection with the other nodes, it runs all the same.
     *
     * @return completes when it has run
     */
    default CompletionStage<Void> whenConnected(Collection<String> channels, Runnable entry) {
        entry.run();
        return CompletableFuture.completedStage(null);
    }

    /**
     * Claims a nickname, which {@code user} has reserved on this node. For the first one, it also
     * waits until the lines of other nodes to the user arrive.
     *
     * @param granted called on the loop of the user when no other node has it
     * @param refused called there if another node has it, or that is not known
     */
    default void claim(User user, String nick, Runnable granted, Runnable refused) {
        granted.run();
    }

    /** A user does not need a nickname any more. */
    default void released(User user, String nick) {}

    /** A user of this node, whose nickname was {@linkplain #claim granted}, is registered. */
    default void registered(User user) {}

    /** A user of this node has another nickname. */
    default void renamed(User user) {}

    /** A user of this node is away, back, visible or invisible. */
    default void changed(User user) {}

    /** A user of this node has gone. */
    default void left(User user, Bytes reason) {}

    /** A user of this node has joined a channel. */
    default void joined(User user, Channel channel) {}

    /** A user of this or another node leaves a channel. */
    default void parted(User user, Channel channel) {}

    /** A channel has another topic. */
    default void topic(Channel channel) {}

    /** What was sent to other nodes, received and lost, for those who ask; empty with one node. */
    default List<String> report() {
        return List.of();
    }

    /** A channel has other modes; members are named by their ids. */
    default void modes(Channel channel, NodeStamp stamp, Modes changes, List<String> arguments) {}
}
