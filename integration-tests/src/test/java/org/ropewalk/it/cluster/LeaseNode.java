package org.ropewalk.it.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.ropewalk.cluster.Registry;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** A node in a process of its own, which holds a name until it is killed. */
public final class LeaseNode {
    private LeaseNode() {}

    /** The arguments are the endpoint of the engine, the name, and the lease as a duration. */
    public static void main(String[] arguments) throws InterruptedException {
        Reactor reactor = NioReactor.create();
        reactor.start();
        Registry registry = Registry.open(reactor, arguments[0], Duration.parse(arguments[2]));
        Optional<Registry.Lease> lease = Optional.empty();
        while (lease.isEmpty()) {
            try {
                lease = registry.claim(arguments[1], () -> {}).toCompletableFuture().get();
            } catch (ExecutionException e) {
                // It is not connected yet.
                Thread.onSpinWait();
            }
        }
        System.out.println("held");
        new CountDownLatch(1).await();
    }
}
