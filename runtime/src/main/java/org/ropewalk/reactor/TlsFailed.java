package org.ropewalk.reactor;

import java.io.IOException;

/**
 * TLS failed, for example in the handshake, or because the input was not TLS; see the cause. A
 * reason, not an error: it has no stack trace.
 */
public final class TlsFailed extends IOException {
    private static final long serialVersionUID = 1;

    /** Created by transports; the message has the event. */
    public TlsFailed(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
