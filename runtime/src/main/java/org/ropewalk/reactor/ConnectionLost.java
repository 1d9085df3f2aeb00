package org.ropewalk.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was lost: reset by the peer, broken by the network, or dropped at the reactor's
 * end. A reason, not an error: it has no stack trace.
 */
public final class ConnectionLost extends IOException {
    private static final long serialVersionUID = 1;

    /** Created by transports; the message has the event. */
    public ConnectionLost(String message) {
        this(message, null);
    }

    /**
     * Created by transports; the message has the event, the cause is the exception of the network.
     */
    public ConnectionLost(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
