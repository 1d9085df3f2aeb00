package org.ropewalk.reactor;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * The heart of a program that speaks over the network: it listens, connects, waits for time and
 * other threads, and calls protocols when something happens. It is its own home loop; with several
 * loops, the home loop accepts, calls every factory, and hands connections out. An ordinary object:
 * a program may have many; a stopped one stays stopped.
 *
 * <p>Methods belong to the home loop's thread while the reactor runs, and to any one thread before;
 * those that may be called from any thread say so.
 */
public interface Reactor extends Loop, AutoCloseable {
    // ---- life

    /**
     * Runs on the calling thread until it is stopped. SIGTERM and SIGINT stop it.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void run();

    /**
     * Runs the loops on threads of their own, and returns when they run.
     *
     * @throws IllegalStateException if it runs already, or was stopped
     */
    void start();

    /**
     * Asks it to stop, and returns at once; any thread.
     *
     * @throws IllegalStateException if it does not run, or was asked already
     */
    void stop();

    /**
     * Stops it if it runs, and returns when all is released; any thread but a loop's. May be called
     * twice.
     */
    @Override
    void close();

    /** Whether it runs; any thread. */
    boolean isRunning();

    /**
     * Runs {@code call} when the reactor runs: at once if it does, else behind its start in the
     * order of the calls.
     */
    void callWhenRunning(Runnable call);

    /** When, relative to a system event, something is to be called. */
    enum Phase {
        /** Before it; what a trigger returns is waited for. */
        BEFORE,
        /** As it happens. */
        DURING,
        /** After it. */
        AFTER
    }

    /** What happens to a reactor as a whole. */
    enum SystemEvent {
        /** It begins to run. */
        STARTUP,
        /**
         * It ends. Connections are dropped during it, before the triggers of users for that phase
         * are called.
         */
        SHUTDOWN
    }

    /**
     * Calls {@code trigger} once, at {@code phase} of the next {@code event}; triggers of one phase
     * are called in the order in which they were added. A future that a {@link Phase#BEFORE}
     * trigger returns is waited for; null is nothing to wait for. Exceptions are logged.
     */
    SystemEventTrigger addSystemEventTrigger(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger);

    /** Something that is to be called at a system event. */
    interface SystemEventTrigger {
        /**
         * Sees to it that it is not called.
         *
         * @throws IllegalStateException if it was called or removed already
         */
        void remove();
    }

    // ---- threads

    /**
     * Runs {@code call} on a thread of the reactor's pool; any thread. An exception is logged.
     *
     * @throws java.util.concurrent.RejectedExecutionException after the reactor was stopped
     */
    void callInThread(Runnable call);

    /**
     * Runs {@code call} on a thread of the pool; the future completes on the home loop. Any thread.
     */
    <T> CompletableFuture<T> deferToThread(Callable<T> call);

    /**
     * Runs {@code call} on the home loop, waits for the future that it returns, and returns or
     * throws what it comes to.
     *
     * @throws IllegalStateException on a loop's thread, where it would wait for itself
     */
    <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException;

    // ---- what an endpoint string chooses

    /**
     * Listens where {@code endpoint} says, such as {@code "tcp:11211"} or {@code
     * "tcp:port=0:interface=127.0.0.1"}.
     *
     * @throws CannotListenException if nobody can listen there
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Port listen(String endpoint, Factory factory);

    /**
     * Connects where {@code endpoint} says, such as {@code "tcp:127.0.0.1:11211"}.
     *
     * @throws IllegalArgumentException if the text is no endpoint; the message has the position and
     *     what is known
     */
    Connector connect(String endpoint, ClientFactory factory);

    // ---- TCP

    /** How long a client waits for a connection unless told otherwise. */
    Duration CONNECT_TIMEOUT = Duration.ofSeconds(30);

    /** Connections that wait to be accepted unless told otherwise; the system may cap it. */
    int BACKLOG = 1024;

    /** Listens on all interfaces. */
    default Port listenTcp(int port, Factory factory) {
        return listenTcp(port, factory, null, BACKLOG);
    }

    /**
     * Listens on one interface, or on all if {@code interfaceName} is null. Port 0 chooses a free
     * one.
     *
     * @throws CannotListenException if nobody can listen there; the factory was not started then
     */
    Port listenTcp(int port, Factory factory, String interfaceName, int backlog);

    /** Connects within {@link #CONNECT_TIMEOUT}. */
    default Connector connectTcp(String host, int port, ClientFactory factory) {
        return connectTcp(host, port, factory, CONNECT_TIMEOUT);
    }

    /** Connects within {@code timeout}; never fails inside this call. */
    Connector connectTcp(String host, int port, ClientFactory factory, Duration timeout);
}
