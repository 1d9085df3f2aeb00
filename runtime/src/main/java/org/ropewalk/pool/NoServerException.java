package org.ropewalk.pool;

/** No server of a pool can take a call now. Nothing was sent. */
public final class NoServerException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    NoServerException(String message) {
        super(message);
    }
}
