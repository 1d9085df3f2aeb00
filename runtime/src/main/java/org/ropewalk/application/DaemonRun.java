package org.ropewalk.application;

import java.io.IOException;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.ropewalk.application.status.Health;
import org.ropewalk.application.status.Probes;
import org.ropewalk.application.status.ReadyFile;
import org.ropewalk.application.status.ServiceManager;
import org.ropewalk.application.status.StartFailure;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of a daemon, from its start to its end. */
final class DaemonRun {
    private static final Logger LOG = LoggerFactory.getLogger(DaemonRun.class);

    private final Daemon daemon;
    private final Optional<ReadyFile> readyFile;
    private final ServiceManager manager;
    private int exit = Daemon.OK;

    DaemonRun(Daemon daemon) {
        this.daemon = daemon;
        this.readyFile = daemon.readyFile().map(ReadyFile::new);
        this.manager = ServiceManager.of(daemon.environment());
    }

    /** Returns the exit status. */
    int run(String... endpoints) {
        try (manager) {
            removeReadyFile();
            try (Reactor reactor = daemon.newReactor()) {
                Health health = new Health(reactor);
                MultiService services = daemon.services(reactor, endpoints);
                Optional<Probes> probes = openProbes(health);
                try {
                    run(reactor, services, health);
                } finally {
                    probes.ifPresent(Probes::close);
                }
            } finally {
                removeReadyFile();
            }
        } catch (IOException | RuntimeException e) {
            explain(e);
        }
        return exit;
    }

    private void removeReadyFile() throws IOException {
        if (readyFile.isPresent()) {
            readyFile.get().remove();
        }
    }

    private Optional<Probes> openProbes(Health health) throws IOException {
        if (daemon.probes().isEmpty()) {
            return Optional.empty();
        }
        try {
            Probes probes = Probes.open(daemon.probes().get(), health, daemon.pages());
            say(" answers probes on " + probes.address());
            return Optional.of(probes);
        } catch (LinkageError e) {
            throw new IOException(
                    "the probes need the module jdk.httpserver; add it with --add-modules"
                            + " jdk.httpserver",
                    e);
        }
    }

    private void say(String what) {
        daemon.out().println(daemon.name() + what);
    }

    /** Says in one line why it cannot start, and sets the exit status. */
    private void explain(Throwable failure) {
        StartFailure why = StartFailure.of(failure);
        if (why.kind() == StartFailure.Kind.PROGRAM) {
            LOG.error("{} cannot start", daemon.name(), failure);
        }
        daemon.err().println(daemon.name() + " cannot start: " + why.line());
        manager.tell("STATUS=cannot start: " + why.line());
        exit = why.kind() == StartFailure.Kind.ARGUMENTS ? Daemon.USAGE : Daemon.CANNOT_START;
    }

    private void run(Reactor reactor, MultiService services, Health health) {
        reactor.callWhenRunning(
                () ->
                        CurrentLoop.whenComplete(
                                services.startService(),
                                failure -> started(reactor, services, health, failure)));
        reactor.addSystemEventTrigger(
                Reactor.Phase.BEFORE,
                Reactor.SystemEvent.SHUTDOWN,
                () -> exit == Daemon.OK ? stop(reactor, services, health) : null);
        reactor.run();
    }

    // ---- the start

    private void started(Reactor reactor, MultiService services, Health health, Throwable failure) {
        if (failure instanceof CancellationException) {
            // The process was told to end while the services started.
            return;
        }
        Throwable why = failure;
        if (failure == null) {
            try {
                ready(services, health);
                return;
            } catch (IOException e) {
                why = e;
            }
        }
        explain(why);
        CurrentLoop.whenComplete(
                services.stopService(), stopped -> reactor.callFromThread(reactor::stop));
    }

    private void ready(MultiService services, Health health) throws IOException {
        List<SocketAddress> addresses = new ArrayList<>();
        collect(services, addresses);
        if (readyFile.isPresent()) {
            readyFile.get().write();
        }
        health.enter(Health.State.READY);
        manager.tell(
                "READY=1",
                "STATUS=listens on "
                        + addresses.stream()
                                .map(String::valueOf)
                                .collect(Collectors.joining(", ")));
        manager.watch(health);
        addresses.forEach(address -> say(" listens on " + address));
    }

    private static void collect(MultiService services, List<SocketAddress> addresses) {
        for (Service service : services) {
            if (service instanceof MultiService group) {
                collect(group, addresses);
            } else if (service instanceof PortService listening) {
                listening.port().ifPresent(port -> addresses.add(port.getHost()));
            }
        }
    }

    // ---- the end

    private CompletableFuture<?> stop(Reactor reactor, MultiService services, Health health) {
        health.enter(Health.State.STOPPING);
        say(" stops");
        manager.tell("STOPPING=1", "STATUS=stops");
        try {
            removeReadyFile();
        } catch (IOException e) {
            LOG.warn("{}", e.getMessage());
        }
        return later(reactor, daemon.stopDelay())
                .thenCompose(waited -> services.stopService())
                .handle((nothing, failure) -> failure)
                .thenCompose(
                        failure ->
                                daemon.drain().isZero()
                                        ? CompletableFuture.completedFuture(-1)
                                        : reactor.drain(daemon.drain()))
                .thenAccept(this::stopped);
    }

    private static CompletableFuture<Void> later(Reactor reactor, Duration delay) {
        CompletableFuture<Void> waited = new CompletableFuture<>();
        if (delay.isZero()) {
            waited.complete(null);
        } else {
            reactor.callLater(delay, () -> waited.complete(null));
        }
        return waited;
    }

    private void stopped(int left) {
        if (left > 0) {
            say(" drops " + left + " connections");
        }
        say(" has stopped");
    }
}
