package org.ropewalk.application;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.application.status.Probes;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * Runs services until the process is stopped, and returns its exit status. It starts them, reports
 * to the host when they are ready, and stops them on SIGTERM or SIGINT, when connections have
 * finished their current commands.
 *
 * <pre>{@code
 * public static void main(String[] endpoints) {
 *     System.exit(Daemon.serving("notes", reactor -> new NotesFactory(peer -> notes))
 *             .drain(Duration.ofSeconds(10))
 *             .properties(System.getProperties())
 *             .run(endpoints));
 * }
 * }</pre>
 *
 * <p>Where {@code NOTIFY_SOCKET} is set it tells systemd {@code READY=1}, {@code STOPPING=1} and,
 * with {@code WatchdogSec=} in the unit, {@code WATCHDOG=1} while its loop answers.
 */
public final class Daemon {
    /** A normal stop. */
    public static final int OK = 0;

    /**
     * A service could not start, or a file or an address cannot be used. A later start may succeed.
     */
    public static final int CANNOT_START = 1;

    /** The arguments or properties are wrong. A start with the same ones fails again. */
    public static final int USAGE = 2;

    private final String name;
    private final Function<Reactor, Service> always;
    private final @Nullable Function<Reactor, Factory> factories;
    private final List<Service> others = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final Map<String, Probes.Page> pages = new HashMap<>();
    private Duration drain = Duration.ZERO;
    private Duration stopDelay = Duration.ZERO;
    private int loops = 1;
    private IntFunction<Reactor> reactors = NioReactor::create;
    private @Nullable Path readyFile;
    private @Nullable InetSocketAddress probes;
    private Properties properties = new Properties();
    private PrintStream out = System.err;
    private PrintStream err = System.err;
    private Map<String, String> environment = System.getenv();

    /** One place where one factory is served. */
    record Listener(String endpoint, Function<Reactor, Factory> factories) {}

    private Daemon(
            String name,
            Function<Reactor, Service> always,
            @Nullable Function<Reactor, Factory> factories) {
        this.name = Objects.requireNonNull(name, "name");
        this.always = always;
        this.factories = factories;
    }

    /** Serves one factory at each endpoint of {@link #run}. */
    public static Daemon serving(String name, Function<Reactor, Factory> factories) {
        return new Daemon(name, reactor -> new MultiService(), factories);
    }

    /** Runs a service, or a tree of services, without endpoints. */
    public static Daemon running(String name, Function<Reactor, Service> services) {
        return new Daemon(name, services, null);
    }

    /** Serves another factory on its own endpoint, for example for administration. */
    public Daemon alsoServing(String endpoint, Function<Reactor, Factory> served) {
        listeners.add(
                new Listener(
                        Objects.requireNonNull(endpoint, "endpoint"),
                        Objects.requireNonNull(served, "served")));
        return this;
    }

    /** Adds a service; services start in the order in which they were added. */
    public Daemon with(Service service) {
        others.add(service);
        return this;
    }

    /**
     * Sets the time in which connections may finish their current commands after a stop; by default
     * they are closed at once.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Daemon drain(Duration atMost) {
        drain = notNegative("drain", atMost);
        return this;
    }

    /**
     * Sets how long it still accepts connections after a stop was requested; by default it stops at
     * once. During this time a load balancer can notice that it is not ready.
     *
     * @throws IllegalArgumentException if it is negative
     */
    public Daemon stopDelay(Duration delay) {
        stopDelay = notNegative("stopDelay", delay);
        return this;
    }

