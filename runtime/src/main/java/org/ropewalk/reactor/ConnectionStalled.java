package org.ropewalk.reactor;

import java.io.IOException;

/**
 * The peer did not read the output in time, and the connection was reset. A reason, not an error:
 * it has no stack trace.
 */
public final class ConnectionStalled extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean overflow;

    /** Created by transports; the message has the event. */
    public ConnectionStalled(String message, boolean overflow) {
        super(message);
        this.overflow = overflow;
    }

    /** Whether the limit of waiting bytes was exceeded, and not the time limit. */
    public boolean isOverflow() {
        return overflow;
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
