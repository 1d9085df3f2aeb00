package org.ropewalk.client;

import org.ropewalk.line.LineWriter;

/** Writes one command, with its arguments. */
@FunctionalInterface
public interface CommandWriting {
    /**
     * Writes it.
     *
     * @throws IllegalArgumentException if an argument cannot be written; nothing is sent then
     */
    void write(LineWriter reply);

    /** How many bytes its arguments hold while it waits; not exact. */
    default long heldBytes() {
        return 0;
    }

    /** {@code writing}, which holds {@code arguments} while it waits. */
    static CommandWriting holding(CommandWriting writing, Object... arguments) {
        return new HoldingWriting(writing, HeldBytes.of(arguments));
    }
}
