package org.ropewalk.observe;

import java.net.SocketAddress;

/**
 * A connection that is observed.
 *
 * @param protocol the protocol's name, such as {@code Memcached}
 * @param side which end of the connection this is
 * @param id the connection's number within its reactor, as in the log
 * @param peer the other end's address
 */
public record ConnectionInfo(String protocol, Side side, long id, SocketAddress peer) {
    /** Which end of a connection this program is. */
    public enum Side {
        /** It accepted the connection. */
        SERVER("server"),
        /** It opened the connection. */
        CLIENT("client");

        private final String label;

        Side(String label) {
            this.label = label;
        }

        /** Its name in lower case. */
        public String label() {
            return label;
        }
    }
}
