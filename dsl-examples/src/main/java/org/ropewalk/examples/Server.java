package org.ropewalk.examples;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.application.Daemon;
import org.ropewalk.application.MultiService;
import org.ropewalk.application.Service;
import org.ropewalk.application.StreamServerEndpointService;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Reactor;

/**
 * Serves one example until the process is told to end. Then it accepts no more connections, sends
 * each client the protocol's line for it when nothing is under way, and waits for those that are
 * not done, for a bounded time.
 */
final class Server {
    /** How long connections may take to finish what is under way unless a property tells. */
    static final Duration DRAIN = Duration.ofSeconds(5);

    private static final String PROBES = "ropewalk.daemon.probes";

    private final Example example;
    private final PrintStream out;
    private final PrintStream err;

    Server(Example example, PrintStream out, PrintStream err) {
        this.example = example;
        this.out = out;
        this.err = err;
    }

    /**
     * Runs on the calling thread; the exit status. Where there are probes, they have the metrics
     * too; without them nothing is measured.
     */
    int run(String endpoint, Path directory) {
        Optional<Metrics> metrics =
                Optional.ofNullable(System.getProperty(PROBES)).map(address -> new Metrics());
        Daemon daemon =
                Daemon.running(
                                example.name(),
                                reactor -> {
                                    Factory factory = example.factory().make(reactor, directory);
                                    metrics.ifPresent(
                                            all -> all.measure(example.name(), reactor, factory));
                                    return services(reactor, endpoint, factory);
                                })
                        .drain(DRAIN)
                        .properties(System.getProperties())
                        .says(out, err);
        metrics.ifPresent(all -> all.show(daemon));
        return daemon.run();
    }

    private MultiService services(Reactor reactor, String endpoint, Factory factory) {
        StreamServerEndpointService listening =
                new StreamServerEndpointService(reactor, endpoint, factory);
        return new MultiService().add(listening).add(new Hint(listening));
    }

    /** Prints how to use what listens. */
    private final class Hint extends Service {
        private final StreamServerEndpointService listening;

        Hint(StreamServerEndpointService listening) {
            this.listening = listening;
        }

        @Override
        public CompletableFuture<Void> startService() {
            listening
                    .port()
                    .ifPresent(port -> out.println(example.name() + ": " + hint(port.getHost())));
            return super.startService();
        }
    }

    private String hint(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? example.hint()
                        .replace("HOST", inet.getAddress().getHostAddress())
                        .replace("PORT", String.valueOf(inet.getPort()))
                : example.hint();
    }
}
