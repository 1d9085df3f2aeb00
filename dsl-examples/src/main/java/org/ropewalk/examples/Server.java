package org.ropewalk.examples;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ropewalk.application.Daemon;
import org.ropewalk.application.MultiService;
import org.ropewalk.application.Service;
import org.ropewalk.application.StreamServerEndpointService;

/**
 * Serves one example until the process is told to end. Then it accepts no more connections, sends
 * each client the protocol's line for it when nothing is under way, and waits for those that are
 * not done, for a bounded time.
 */
final class Server {
    /** How long connections may take to finish what is under way unless a property tells. */
    static final Duration DRAIN = Duration.ofSeconds(5);

    private final Example example;
    private final PrintStream out;
    private final PrintStream err;

    Server(Example example, PrintStream out, PrintStream err) {
        this.example = example;
        this.out = out;
        this.err = err;
    }

    /** Runs on the calling thread; the exit status. */
    int run(String endpoint, Path directory) {
        return Daemon.running(
                        example.name(),
                        reactor -> {
                            StreamServerEndpointService listening =
                                    new StreamServerEndpointService(
                                            reactor,
                                            endpoint,
                                            example.factory().make(reactor, directory));
                            return new MultiService().add(listening).add(new Hint(listening));
                        })
                .drain(DRAIN)
                .properties(System.getProperties())
                .says(out, err)
                .run();
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
