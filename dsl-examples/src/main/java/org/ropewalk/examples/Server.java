package org.ropewalk.examples;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/**
 * Serves one example until the process is told to end. Then it accepts no more connections, sends
 * each client the protocol's line for it when nothing is under way, and waits for those that are
 * not done, for a bounded time.
 */
final class Server {
    /** How long connections may take to finish what is under way. */
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
        Reactor reactor = NioReactor.create();
        try {
            Port port = reactor.listen(endpoint, example.factory().make(reactor, directory));
            out.println(
                    example.name() + " listens on " + port.getHost() + "; " + hint(port.getHost()));
        } catch (CannotListenException e) {
            err.println(e.getMessage());
            return Main.FAILURE;
        } catch (UncheckedIOException e) {
            err.println("The directory " + directory + " cannot be used: " + reason(e));
            return Main.FAILURE;
        } catch (IllegalArgumentException e) {
            err.println(e.getMessage());
            return Main.USAGE;
        }
        reactor.addSystemEventTrigger(
                Reactor.Phase.BEFORE,
                Reactor.SystemEvent.SHUTDOWN,
                () -> reactor.drain(DRAIN).thenAccept(this::stopped));
        reactor.run();
        return Main.OK;
    }

    private void stopped(int left) {
        out.println(
                left == 0
                        ? example.name() + " has stopped"
                        : example.name() + " has stopped and drops " + left + " connections");
    }

    private static String reason(UncheckedIOException failure) {
        if (failure.getCause() instanceof FileAlreadyExistsException) {
            return "it is a file";
        }
        if (failure.getCause() instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (failure.getCause() instanceof NoSuchFileException) {
            return "it cannot be made there";
        }
        return failure.getCause().getMessage();
    }

    private String hint(SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? example.hint()
                        .replace("HOST", inet.getAddress().getHostAddress())
                        .replace("PORT", String.valueOf(inet.getPort()))
                : example.hint();
    }
}
