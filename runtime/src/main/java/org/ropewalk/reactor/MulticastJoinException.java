package org.ropewalk.reactor;

/** A multicast group cannot be joined or left; the message has the group and the cause. */
public final class MulticastJoinException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Made by transports. */
    public MulticastJoinException(String message, Throwable cause) {
        super(message, cause);
    }
}
