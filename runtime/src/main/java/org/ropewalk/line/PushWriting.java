package org.ropewalk.line;

/** Writes pushed lines that are the same for every peer. */
@FunctionalInterface
public interface PushWriting {
    /**
     * Writes them, once.
     *
     * @throws IllegalArgumentException if a value cannot be written; nothing is sent then
     */
    void write(LineWriter reply);
}
