package org.ropewalk.reactor;

import java.io.IOException;

/**
 * No connection could be made: the text says where to, and why. Further addresses that failed are
 * suppressed exceptions.
 */
public final class ConnectFailed extends IOException {
    private static final long serialVersionUID = 1;

    /** Made by connectors. */
    public ConnectFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
