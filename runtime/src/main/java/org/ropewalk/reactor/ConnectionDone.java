package org.ropewalk.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was closed cleanly, by either side. A reason, not an error: it has no stack trace.
 */
public final class ConnectionDone extends IOException {
    private static final long serialVersionUID = 1;

    /** Made by transports; the message says what happened. */
    public ConnectionDone(String message) {
        this(message, null);
    }

    /** Made by transports; the message says what happened, the cause is what the network said. */
    public ConnectionDone(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
