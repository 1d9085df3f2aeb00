package org.ropewalk.reactor;

/** A group cannot be joined or left: the text says which, and why. */
public final class MulticastJoinException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Made by transports. */
    public MulticastJoinException(String message, Throwable cause) {
        super(message, cause);
    }
}
