package org.ropewalk.server;

/** A handler did not complete in time. */
final class RequestTimeoutException extends Exception {
    private static final long serialVersionUID = 1;

    RequestTimeoutException(int seconds) {
        super("no result within " + seconds + " s", null, false, false);
    }
}
