package org.ropewalk.reactor;

import java.io.IOException;
import java.util.Objects;

/**
 * A connection could not be opened; the message has the address and the cause. Further addresses
 * that failed are suppressed exceptions.
 */
public final class ConnectFailed extends IOException {
    private static final long serialVersionUID = 1;

    /** Why no connection could be made. */
    public enum Kind {
        /** There was no connection within the connector's timeout, or within the system's. */
        TIMEOUT,
        /** The attempt was stopped: by the program, or because the reactor ended. */
        STOPPED,
        /** The other side refused: nothing listens there. */
        REFUSED,
        /** No route leads to the host or its network. */
        UNREACHABLE,
        /** The host's name is unknown, or could not be looked up. */
        DNS,
        /** The local address or port, from which to connect, cannot be used. */
        BIND,
        /** The factory threw an exception when the attempt began: that is the cause. */
        FACTORY,
        /** Another cause, as reported by the system. */
        OTHER
    }

    private final Kind kind;

    /** Made by connectors. */
    public ConnectFailed(Kind kind, String message, Throwable cause) {
        super(message, cause);
        this.kind = Objects.requireNonNull(kind, "kind");
    }

    /** Why no connection could be made; of several addresses, why the first failed. */
    public Kind kind() {
        return kind;
    }
}
