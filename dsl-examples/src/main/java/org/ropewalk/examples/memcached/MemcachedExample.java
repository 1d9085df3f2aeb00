package org.ropewalk.examples.memcached;

import org.ropewalk.examples.Example;

/** memcached, as an example. */
public final class MemcachedExample {
    private static final long MAX_BYTES = 64L << 20;
    private static final long MS_PER_SECOND = 1_000;

    private MemcachedExample() {}

    /** How it is started: 64 MiB of memory. */
    public static Example example() {
        return new Example(
                "memcached",
                "memcached's text protocol, classic and meta, over a store of 64 MiB",
                "try: printf 'set greeting 0 0 5\\r\\nhello\\r\\nget greeting\\r\\nquit\\r\\n' | nc HOST PORT",
                (reactor, directory) -> MemcachedExample.factory());
    }

    /** A factory over a new store. */
    public static MemcachedFactory factory() {
        Store store = new Store(MAX_BYTES, () -> System.currentTimeMillis() / MS_PER_SECOND);
        return new MemcachedFactory(peer -> new Session(store));
    }
}
