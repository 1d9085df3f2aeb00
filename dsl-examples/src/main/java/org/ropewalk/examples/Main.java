package org.ropewalk.examples;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ropewalk.examples.ami.AmiExample;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.bench.BenchExample;
import org.ropewalk.examples.benchstrings.BenchStringsExample;
import org.ropewalk.examples.clamd.ClamdExample;
import org.ropewalk.examples.daytime.DaytimeExample;
import org.ropewalk.examples.finger.FingerExample;
import org.ropewalk.examples.ftp.FtpExample;
import org.ropewalk.examples.gearman.GearmanExample;
import org.ropewalk.examples.gopher.GopherExample;
import org.ropewalk.examples.graphite.GraphiteExample;
import org.ropewalk.examples.ident.IdentExample;
import org.ropewalk.examples.imap.ImapExample;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.managesieve.ManageSieveExample;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.mpd.MpdExample;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.nmea.NmeaExample;
import org.ropewalk.examples.nntp.NntpExample;
import org.ropewalk.examples.policy.PolicyExample;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.redis.RedisExample;
import org.ropewalk.examples.scpi.ScpiExample;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.examples.statsd.StatsDExample;
import org.ropewalk.examples.stomp.StompExample;

/**
 * Serves one of the examples: {@code NAME [ENDPOINT [DIRECTORY]]}. The directory is for examples
 * that store mail or news. Without arguments it lists them. SIGTERM and Ctrl-C stop it, with the
 * status 0.
 */
public final class Main {
    /** It ran and was told to end. */
    static final int OK = 0;

    /** The endpoint or the directory cannot be used. */
    static final int FAILURE = 1;

    /** The arguments are wrong. */
    static final int USAGE = 2;

    private static final List<Example> EXAMPLES =
            List.of(
                    MemcachedExample.example(),
                    Pop3Example.example(),
                    ImapExample.example(),
                    ManageSieveExample.example(),
                    SmtpExample.example(),
                    LmtpExample.example(),
                    BeanstalkdExample.example(),
                    NatsExample.example(),
                    IrcExample.example(),
                    DaytimeExample.example(),
                    FingerExample.example(),
                    IdentExample.example(),
                    PolicyExample.example(),
                    GopherExample.example(),
                    NntpExample.example(),
                    ClamdExample.example(),
                    ClamdExample.lines(),
                    GearmanExample.example(),
                    AmiExample.example(),
                    MpdExample.example(),
                    StatsDExample.example(),
                    GraphiteExample.example(),
                    FtpExample.example(),
                    StompExample.example(),
                    ScpiExample.example(),
                    NmeaExample.example(),
                    RedisExample.example(),
                    BenchExample.example(),
                    BenchExample.map(),
                    BenchStringsExample.example());
    private static final List<String> HELP = List.of("--help", "-h");
    private static final List<String> VERSION = List.of("--version", "-V");
    private static final int MOST_ARGUMENTS = 3;

    private final PrintStream out;
    private final PrintStream err;

    private Main(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /**
     * Serves until it is stopped. Exits with 0 then, with 1 if the endpoint or the directory cannot
     * be used, with 2 if the arguments are wrong.
     */
    public static void main(String[] arguments) {
        ExitStatus exit = new ExitStatus();
        int status = FAILURE;
        try {
            status = new Main(System.out, System.err).run(List.of(arguments));
        } catch (Throwable failure) {
            // The process ends before the thread does, which would have printed it.
            failure.printStackTrace();
        } finally {
            exit.end(status);
        }
    }

    private int run(List<String> arguments) {
        if (arguments.isEmpty() || HELP.contains(arguments.get(0))) {
            list();
            return OK;
        }
        if (VERSION.contains(arguments.get(0))) {
            out.println("ropewalk-examples " + version());
            return OK;
        }
        Optional<Example> example =
                EXAMPLES.stream().filter(each -> each.name().equals(arguments.get(0))).findFirst();
        if (example.isEmpty() && arguments.get(0).startsWith("-")) {
            return noOption(arguments.get(0));
        }
        if (example.isEmpty()) {
            return wrong(
                    "There is no example \"" + arguments.get(0) + "\"; there are " + names() + ".");
        }
        return serve(example.get(), arguments);
    }

    private int serve(Example example, List<String> arguments) {
        if (arguments.size() > 1 && HELP.contains(arguments.get(1))) {
            describe(example);
            return OK;
        }
        Optional<String> option =
                arguments.stream().filter(argument -> argument.startsWith("-")).findFirst();
        if (option.isPresent()) {
            return noOption(option.get());
        }
        if (arguments.size() > MOST_ARGUMENTS) {
            return wrong("One name, one endpoint and one directory are taken, not more.");
        }
        if (arguments.size() == MOST_ARGUMENTS && !example.keepsFiles()) {
            return wrong("The example " + example.name() + " takes no directory.");
        }
        String endpoint = arguments.size() > 1 ? arguments.get(1) : example.endpoint();
        String directory = arguments.size() > 2 ? arguments.get(2) : example.directory();
        if (endpoint.isEmpty() || directory.isEmpty() && example.keepsFiles()) {
            return wrong("The endpoint and the directory must not be empty.");
        }
        return new Server(example, out, err).run(endpoint, Path.of(directory));
    }

    private int noOption(String option) {
        return wrong("There is no option \"" + option + "\"; try --help.");
    }

    private int wrong(String message) {
        err.println(message);
        return USAGE;
    }

    private static String version() {
        String version = Main.class.getPackage().getImplementationVersion();
        return version == null ? "(not packaged)" : version;
    }

    private static String names() {
        return EXAMPLES.stream().map(Example::name).collect(Collectors.joining(", "));
    }

    private void list() {
        out.println("Usage: java -jar ropewalk-examples.jar NAME [ENDPOINT [DIRECTORY]]");
        out.println("       java -jar ropewalk-examples.jar --help | --version");
        out.println(
                "ENDPOINT: for example tcp:11211, tcp:port=0:interface=127.0.0.1 or unix:PATH.");
        out.println("DIRECTORY: for mail and news; each example has a default.");
        out.println("Settings: properties before -jar, such as -Dropewalk.daemon.drain=10s:");
        out.println(
                "drain, stop-delay, loops, reactor, ready-file, probes (with metrics); see docs/deploying.md.");
        out.println("Exit status: 0 after a stop, 1 if it cannot start, 2 for wrong arguments.");
        EXAMPLES.forEach(this::describe);
    }

    private void describe(Example example) {
        out.println(
                "  "
                        + example.name()
                        + (example.keepsFiles() ? " [ENDPOINT [DIRECTORY]]  " : " [ENDPOINT]  ")
                        + example.summary()
                        + "; default endpoint: "
                        + example.endpoint());
    }
}
