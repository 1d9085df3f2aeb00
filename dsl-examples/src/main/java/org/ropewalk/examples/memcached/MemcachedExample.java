package org.ropewalk.examples.memcached;

import org.ropewalk.examples.Example;

/** memcached, as an example. */
public final class MemcachedExample {
    /** memcached's own default. */
    private static final long MAX_BYTES = 64L << 20;

    /** A value needs room beside it while it comes and goes. */
    private static final int HEAP_PARTS = 4;

    private static final long MS_PER_SECOND = 1_000;

    private MemcachedExample() {}

    /** How it is started: 64 MiB of memory, or a quarter of a heap that is small. */
    public static Example example() {
        return new Example(
                "memcached",
                11211,
                "memcached's text protocol, classic and meta, in memory: 64 MiB, or a quarter of the heap",
                "try: printf 'set greeting 0 0 5\\r\\nhello\\r\\nget greeting\\r\\nquit\\r\\n' | nc HOST PORT",
                (reactor, directory) -> MemcachedExample.factory());
    }

    /** A factory over a new store. */
    public static MemcachedFactory factory() {
        return factory(Math.min(MAX_BYTES, Runtime.getRuntime().maxMemory() / HEAP_PARTS));
    }

    /** A factory over a new store of {@code maxBytes}. */
    public static MemcachedFactory factory(long maxBytes) {
        Store store = new Store(maxBytes, () -> System.currentTimeMillis() / MS_PER_SECOND);
        return new MemcachedFactory(peer -> new Session(store, peer));
    }
}
