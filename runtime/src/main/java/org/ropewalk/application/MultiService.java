package org.ropewalk.application;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.CurrentLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Services that start together, in the order in which they were added, and stop in reverse order.
 * If one cannot start, those that have started are stopped again. Services may be added and removed
 * at any time. Code that continues after a service's future runs on the loop on which it began.
 */
public class MultiService extends Service implements Iterable<Service> {
    private static final Logger LOG = LoggerFactory.getLogger(MultiService.class);

    private enum State {
        STOPPED,
        STARTING,
        RUNNING,
        STOPPING
    }

    private final List<Member> members = new ArrayList<>();
    private State state = State.STOPPED;

    /** Counts the changes of state, so that a future of an earlier one is known. */
    private int generation;

    /** The member whose start is waited for. */
    private @Nullable Member awaited;

    private CompletableFuture<Void> started = CompletableFuture.completedFuture(null);
    private CompletableFuture<Void> stopped = CompletableFuture.completedFuture(null);

    /** A start that was asked for while the services stop; null if none was. */
    private @Nullable CompletableFuture<Void> restart;

    /** No services yet. */
    public MultiService() {}

    /** One service, and what it was told since its last stop. */
    private static final class Member {
        private final Service service;
        private boolean privileged;
        private boolean begun;

        Member(Service service) {
            this.service = service;
        }

        void usePrivileges() {
            if (!privileged) {
                service.privilegedStartService();
                privileged = true;
            }
        }

