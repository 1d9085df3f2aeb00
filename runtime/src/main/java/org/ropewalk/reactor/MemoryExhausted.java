package org.ropewalk.reactor;

import java.io.IOException;

/**
 * The connection needed more bytes than the {@linkplain MemoryBudget memory} of its factory or its
 * reactor allows, and was reset. A reason, not an error: it has no stack trace.
 */
public final class MemoryExhausted extends IOException {
    private static final long serialVersionUID = 1;

    /** Created by transports; the message names the kind of bytes. */
    public MemoryExhausted(String message) {
        super(message);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
