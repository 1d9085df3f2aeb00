package org.ropewalk.client;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineReader;

/** Reads the lines of one command's reply, or a line that answers no command. */
@ForGeneratedCode
@FunctionalInterface
public interface ReplyReader<T> {
    /**
     * Reads one line: finishes the reply, rejects it, or takes an item and waits for more.
     *
     * @return whether the line is one of the reply's
     */
    boolean read(LineReader line, ReplyBuilder<T> reply);
}
