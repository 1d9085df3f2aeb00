package org.ropewalk.it.docs;

import java.net.InetSocketAddress;
import org.ropewalk.reactor.Port;

/** Where a port on a free number listens. */
final class Listening {
    private Listening() {}

    static String endpoint(Port port) {
        return "tcp:127.0.0.1:" + number(port);
    }

    static int number(Port port) {
        return ((InetSocketAddress) port.getHost()).getPort();
    }
}
