package org.ropewalk.client;

/**
 * The thread that waited for a reply was interrupted; its interrupt flag is set again. The command
 * is not withdrawn: it was sent, or will be sent, and its reply is read and dropped.
 */
public final class CallInterruptedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    CallInterruptedException(InterruptedException cause) {
        super("interrupted while waiting for a reply", cause);
    }
}
