package org.ropewalk.application;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A part of a program that is started and stopped. Belongs to the reactor's home loop. Subclasses
 * override {@link #startService()} and {@link #stopService()}, and call the inherited methods.
 */
public abstract class Service {
    private @Nullable String name;
    private @Nullable MultiService parent;
    private boolean running;

    /** For subclasses. */
    protected Service() {}

    /** The name among its siblings, if it has one. */
    public final Optional<String> name() {
        return Optional.ofNullable(name);
    }

    /**
     * Gives it a name; returns this.
     *
     * @throws IllegalStateException if it has a parent
     */
    public final Service setName(String newName) {
        if (parent != null) {
            throw new IllegalStateException("cannot change name when parent exists");
        }
        name = newName;
        return this;
    }

    /** Whether it is running: started and not stopped. */
    public final boolean isRunning() {
        return running;
    }

    /** The parent, which starts and stops it. */
    public final Optional<MultiService> parent() {
        return Optional.ofNullable(parent);
    }

    /**
     * Sets its parent; if the parent is running, this is started at once. Returns this.
     *
     * @throws IllegalStateException if it has a parent, or a sibling has its name
     */
    public final Service setServiceParent(MultiService newParent) {
        newParent.add(this);
        return this;
    }

    final void adoptedBy(@Nullable MultiService newParent) {
        parent = newParent;
    }

    /** Removes it from its parent; completes when it has stopped. */
    public final CompletableFuture<Void> disownServiceParent() {
        return parent == null
                ? CompletableFuture.completedFuture(null)
                : parent.removeService(this);
    }

    /**
     * Does the part of the start that needs privileges, such as listening on a low port. Called
     * before {@link #startService()}, perhaps by another user of the system.
     */
    public void privilegedStartService() {}

    /** Starts it; completes when it is running, fails if it cannot start. */
    public CompletableFuture<Void> startService() {
        running = true;
        return CompletableFuture.completedFuture(null);
    }

    /** Stops it; completes when it has stopped. */
    public CompletableFuture<Void> stopService() {
        running = false;
        return CompletableFuture.completedFuture(null);
    }
}
