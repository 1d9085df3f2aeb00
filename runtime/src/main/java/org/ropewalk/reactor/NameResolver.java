package org.ropewalk.reactor;

import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Finds the addresses of a host. */
@FunctionalInterface
public interface NameResolver {
    /**
     * The addresses of {@code host}, the best first; fails with {@link
     * java.net.UnknownHostException} if there is no such host. Never blocks; completes on any
     * thread.
     */
    CompletableFuture<List<InetAddress>> resolve(String host);
}
