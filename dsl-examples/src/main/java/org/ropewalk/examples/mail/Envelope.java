package org.ropewalk.examples.mail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.line.Bytes;

/**
 * Those whom one client's message is for. Bounded: a client names so many for a message, and gives
 * so many users their first drop. Belongs to its session; only delivery blocks.
 */
public final class Envelope {
    private static final int MOST = 1_000;

    /** RFC 5321 4.5.3.1.8 wants a hundred recipients to be taken. */
    private static final int MOST_NEW = 100;

    private final PostOffice office;
    private final List<Maildrop> drops = new ArrayList<>();
    private final Set<String> added = new HashSet<>();

    /** Why one is refused. */
    public enum Refusal {
        /** No such user can be. */
        UNKNOWN,
        /** The message has as many as it may. */
        TOO_MANY,
        /** There is no room for one more drop. */
        NO_ROOM
    }

    Envelope(PostOffice office) {
        this.office = office;
    }

    /** Adds a user; why that is refused, if it is. */
    public Optional<Refusal> add(String user) {
        Optional<Maildrop> drop = office.drop(user);
        if (drop.isEmpty()) {
            return Optional.of(Refusal.UNKNOWN);
        }
        if (drops.size() == MOST) {
            return Optional.of(Refusal.TOO_MANY);
        }
        if (!office.isKnown(user) && !added.contains(user)) {
            if (added.size() == MOST_NEW || !office.hasRoom()) {
                return Optional.of(Refusal.NO_ROOM);
            }
            added.add(user);
        }
        drops.add(drop.get());
        return Optional.empty();
    }

    /** Those that were added. */
    public List<Maildrop> drops() {
        return List.copyOf(drops);
    }

    /**
     * Puts a message into the drops of all, or of none; its unique name. May block.
     *
     * @throws java.io.UncheckedIOException if it cannot be stored
     */
    public String deliver(Bytes text) {
        return office.deliver(text, drops);
    }

    /** The message is delivered, or taken back. */
    public void clear() {
        drops.clear();
    }
}
