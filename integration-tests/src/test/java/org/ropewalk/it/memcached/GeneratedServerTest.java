package org.ropewalk.it.memcached;

/** Clients of three makers against the generated server. */
class GeneratedServerTest extends MemcachedContract {
    @Override
    MemcachedServer startServer() {
        return new GeneratedServer();
    }
}
