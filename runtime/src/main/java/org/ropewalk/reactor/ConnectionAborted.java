package org.ropewalk.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** This side aborted the connection. A reason, not an error: it has no stack trace. */
public final class ConnectionAborted extends IOException {
    private static final long serialVersionUID = 1;

    /** Made by transports; the message says what happened. */
    public ConnectionAborted(String message) {
        this(message, null);
    }

    /** Made by transports; the message says what happened, the cause is what the network said. */
    public ConnectionAborted(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
