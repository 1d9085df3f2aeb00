package org.ropewalk.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost: reset by the peer, broken by the network, or dropped at the reactor's
 * end. A reason, not an error: it has no stack trace.
 */
public final class ConnectionLost extends IOException {
    private static final long serialVersionUID = 1;

    /** Made by transports; the message says what happened. */
    public ConnectionLost(String message) {
        this(message, null);
    }

    /** Made by transports; the message says what happened, the cause is what the network said. */
    public ConnectionLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
