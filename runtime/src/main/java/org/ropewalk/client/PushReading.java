package org.ropewalk.client;

import org.ropewalk.line.LineReader;

/** Reads lines that the server sends unasked, and hands them to a listener. */
@FunctionalInterface
public interface PushReading {
    /**
     * Reads one line.
     *
     * @return whether it is one of them
     */
    boolean read(LineReader line, PendingCall<Object> pushed);
}
