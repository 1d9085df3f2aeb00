package org.ropewalk.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;

/**
 * Services that start together, in the order in which they were added, and stop in the opposite
 * order. If one cannot start, those that have started are stopped again.
 */
public class MultiService extends Service implements Iterable<Service> {
    private final List<Service> services = new ArrayList<>();
    private boolean privilegesUsed;

    /** No services yet. */
    public MultiService() {}

    /** Adds a service, which must have no parent; if this runs, it is started at once. */
    public final MultiService add(Service service) {
        service.setServiceParent(this);
        return this;
    }

    final void adopt(Service service) {
        service.name()
                .ifPresent(
                        name -> {
                            if (services.stream()
                                    .anyMatch(known -> known.name().equals(service.name()))) {
                                throw new IllegalStateException(
                                        "cannot have two services with same name '" + name + "'");
                            }
                        });
        services.add(service);
        service.adoptedBy(this);
        if (isRunning()) {
            service.privilegedStartService();
            service.startService();
        }
    }

    /** Takes a service away; completes when it has stopped. */
    public final CompletableFuture<Void> removeService(Service service) {
        if (!services.remove(service)) {
            throw new NoSuchElementException("the service is none of these");
        }
        service.adoptedBy(null);
        return isRunning() ? service.stopService() : CompletableFuture.completedFuture(null);
    }

    /**
     * The service with this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public final Service getServiceNamed(String name) {
        return services.stream()
                .filter(service -> service.name().filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(
                        () -> new NoSuchElementException("there is no service '" + name + "'"));
    }

    /** The services in their order. */
    @Override
    public final Iterator<Service> iterator() {
        return List.copyOf(services).iterator();
    }

    @Override
    public void privilegedStartService() {
        privilegesUsed = true;
        List<Service> begun = new ArrayList<>();
        for (Service service : this) {
            try {
                service.privilegedStartService();
                begun.add(service);
            } catch (RuntimeException e) {
                stopInReverse(begun);
                throw e;
            }
        }
    }

    @Override
    public CompletableFuture<Void> startService() {
        if (!privilegesUsed) {
            try {
                privilegedStartService();
            } catch (RuntimeException e) {
                return CompletableFuture.failedFuture(e);
            }
        }
        privilegesUsed = false;
        List<Service> started = new ArrayList<>();
        CompletableFuture<Void> result = new CompletableFuture<>();
        startNext(iterator(), started, result);
        return result;
    }

    private void startNext(
            Iterator<Service> left, List<Service> started, CompletableFuture<Void> result) {
        if (!left.hasNext()) {
            super.startService();
            result.complete(null);
            return;
        }
        Service service = left.next();
        CompletableFuture<Void> starting;
        try {
            starting = service.startService();
        } catch (RuntimeException e) {
            starting = CompletableFuture.failedFuture(e);
        }
        starting.whenComplete(
                (nothing, failure) -> {
                    if (failure == null) {
                        started.add(service);
                        startNext(left, started, result);
                        return;
                    }
                    List<Service> begun = new ArrayList<>(started);
                    begun.add(service);
                    // What has only used its privileges holds a port too.
                    left.forEachRemaining(begun::add);
                    stopInReverse(begun)
                            .whenComplete(
                                    (stopped, again) -> result.completeExceptionally(failure));
                });
    }

    @Override
    public CompletableFuture<Void> stopService() {
        super.stopService();
        return stopInReverse(services);
    }

    private static CompletableFuture<Void> stopInReverse(List<Service> some) {
        List<Service> reversed = new ArrayList<>(some);
        Collections.reverse(reversed);
        List<CompletableFuture<?>> stopping = new ArrayList<>();
        for (Service service : reversed) {
            try {
                stopping.add(service.stopService());
            } catch (RuntimeException e) {
                stopping.add(CompletableFuture.failedFuture(e));
            }
        }
        return CompletableFuture.allOf(stopping.toArray(CompletableFuture<?>[]::new));
    }
}
