package org.ropewalk.reactor;

import java.net.SocketAddress;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Builds the protocol of each connection, and contains their shared state. All methods are called
 * on the reactor's home loop.
 */
public abstract class Factory {
    private final MemoryBudget memory = new MemoryBudget();
    private int users;
    private boolean noisy = true;

    /** For subclasses. */
    protected Factory() {}

    /** A factory that gets its protocols from {@code constructor}. */
    public static Factory forProtocol(Supplier<? extends Protocol> constructor) {
        Objects.requireNonNull(constructor, "constructor");
        return new Factory() {
            @Override
            public Protocol buildProtocol(SocketAddress peer) {
                return constructor.get();
            }

            @Override
            public String toString() {
                return "Factory.forProtocol";
            }
        };
    }

    /** The name for the log: its class, unless overridden. */
    @Override
    public String toString() {
        String name = getClass().getSimpleName();
        return name.isEmpty() ? getClass().getName() : name;
    }

    /**
     * A new protocol for a connection with {@code peer}, or null to refuse it: the connection is
     * then closed. An exception is logged and closes the connection too.
     */
    public abstract @Nullable Protocol buildProtocol(SocketAddress peer);

    /**
     * Called when a connection was closed because the header of the PROXY protocol was missing or
     * wrong. Does nothing unless overridden.
     */
    public void proxyHeaderRefused(SocketAddress peer) {}

    /**
     * Called when a proxy has only checked that connections are accepted: it opened a connection of
     * its own and closed it. No protocol was built. Does nothing unless overridden.
     */
    public void proxyChecked(SocketAddress peer) {}

    /** The limits of output that waits for a peer; called when output waits. */
    public OutputLimits outputLimits() {
        return OutputLimits.STANDARD;
    }

    /**
     * The bytes that all connections of this factory may keep together; a quarter of the largest
     * heap unless its limit is set.
     */
    public MemoryBudget memory() {
        return memory;
    }

    /** Called when the first port or connector begins to use this factory. */
    protected void startFactory() {}

    /** Called when the last port or connector has stopped using this factory. */
    protected void stopFactory() {}

    /** Sets whether starts and stops of ports with this factory are logged; by default they are. */
    public final void setNoisy(boolean logged) {
        noisy = logged;
    }

    /** Whether starts and stops of ports are logged. */
    public final boolean isNoisy() {
        return noisy;
    }

    /** Counts one more port or connector; called by them. */
    public final void doStart() {
        if (users++ > 0) {
            return;
        }
        try {
            startFactory();
        } catch (Throwable e) {
            // A factory that cannot start has no user.
            users--;
            throw e;
        }
    }

    /** Counts one port or connector less; called by them. */
    public final void doStop() {
        if (users > 0 && --users == 0) {
            stopFactory();
        }
    }
}