    private static Duration notNegative(String setting, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(setting + " must not be negative: " + value);
        }
        return value;
    }

    /** The number of loops; by default 1. */
    public Daemon loops(int count) {
        loops = count;
        return this;
    }

    /**
     * Sets what makes the reactor with a number of loops; by default {@code NioReactor::create}.
     * Others are {@code UringReactor::create} and {@code Reactors::best}.
     */
    public Daemon reactor(IntFunction<Reactor> reactors) {
        this.reactors = Objects.requireNonNull(reactors, "reactors");
        return this;
    }

    /**
     * Sets a file that exists while the program is ready, and contains its process id; by default
     * there is none. A file of an earlier process is removed at the start.
     */
    public Daemon readyFile(Path file) {
        if (file.getFileName() == null) {
            throw new IllegalArgumentException("the ready file needs a name, not " + file);
        }
        readyFile = file;
        return this;
    }

    /**
     * Sets the address of the HTTP probes {@code /live} and {@code /ready}; by default there are
     * none. Needs the module {@code jdk.httpserver}.
     */
    public Daemon probes(InetSocketAddress at) {
        probes = Objects.requireNonNull(at, "at");
        return this;
    }

    /**
     * Adds a page to the HTTP server of the probes, such as {@code /metrics}.
     *
     * @param type its media type, such as {@code text/plain; version=0.0.4}
     * @param content creates the text; called on a thread of the HTTP server
     * @throws IllegalArgumentException if {@code path} does not begin with a slash, or is used
     *     already
     */
    public Daemon page(String path, String type, Supplier<String> content) {
        if (!path.startsWith("/") || path.equals("/live") || path.equals("/ready")) {
            throw new IllegalArgumentException(
                    "a page's path begins with a slash, and is not /live or /ready: " + path);
        }
        pages.put(path, new Probes.Page(type, content));
        return this;
    }

    /**
     * Reads settings from properties whose names begin with {@code ropewalk.daemon.}: {@code
     * drain}, {@code stop-delay}, {@code loops}, {@code reactor} ({@code nio}, {@code uring} or
     * {@code best}), {@code ready-file} and {@code probes}. They override settings in the code. An
     * unknown name, or a wrong value, ends {@link #run} with {@link #USAGE}.
     */
    public Daemon properties(Properties all) {
        properties = all;
        return this;
    }

    /** The stream for messages; by default standard error. */
    public Daemon says(PrintStream where) {
        return says(where, where);
    }

    /** The streams for messages, and for the reason of a failed start. */
    public Daemon says(PrintStream what, PrintStream why) {
        out = what;
        err = why;
        return this;
    }

    /** Instead of the process's. */
    Daemon environment(Map<String, String> variables) {
        environment = variables;
        return this;
    }

    /**
     * Runs on the calling thread until the process is stopped.
     *
     * @param endpoints where to serve, such as {@code "tcp:11211"} and {@code "unix:/run/x.sock"}
     * @return {@link #OK}, {@link #CANNOT_START} or {@link #USAGE}, for {@link System#exit}
     */
    public int run(String... endpoints) {
        if (factories == null ? endpoints.length > 0 : endpoints.length == 0) {
            err.println(
                    factories == null
                            ? name + " takes no arguments"
                            : name
                                    + " needs one endpoint or more, such as tcp:4000 or"
                                    + " unix:/run/x.sock");
            return USAGE;
        }
        try {
            DaemonProperties.apply(properties, this);
        } catch (IllegalArgumentException e) {
            err.println(name + " cannot start: " + e.getMessage());
            return USAGE;
        }
        return new DaemonRun(this).run(endpoints);
    }

    // ---- what a run uses

    String name() {
        return name;
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    Duration drain() {
        return drain;
    }

    Duration stopDelay() {
        return stopDelay;
    }

    /** The reactor; throws if this machine or the JDK has none of its kind. */
    Reactor newReactor() throws IOException {
        try {
            return reactors.apply(loops);
        } catch (UnsupportedOperationException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    Optional<Path> readyFile() {
        return Optional.ofNullable(readyFile);
    }

    Optional<InetSocketAddress> probes() {
        return Optional.ofNullable(probes);
    }

    Map<String, Probes.Page> pages() {
        return pages;
    }

    Map<String, String> environment() {
        return environment;
    }

    /** What runs: the services, the factory at each of {@code endpoints}, and the others. */
    MultiService services(Reactor reactor, String... endpoints) {
        MultiService all = new MultiService();
        all.add(always.apply(reactor));
        others.forEach(all::add);
        if (factories != null) {
            Factory factory = factories.apply(reactor);
            for (String endpoint : endpoints) {
                all.add(new StreamServerEndpointService(reactor, endpoint, factory));
            }
        }
        for (Listener listener : listeners) {
            all.add(
                    new StreamServerEndpointService(
                            reactor, listener.endpoint(), listener.factories().apply(reactor)));
        }
        return all;
    }
}
