package org.ropewalk.endpoint;

/** A text that is no endpoint: says where it goes wrong, and what is known there. */
public final class EndpointSyntaxException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final int position;

    EndpointSyntaxException(String endpoint, int position, String message) {
        super("endpoint \"" + endpoint + "\", at character " + (position + 1) + ": " + message);
        this.position = position;
    }

    /** The index of the character at which it goes wrong. */
    public int position() {
        return position;
    }
}
