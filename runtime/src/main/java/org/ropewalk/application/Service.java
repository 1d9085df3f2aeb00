package org.ropewalk.application;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Something that is started and stopped with the program. Belongs to the reactor's home loop.
 * Subclasses override {@link #startService()} and {@link #stopService()}, and call the inherited
 * ones.
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

    /** Whether it was started, and not stopped since. */
    public final boolean isRunning() {
        return running;
    }

    /** The parent, with which it is started. */
    public final Optional<MultiService> parent() {
        return Optional.ofNullable(parent);
    }

    /**
     * Gives it a parent; if that runs, this is started at once. Returns this.
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
     * Does what needs privileges, such as to listen at a low port; called in front of {@link
     * #startService()}, perhaps by another user of the system.
     */
    public void privilegedStartService() {}

    /** Starts it; completes when it runs, fails if it cannot. */
    public CompletableFuture<Void> startService() {
        running = true;
        return CompletableFuture.completedFuture(null);
    }

    /** Stops it; completes when that is done. */
    public CompletableFuture<Void> stopService() {
        running = false;
        return CompletableFuture.completedFuture(null);
    }
}