        /** Never throws. */
        CompletableFuture<Void> start() {
            try {
                usePrivileges();
                begun = true;
                return known(service.startService());
            } catch (Throwable e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        /** Whether it holds something, such as a port. */
        boolean isBegun() {
            return privileged || begun;
        }

        /** Never throws. */
        CompletableFuture<Void> stop() {
            privileged = false;
            begun = false;
            try {
                return known(service.stopService());
            } catch (Throwable e) {
                return CompletableFuture.failedFuture(e);
            }
        }

        private static CompletableFuture<Void> known(CompletableFuture<Void> future) {
            return future == null ? CompletableFuture.completedFuture(null) : future;
        }
    }

    // ---- children

    /**
     * Adds a service without a parent; if this is running, the service is started at once. A
     * service that cannot start is removed again: the reason is thrown if it is known at once, else
     * logged.
     */
    public final MultiService add(Service service) {
        boolean alone = state == State.RUNNING;
        CompletableFuture<Void> starting = addService(service);
        if (starting.isCompletedExceptionally()) {
            throw unchecked(starting.handle((nothing, failure) -> failure).join());
        }
        starting.whenComplete(
                (nothing, failure) -> {
                    if (failure != null && alone) {
                        LOG.error("A service that was added could not start", failure);
                    }
                });
        return this;
    }

    private static RuntimeException unchecked(Throwable failure) {
        return failure instanceof RuntimeException thrown
                ? thrown
                : new CompletionException(failure);
    }

    /**
     * As {@link #add}; completes when the service has started, at once if this is not running.
     * Fails if the service cannot start: it is removed, and this continues. A service that is added
     * during the start is started with the others.
     *
     * @throws IllegalStateException if the service has a parent, or a sibling has its name
     */
    public final CompletableFuture<Void> addService(Service service) {
        checkNew(service);
        Member member = new Member(service);
        members.add(member);
        service.adoptedBy(this);
        if (state != State.RUNNING) {
            return state == State.STARTING
                    ? started.copy()
                    : CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> result = new CompletableFuture<>();
        CurrentLoop.whenComplete(
                member.start(),
                failure -> {
                    if (failure == null) {
                        result.complete(null);
                        return;
                    }
                    if (members.contains(member)) {
                        removeService(service);
                    }
                    result.completeExceptionally(failure);
                });
        return result;
    }

    private void checkNew(Service service) {
        if (service.parent().isPresent()) {
            throw new IllegalStateException("the service already has a parent");
        }
        service.name()
                .filter(name -> find(name) != null)
                .ifPresent(
                        name -> {
                            throw new IllegalStateException(
                                    "cannot have two services with same name '" + name + "'");
                        });
    }

    private @Nullable Service find(String name) {
        for (Member member : members) {
            if (member.service.name().filter(name::equals).isPresent()) {
                return member.service;
            }
        }
        return null;
    }

    /** Removes a service; completes when it has stopped. */
    public final CompletableFuture<Void> removeService(Service service) {
        Member removed =
                members.stream()
                        .filter(member -> member.service == service)
                        .findFirst()
                        .orElseThrow(
                                () -> new NoSuchElementException("the service is none of these"));
        members.remove(removed);
        service.adoptedBy(null);
        CompletableFuture<Void> stopping =
                removed.isBegun() ? removed.stop() : CompletableFuture.completedFuture(null);
        if (removed == awaited) {
            generation++;
            startNext();
        }
        return stopping;
    }

    /**
     * The service with this name.
     *
     * @throws NoSuchElementException if there is none
     */
    public final Service getServiceNamed(String name) {
        Service found = find(name);
        if (found == null) {
            throw new NoSuchElementException("there is no service '" + name + "'");
        }
        return found;
    }

    /** The services in their order. */
    @Override
    public final Iterator<Service> iterator() {
        return members.stream().map(member -> member.service).toList().iterator();
    }

    // ---- the start

    @Override
    public void privilegedStartService() {
        try {
            List.copyOf(members).forEach(Member::usePrivileges);
        } catch (Throwable e) {
            stopBegun(null);
            throw e;
        }
    }

    /**
     * Starts the services; if they are stopping, starts them after that. Completes when all have
     * started. Fails if one cannot start, or if they are stopped before.
     */
    @Override
    public CompletableFuture<Void> startService() {
        return switch (state) {
            case STOPPED -> start(new CompletableFuture<>());
            case STOPPING -> {
                if (restart == null) {
                    restart = new CompletableFuture<>();
                }
                yield restart.copy();
            }
            default -> started.copy();
        };
    }

    private CompletableFuture<Void> start(CompletableFuture<Void> result) {
        state = State.STARTING;
        generation++;
        started = result;
        try {
            List.copyOf(members).forEach(Member::usePrivileges);
        } catch (Throwable e) {
            stopBegun(e);
            return result.copy();
        }
        startNext();
        return result.copy();
    }

    /** Starts those that were not started, one after the other. */
    private void startNext() {
        while (state == State.STARTING) {
            awaited = members.stream().filter(member -> !member.begun).findFirst().orElse(null);
            if (awaited == null) {
                state = State.RUNNING;
                super.startService();
                started.complete(null);
                return;
            }
            int begun = generation;
            CompletableFuture<Void> starting = awaited.start();
            if (!starting.isDone() || starting.isCompletedExceptionally()) {
                CurrentLoop.whenComplete(starting, failure -> began(begun, failure));
                return;
            }
        }
    }

    /** A member has begun, in that generation. */
    private void began(int then, Throwable failure) {
        if (then != generation) {
            return;
        }
        if (failure == null) {
            startNext();
        } else {
            stopBegun(failure);
        }
    }

    // ---- the stop

    /**
     * Stops the services, also while they start; completes when all have stopped. A start that
     * waits for the stop is cancelled.
     */
    @Override
    public CompletableFuture<Void> stopService() {
        if (state == State.STOPPING) {
            CompletableFuture<Void> cancelled = restart;
            restart = null;
            if (cancelled != null) {
                cancelled.completeExceptionally(stoppedMeanwhile());
            }
            return stopped.copy();
        }
        return stopBegun(state == State.STARTING ? stoppedMeanwhile() : null);
    }

    private static CancellationException stoppedMeanwhile() {
        return new CancellationException("the services were stopped while they started");
    }

    /** Stops what holds something; {@code failure} is why a start has failed, or null. */
    private CompletableFuture<Void> stopBegun(@Nullable Throwable failure) {
        state = State.STOPPING;
        generation++;
        awaited = null;
        super.stopService();
        CompletableFuture<Void> failed = failure == null ? null : started;
        CompletableFuture<Void> result = new CompletableFuture<>();
        stopped = result;
        List<Member> reversed = new ArrayList<>(members);
        Collections.reverse(reversed);
        List<CompletableFuture<?>> stopping = new ArrayList<>();
        for (Member member : reversed) {
            if (member.isBegun()) {
                stopping.add(member.stop());
            }
        }
        CurrentLoop.whenComplete(
                CompletableFuture.allOf(stopping.toArray(CompletableFuture<?>[]::new)),
                problem -> {
                    stopped(result, problem);
                    if (failed != null) {
                        failed.completeExceptionally(failure);
                    }
                });
        return result.copy();
    }

    private void stopped(CompletableFuture<Void> result, Throwable problem) {
        state = State.STOPPED;
        CompletableFuture<Void> again = restart;
        restart = null;
        if (problem == null) {
            result.complete(null);
        } else {
            result.completeExceptionally(problem);
        }
        if (again != null && state == State.STOPPED) {
            start(again);
        } else if (again != null) {
            CurrentLoop.whenComplete(
                    startService(),
                    failure -> {
                        if (failure == null) {
                            again.complete(null);
                        } else {
                            again.completeExceptionally(failure);
                        }
                    });
        }
    }
}
