package org.ropewalk.pool;

import org.ropewalk.endpoint.EndpointText;

/** The name by which consistent hashing knows a server, as libmemcached has it. */
final class ServerName {
    /** memcached's own port is no part of a name. */
    private static final String MEMCACHED_PORT = "11211";

    private ServerName() {}

    /** The name of the server at an endpoint. */
    static String of(String endpoint) {
        EndpointText text = EndpointText.parse(endpoint);
        if (text.name().equals("unix")) {
            return text.argument("path", 0).orElse("") + ":0";
        }
        String host = text.argument("host", 0).orElse("");
        String port = text.argument("port", 1).orElse("");
        return port.equals(MEMCACHED_PORT) ? host : host + ":" + port;
    }
}
