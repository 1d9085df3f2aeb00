package org.ropewalk.server.writers;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineWriter;

/** Writes pushed lines that are the same for every peer. */
@ForGeneratedCode
@FunctionalInterface
public interface PushWriter {
    /**
     * Writes them, once.
     *
     * @throws IllegalArgumentException if a value cannot be written; nothing is sent then
     */
    void write(LineWriter reply);
}
