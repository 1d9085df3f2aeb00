package org.ropewalk.application;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * Runs services until the process is told to end: starts them, stops them on SIGTERM or SIGINT,
 * lets connections finish what is under way, and says how it ended.
 *
 * <pre>{@code
 * public static void main(String[] endpoints) {
 *     System.exit(Daemon.serving("notes", reactor -> new NotesFactory(peer -> notes))
 *             .drain(Duration.ofSeconds(10))
 *             .run(endpoints));
 * }
 * }</pre>
 */
public final class Daemon {
    /** It ran, and was told to end. */
    public static final int OK = 0;

    /** A service could not start. */
    public static final int CANNOT_START = 1;

    /** The arguments are wrong. */
    public static final int USAGE = 2;

    private final String name;
    private final Function<Reactor, Service> always;
    private final Function<Reactor, Factory> factories;
    private Duration drain = Duration.ZERO;
    private int loops = 1;
    private PrintStream out = System.err;

    private Daemon(
            String name, Function<Reactor, Service> always, Function<Reactor, Factory> factories) {
        this.name = Objects.requireNonNull(name, "name");
        this.always = always;
        this.factories = factories;
    }

    /** Serves one factory at each of the endpoints that {@link #run} is given. */
    public static Daemon serving(String name, Function<Reactor, Factory> factories) {
        return new Daemon(name, reactor -> new MultiService(), factories);
    }

    /** Runs a service, or a tree of them; takes no endpoints. */
    public static Daemon running(String name, Function<Reactor, Service> services) {
        return new Daemon(name, services, null);
    }

    /**
     * How long connections may take to finish what is under way; they are dropped at once unless
     * set.
     */
    public Daemon drain(Duration atMost) {
        drain = atMost;
        return this;
    }

    /** How many loops there are; 1 unless set. */
    public Daemon loops(int count) {
        loops = count;
        return this;
    }

    /** Where it says what happens; standard error unless set. */
    public Daemon says(PrintStream where) {
        out = where;
        return this;
    }

    /**
     * Runs until the process is told to end, on the calling thread.
     *
     * @param endpoints where to serve, such as {@code "tcp:11211"} and {@code "unix:/run/x.sock"}
     * @return {@link #OK}, {@link #CANNOT_START} or {@link #USAGE}, for {@link System#exit}
     */
    public int run(String... endpoints) {
        if (factories == null ? endpoints.length > 0 : endpoints.length == 0) {
            out.println(
                    factories == null
                            ? name + " takes no arguments"
                            : name
                                    + " needs one endpoint or more, such as tcp:4000 or unix:/run/x.sock");
            return USAGE;
        }
        Reactor reactor = NioReactor.create(loops);
        try {
            return run(reactor, tree(reactor, endpoints));
        } finally {
            reactor.close();
        }
    }

    private MultiService tree(Reactor reactor, String... endpoints) {
        MultiService all = new MultiService();
        all.add(always.apply(reactor));
        if (factories != null) {
            Factory factory = factories.apply(reactor);
            for (String endpoint : endpoints) {
                all.add(new StreamServerEndpointService(reactor, endpoint, factory));
            }
        }
        return all;
    }

    private int run(Reactor reactor, MultiService services) {
        int[] exit = {OK};
        reactor.callWhenRunning(
                () ->
                        CurrentLoop.whenComplete(
                                services.startService(),
                                failure -> exit[0] = started(reactor, services, failure)));
        reactor.addSystemEventTrigger(
                Reactor.Phase.BEFORE,
                Reactor.SystemEvent.SHUTDOWN,
                () -> exit[0] == OK ? stop(reactor, services) : null);
        reactor.run();
        return exit[0];
    }

    /** The exit status so far. */
    private int started(Reactor reactor, MultiService services, Throwable failure) {
        if (failure == null) {
            tellPorts(services);
            return OK;
        }
        if (failure instanceof CancellationException) {
            // The process was told to end while the services started.
            return OK;
        }
        out.println(name + " cannot start: " + failure.getMessage());
        reactor.callFromThread(reactor::stop);
        return failure instanceof IllegalArgumentException ? USAGE : CANNOT_START;
    }

    private void tellPorts(MultiService services) {
        for (Service service : services) {
            if (service instanceof PortService listening) {
                listening
                        .port()
                        .ifPresent(port -> out.println(name + " listens on " + port.getHost()));
            }
        }
    }

    private CompletableFuture<?> stop(Reactor reactor, MultiService services) {
        out.println(name + " stops");
        return services.stopService()
                .handle((nothing, failure) -> failure)
                .thenCompose(
                        failure ->
                                drain.isZero()
                                        ? CompletableFuture.completedFuture(-1)
                                        : reactor.drain(drain))
                .thenAccept(
                        left -> {
                            if (left > 0) {
                                out.println(name + " drops " + left + " connections");
                            }
                            out.println(name + " has stopped");
                        });
    }
}
