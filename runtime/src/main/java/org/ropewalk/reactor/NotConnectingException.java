package org.ropewalk.reactor;

/** {@link Connector#stopConnecting()} was called while no attempt was under way. */
public final class NotConnectingException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** Made by connectors. */
    public NotConnectingException() {
        super("we're not trying to connect");
    }
}
