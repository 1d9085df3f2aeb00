package org.ropewalk.client;

import org.ropewalk.line.LineReader;

/** Reads lines that answer no command, and calls a listener. */
@FunctionalInterface
public interface PushReader {
    /**
     * Reads one line.
     *
     * @return whether it is one of them
     */
    boolean read(LineReader line, ReplyBuilder<Object> pushed);
}
