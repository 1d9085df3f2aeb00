package org.ropewalk.endpoint;

/** A text is not a valid endpoint; the message has the position and the known keys. */
public final class EndpointSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    /** A problem at {@code position} of {@code source}, counted from 0. */
    public EndpointSyntaxException(String endpoint, int position, String message) {
        super("endpoint \"" + endpoint + "\", at character " + (position + 1) + ": " + message);
        this.position = position;
    }

    /** The index of the first wrong character. */
    public int position() {
        return position;
    }
}
