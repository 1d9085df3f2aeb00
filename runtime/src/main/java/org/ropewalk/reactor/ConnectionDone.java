package org.ropewalk.reactor;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The connection was closed cleanly, by either side. A reason, not an error: it has no stack trace.
 */
public final class ConnectionDone extends IOException {
    private static final long serialVersionUID = 1;

    /** Created by transports; the message has the event. */
    public ConnectionDone(String message) {
        this(message, null);
    }

    /**
     * Created by transports; the message has the event, the cause is the exception of the network.
     */
    public ConnectionDone(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
