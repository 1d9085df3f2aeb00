package org.ropewalk.reactor;

/** {@link Connector#stopConnecting()} was called without a current attempt. */
public final class NotConnectingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Made by connectors. */
    public NotConnectingException() {
        super("we're not trying to connect");
    }
}
