package org.ropewalk.client;

import org.ropewalk.line.LineReader;

/** Reads the lines of one command's reply. */
@FunctionalInterface
public interface ReplyReading<T> {
    /**
     * Reads one line: finishes the call, fails it, or takes an item and waits for the next line.
     */
    void read(LineReader line, PendingCall<T> call);
}
