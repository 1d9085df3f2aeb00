package org.ropewalk.reactor;

/** A datagram is longer than its transport can send; the message has its length. */
public final class MessageLengthException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** Made by transports. */
    public MessageLengthException(int length, Throwable cause) {
        super("a datagram of " + length + " bytes is too long for its transport", cause);
    }
}
