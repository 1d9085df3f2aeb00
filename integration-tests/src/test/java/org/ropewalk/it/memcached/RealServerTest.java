package org.ropewalk.it.memcached;

/** The same clients against the distribution's memcached. */
class RealServerTest extends MemcachedContract {
    @Override
    MemcachedServer startServer() throws Exception {
        return RealServer.start();
    }
}
