package org.ropewalk.reactor;

import java.io.IOException;

/**
 * The two sides did not agree on TLS, or what came was no TLS; the cause says how. A reason, not an
 * error: it has no stack trace.
 */
public final class TlsFailed extends IOException {
    private static final long serialVersionUID = 1;

    /** Made by transports; the message says what happened. */
    public TlsFailed(String message, Throwable cause) {
        super(message, cause);
    }

    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
