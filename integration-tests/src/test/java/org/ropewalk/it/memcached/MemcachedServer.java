package org.ropewalk.it.memcached;

import java.net.InetSocketAddress;

/** A server that speaks memcached's protocol, whoever wrote it. */
interface MemcachedServer extends AutoCloseable {
    /** Where it listens. */
    InetSocketAddress address();

    @Override
    void close();
}
