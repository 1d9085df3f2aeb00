package org.ropewalk.examples;

import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
 * Serves one of the examples: {@code NAME ENDPOINT [DIRECTORY]}; the directory is where those keep
 * mail that do. Without arguments it lists them. SIGTERM and Ctrl-C stop it.
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

    private Main() {}

    /**
     * Serves until it is stopped. Exits with 2 if the arguments are wrong, with 1 if nobody can
     * listen there.
     */
    public static void main(String[] arguments) {
        if (arguments.length == 0) {
            list(System.out);
            return;
        }
        Optional<Example> example =
                EXAMPLES.stream().filter(known -> known.name().equals(arguments[0])).findFirst();
        if (example.isEmpty() || arguments.length > 3) {
            System.err.println(
                    example.isEmpty()
                            ? "There is no example called \"" + arguments[0] + "\"."
                            : "One name, one endpoint and one directory are taken.");
            list(System.err);
            System.exit(USAGE);
        }
        serve(
                example.get(),
                arguments.length > 1 ? arguments[1] : "tcp:port=0:interface=127.0.0.1",
                Path.of(arguments.length > 2 ? arguments[2] : "ropewalk-mail"));
    }

    private static void list(PrintStream out) {
        out.println(
                "Usage: java -jar ropewalk-examples.jar NAME ENDPOINT [DIRECTORY], such as memcached tcp:port=11211:interface=127.0.0.1");
        EXAMPLES.forEach(example -> out.println("  " + example.name() + "  " + example.summary()));
    }

    private static void serve(Example example, String endpoint, Path directory) {
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
            System.err.println(e.getMessage());
            System.exit(FAILURE);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.exit(USAGE);
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
