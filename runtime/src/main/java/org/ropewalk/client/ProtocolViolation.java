package org.ropewalk.client;

import java.io.IOException;

/**
 * The server sent what its protocol does not allow; the connection was closed, for no later reply
 * could be trusted.
 */
public final class ProtocolViolation extends IOException {
    private static final long serialVersionUID = 1;

    /**
     * Made by clients.
     *
     * @param cause what refused the reply, or null
     */
    public ProtocolViolation(String message, Throwable cause) {
        super(message, cause);
    }
}
