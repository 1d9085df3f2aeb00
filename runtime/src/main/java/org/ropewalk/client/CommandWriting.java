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
}
