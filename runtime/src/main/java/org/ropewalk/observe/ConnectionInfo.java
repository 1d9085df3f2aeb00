package org.ropewalk.observe;

import java.net.SocketAddress;

/**
 * An observed connection.
 *
 * @param protocol the protocol's name, such as {@code Memcached}
 * @param side which side of the connection this program is
 * @param id the connection's number within its reactor, as in the log
 * @param peer the address of the other side
 */
public record ConnectionInfo(String protocol, Side side, long id, SocketAddress peer) {
    /** A side of a connection. */
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
