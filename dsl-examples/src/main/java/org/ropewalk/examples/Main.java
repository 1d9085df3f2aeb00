package org.ropewalk.examples;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.CannotListenException;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/**
 * Serves one of the examples: {@code NAME [ENDPOINT [DIRECTORY]]}; the directory is where those
 * keep mail that do. Without arguments it lists them. SIGTERM and Ctrl-C stop it.
 */
public final class Main {
    private static final List<Example> EXAMPLES =
            List.of(
                    MemcachedExample.example(),
                    Pop3Example.example(),
                    SmtpExample.example(),
                    LmtpExample.example(),
                    BeanstalkdExample.example(),
                    NatsExample.example(),
                    IrcExample.example(),
                    BenchExample.example(),
                    BenchStringsExample.example());
    private static final int USAGE = 2;
    private static final int FAILURE = 1;
    private static final int MOST_ARGUMENTS = 3;

    private Main() {}

    /**
     * Serves until it is stopped. Exits with 2 if the arguments are wrong, with 1 if the endpoint
     * or the directory cannot be used.
     */
    public static void main(String[] arguments) {
        String first = arguments.length == 0 ? "--help" : arguments[0];
        if (first.equals("--help") || first.equals("-h")) {
            list(System.out);
        } else if (first.equals("--version") || first.equals("-V")) {
            System.out.println("ropewalk-examples " + version());
        } else if (arguments.length > MOST_ARGUMENTS) {
            exit(USAGE, "One name, one endpoint and one directory are taken, not more.");
        } else {
            EXAMPLES.stream()
                    .filter(example -> example.name().equals(first))
                    .findFirst()
                    .ifPresentOrElse(
                            example -> serve(example, arguments),
                            () ->
                                    exit(
                                            USAGE,
                                            "There is no example \""
                                                    + first
                                                    + "\"; there are "
                                                    + names()
                                                    + "."));
        }
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String names() {
        return EXAMPLES.stream().map(Example::name).collect(Collectors.joining(", "));
    }

    private static void exit(int status, String message) {
        System.err.println(message);
        System.exit(status);
    }

    private static void list(PrintStream out) {
        out.println("Usage: java -jar ropewalk-examples.jar NAME [ENDPOINT [DIRECTORY]]");
        out.println("       java -jar ropewalk-examples.jar --help | --version");
        out.println("DIRECTORY is where mail is kept: ropewalk-mail, if none is given.");
        EXAMPLES.forEach(
                example ->
                        out.println(
                                "  "
                                        + example.name()
                                        + "  "
                                        + example.summary()
                                        + "; at "
                                        + example.endpoint()
                                        + " unless an endpoint is given"));
    }

    private static void serve(Example example, String[] arguments) {
        String endpoint = arguments.length > 1 ? arguments[1] : example.endpoint();
        Path directory = Path.of(arguments.length > 2 ? arguments[2] : "ropewalk-mail");
        Reactor reactor = NioReactor.create();
        try {
            Port port = reactor.listen(endpoint, example.factory().make(reactor, directory));
            System.out.println(
                    example.name()
                            + " listens on "
                            + port.getHost()
                            + "; "
                            + hint(example, port.getHost()));
        } catch (CannotListenException e) {
            exit(FAILURE, e.getMessage());
        } catch (UncheckedIOException e) {
            exit(
                    FAILURE,
                    "The directory " + directory + " cannot be used: " + e.getCause().getMessage());
        } catch (IllegalArgumentException e) {
            exit(USAGE, e.getMessage());
        }
        reactor.run();
    }

    private static String hint(Example example, SocketAddress address) {
        return address instanceof InetSocketAddress inet
                ? example.hint()
                        .replace("HOST", inet.getAddress().getHostAddress())
                        .replace("PORT", String.valueOf(inet.getPort()))
                : example.hint();
    }
}
