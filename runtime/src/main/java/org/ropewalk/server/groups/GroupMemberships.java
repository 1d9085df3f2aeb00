package org.ropewalk.server.groups;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The groups of one connection. Any thread.
 *
 * @param <P> how a group knows the connection
 */
public final class GroupMemberships<P> {
    private static final GroupMemberships<?> ENDED = new GroupMemberships<>(null);

    /** Called when the connection ends; null after that. */
    private @Nullable Set<Consumer<P>> groups;

    /** No groups. */
    public GroupMemberships() {
        this(new HashSet<>());
    }

    private GroupMemberships(@Nullable Set<Consumer<P>> groups) {
        this.groups = groups;
    }

    /** Those of all connections that have ended, and that were in none: they join none. */
    @SuppressWarnings("unchecked") // It has no groups.
    public static <P> GroupMemberships<P> ended() {
        return (GroupMemberships<P>) ENDED;
    }

    /** Calls {@code group} when the connection ends; false if it has ended. */
    public synchronized boolean join(Consumer<P> group) {
        if (groups != null) {
            groups.add(group);
        }
        return groups != null;
    }

    /** Undoes {@link #join}. */
    public synchronized void leave(Consumer<P> group) {
        if (groups != null) {
            groups.remove(group);
        }
    }

    /** The connection of {@code peer} has ended. */
    public void end(P peer) {
        @Nullable Set<Consumer<P>> joined;
        synchronized (this) {
            joined = groups;
            groups = null;
        }
        if (joined != null) {
            joined.forEach(group -> group.accept(peer));
        }
    }
}
