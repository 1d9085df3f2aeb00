package org.ropewalk.server;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The groups of one connection. Any thread. */
final class GroupMemberships {
    /** Called when the connection ends; null after that. */
    private @Nullable Set<Consumer<Peer>> groups = new HashSet<>();

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
        @Nullable Set<Consumer<Peer>> joined;
        synchronized (this) {
            joined = groups;
            groups = null;
        }
        if (joined != null) {
            joined.forEach(group -> group.accept(peer));
        }
    }
}
