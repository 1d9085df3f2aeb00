package org.ropewalk.server;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The groups of one connection. Any thread. */
final class GroupMemberships {
    /** Called when the connection ends; null after that. */
    private Set<Consumer<Peer>> groups = new HashSet<>();

    /** Calls {@code group} when the connection ends; false if it has ended. */
    synchronized boolean join(Consumer<Peer> group) {
        if (groups != null) {
            groups.add(group);
        }
        return groups != null;
    }

    /** Undoes {@link #join}. */
    synchronized void leave(Consumer<Peer> group) {
        if (groups != null) {
            groups.remove(group);
        }
    }

    /** The connection of {@code peer} has ended. */
    void end(Peer peer) {
        Set<Consumer<Peer>> joined;
        synchronized (this) {
            joined = groups;
            groups = null;
        }
        joined.forEach(group -> group.accept(peer));
    }
}
