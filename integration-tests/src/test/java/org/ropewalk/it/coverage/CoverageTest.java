package org.ropewalk.it.coverage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.DemoTls;
import org.ropewalk.examples.ami.Ami;
import org.ropewalk.examples.ami.AmiExample;
import org.ropewalk.examples.beanstalkd.Beanstalkd;
import org.ropewalk.examples.beanstalkd.BeanstalkdExample;
import org.ropewalk.examples.beanstalkd.Store;
import org.ropewalk.examples.clamd.Clamd;
import org.ropewalk.examples.clamd.ClamdExample;
import org.ropewalk.examples.clamd.ClamdLines;
import org.ropewalk.examples.daytime.Daytime;
import org.ropewalk.examples.daytime.DaytimeExample;
import org.ropewalk.examples.finger.Finger;
import org.ropewalk.examples.finger.FingerExample;
import org.ropewalk.examples.ftp.Ftp;
import org.ropewalk.examples.ftp.FtpExample;
import org.ropewalk.examples.gearman.Gearman;
import org.ropewalk.examples.gearman.GearmanExample;
import org.ropewalk.examples.gopher.Gopher;
import org.ropewalk.examples.gopher.GopherExample;
import org.ropewalk.examples.graphite.Graphite;
import org.ropewalk.examples.graphite.GraphiteAdmin;
import org.ropewalk.examples.graphite.GraphiteExample;
import org.ropewalk.examples.graphite.Points;
import org.ropewalk.examples.ident.Ident;
import org.ropewalk.examples.ident.IdentExample;
import org.ropewalk.examples.irc.Irc;
import org.ropewalk.examples.irc.IrcExample;
import org.ropewalk.examples.irc.Network;
import org.ropewalk.examples.lmtp.Lmtp;
import org.ropewalk.examples.lmtp.LmtpExample;
import org.ropewalk.examples.mail.PostOffice;
import org.ropewalk.examples.mail.Spool;
import org.ropewalk.examples.memcached.Memcached;
import org.ropewalk.examples.memcached.MemcachedExample;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.Nats;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.examples.nntp.Nntp;
import org.ropewalk.examples.nntp.NntpExample;
import org.ropewalk.examples.nntp.NntpFactory;
import org.ropewalk.examples.policy.Policy;
import org.ropewalk.examples.policy.PolicyExample;
import org.ropewalk.examples.pop3.Pop3;
import org.ropewalk.examples.pop3.Pop3Example;
import org.ropewalk.examples.scpi.Scpi;
import org.ropewalk.examples.scpi.ScpiExample;
import org.ropewalk.examples.smtp.Smtp;
import org.ropewalk.examples.smtp.SmtpExample;
import org.ropewalk.examples.statsd.Statistics;
import org.ropewalk.examples.statsd.StatsAdmin;
import org.ropewalk.examples.statsd.StatsD;
import org.ropewalk.examples.statsd.StatsDExample;
import org.ropewalk.examples.stomp.Stomp;
import org.ropewalk.examples.stomp.StompExample;
import org.ropewalk.it.real.Script;
import org.ropewalk.line.Bytes;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.testing.MemoryNetwork;

/**
 * Every outcome of every command in every state of every example has come to pass, and was answered
 * as the conversations in {@code coverage} say, however the network cuts what is said; {@code
 * -Dropewalk.golden=write} writes them down anew.
 */
class CoverageTest {
    private static final Path CONVERSATIONS = Path.of("src", "test", "resources", "coverage");

    /** What stores may keep. */
    private static final int MEMORY = 20_000;

    @TempDir private Path directory;
    private int offices;

    private static void check(
            String name,
            Class<?> declaration,
            Set<String> unwatched,
            Supplier<Conversation.World> worlds,
            UnaryOperator<String> stable)
            throws IOException {
        Path file = CONVERSATIONS.resolve(name + ".txt");
        Watched watched = new Watched(declaration);
        String script = Files.readString(file, UTF_8);

        String replayed = new Conversation(worlds, watched, stable).replay(script);

        if ("write".equals(System.getProperty("ropewalk.golden"))) {
            Files.writeString(file, replayed);
        } else {
            assertThat(replayed).isEqualTo(script);
        }
        Conversation.single(script)
                .forEach(
                        (input, answer) ->
                                assertThat(
                                                Script.answer(
                                                        () -> worlds.get().factory(),
                                                        input,
                                                        stable))
                                        .isEqualTo(answer));
        Set<String> missing = new TreeSet<>(watched.declared(unwatched));
        missing.removeAll(unwatched);
        missing.removeAll(watched.seen());
        assertThat(missing).isEmpty();
    }

    private static Conversation.World world(CommandFactory<?> factory) {
        factory.blocking(Runnable::run);
        return () -> factory;
    }

    private PostOffice office() {
        return new PostOffice(directory.resolve("office" + ++offices), "secret", false);
    }

    /** A server whose mail is gone when the disk fails. */
    private Conversation.World mail(CommandFactory<?> factory) {
        factory.blocking(Runnable::run);
        Path mail = directory.resolve("office" + offices);
        mail.toFile().mkdirs();
        return new Conversation.World() {
            @Override
            public CommandFactory<?> factory() {
                return factory;
            }

            @Override
            public void fail() {
                try (Stream<Path> files = Files.walk(mail)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        };
    }

    @Test
    void daytime() throws Exception {
        check(
                "daytime",
                Daytime.class,
                Set.of(),
                () -> world(DaytimeExample.factory(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC))),
                text -> text);
    }

    @Test
    void finger() throws Exception {
        check("finger", Finger.class, Set.of(), () -> world(FingerExample.factory()), text -> text);
    }

    @Test
    void gopher() throws Exception {
        check("gopher", Gopher.class, Set.of(), () -> world(GopherExample.factory()), text -> text);
    }

    @Test
    void statsd() throws Exception {
        check(
                "statsd",
                StatsD.class,
                Set.of(),
                () -> world(StatsDExample.samples(new Statistics(10))),
                text -> text);
    }

    @Test
    void statsdAdmin() throws Exception {
        check(
                "statsd-admin",
                StatsAdmin.class,
                Set.of(),
                () -> world(StatsDExample.administration(new Statistics(10))),
                text -> text);
    }

    @Test
    void graphite() throws Exception {
        check(
                "graphite",
                Graphite.class,
                Set.of(),
                () -> world(GraphiteExample.ingest(new Points(10, Clock.systemUTC()))),
                text -> text);
    }

    /** Transfers are in FtpTest and FtpTransferTest: their data is on other connections. */
    @Test
    void ftp() throws Exception {
        check(
                "ftp",
                Ftp.class,
                Set.of(
                        "gone",
                        "retr",
                        "stor",
                        "appe",
                        "list",
                        "nlst",
                        "mlsd",
                        "pasv",
                        "epsv",
                        "port",
                        "eprt",
                        "abor",
                        "Named.greeting() answered",
                        "User.greeting() answered",
                        "User.cdup() throws Refused"),
                () -> world(FtpExample.factory(new MemoryNetwork(1).reactor(), files())),
                text -> text);
    }

    private Path files() {
        try {
            Path files = Files.createTempDirectory(directory, "ftp");
            Path file = Files.writeString(files.resolve("f"), "hello");
            Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-30T06:00:00Z")));
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void stomp() throws Exception {
        check(
                "stomp",
                Stomp.class,
                Set.of("disconnected"),
                () -> world(StompExample.factory(new org.ropewalk.examples.stomp.Broker(MEMORY))),
                text -> text);
    }

    @Test
    void scpi() throws Exception {
        check("scpi", Scpi.class, Set.of(), () -> world(ScpiExample.factory()), text -> text);
    }

    @Test
    void graphiteAdmin() throws Exception {
        check(
                "graphite-admin",
                GraphiteAdmin.class,
                Set.of(),
                () -> world(GraphiteExample.administration(new Points(10, Clock.systemUTC()))),
                text -> text);
    }

    @Test
    void gearman() throws Exception {
        check(
                "gearman",
                Gearman.class,
                Set.of("Gearman.cancel(String) answered"),
                () -> world(GearmanExample.factory()),
                text -> text.replaceAll("OK \\d+\n", "OK 1\n").replaceAll("OK \\d+$", "OK 1"));
    }

    /** Files with and without the test file of virus scanners, which stands in no repository. */
    private static void filesToScan() throws IOException {
        Path files = Files.createDirectories(Path.of("target", "clamd"));
        Files.writeString(files.resolve("clean"), "nothing");
        Files.writeString(
                files.resolve("infected"),
                "X5O!P%@AP[4\\PZX54(P^)7CC)7}"
                        .concat("$EICAR-STANDARD-ANTIVIRUS-")
                        .concat("TEST-FILE!$H+H*"));
    }

    @Test
    void clamd() throws Exception {
        filesToScan();
        check(
                "clamd",
                Clamd.class,
                Set.of("Clamd.instream(PayloadStream) Failed"),
                () -> world(ClamdExample.factory()),
                text -> text);
    }

    @Test
    void clamdLines() throws Exception {
        filesToScan();
        check(
                "clamd-lines",
                ClamdLines.class,
                Set.of("ClamdLines.instream(PayloadStream) Failed"),
                () -> world(ClamdExample.linesFactory()),
                text -> text);
    }

    @Test
    void ident() throws Exception {
        check("ident", Ident.class, Set.of(), () -> world(IdentExample.factory()), text -> text);
    }

    @Test
    void ami() throws Exception {
        check(
                "ami",
                Ami.class,
                Set.of(),
                () ->
                        world(
                                AmiExample.factory(
                                        Map.of("admin", "secret"),
                                        () -> "842415273",
                                        () -> BigDecimal.valueOf(1795972627885L, 3))),
                UnaryOperator.identity());
    }

    @Test
    void policy() throws Exception {
        check(
                "policy",
                Policy.class,
                Set.of(),
                () -> {
                    AtomicLong clock = new AtomicLong();
                    return world(
                            PolicyExample.factory(
                                    Duration.ofSeconds(60),
                                    () -> clock.addAndGet(Duration.ofSeconds(25).toNanos())));
                },
                text -> text);
    }

    @Test
    void nntp() throws Exception {
        check(
                "nntp",
                Nntp.class,
                Set.of(
                        "Stranger.greeting() READING",
                        "Stranger.modeReader() READING",
                        "Named.modeReader() READING"),
                () -> {
                    Path spool = directory.resolve("office" + ++offices);
                    Clock clock =
                            Clock.fixed(Instant.parse("2026-11-29T16:00:00Z"), ZoneOffset.UTC);
                    NntpFactory factory =
                            NntpExample.factory(
                                    new Spool(spool, clock, false).withDemonstration(), clock);
                    factory.tls(DemoTls.context());
                    return mail(factory);
                },
                text -> text.replaceAll("\\d+\\.M\\w+\\.ropewalk@", "UNIQUE@"));
    }

    @Test
    void pop3() throws Exception {
        check(
                "pop3",
                Pop3.class,
                Set.of(),
                () -> {
                    PostOffice office = office();
                    office.drop("u1")
                            .orElseThrow()
                            .deliver(Bytes.of("Subject: one\r\n\r\n.dot\r\n"));
                    office.drop("u1")
                            .orElseThrow()
                            .deliver(Bytes.of("Subject: two\r\n\r\nx\r\ny\r\n"));
                    var factory = Pop3Example.factory(office);
                    factory.tls(DemoTls.context());
                    return world(factory);
                },
                text -> text.replaceAll("(?m)^(\\+OK )?(\\d) \\d+\\.\\S+", "$1$2 NAME"));
    }

    @Test
    void smtp() throws Exception {
        check(
                "smtp",
                Smtp.class,
                // There is memory for a first chunk.
                Set.of("host", "maxSize", "Recipients.chunk(Bytes) throws Dropped"),
                () -> {
                    var factory = SmtpExample.factory(office());
                    factory.tls(DemoTls.context());
                    return mail(factory);
                },
                text -> text.replaceAll("queued as \\S+", "queued as ID"));
    }

    @Test
    void lmtp() throws Exception {
        check(
                "lmtp",
                Lmtp.class,
                Set.of("host"),
                () -> mail(LmtpExample.factory(office())),
                text -> text.replaceAll("\\S+ Saved", "ID Saved"));
    }

    @Test
    void irc() throws Exception {
        check(
                "irc",
                Irc.class,
                Set.of("server", "nick"),
                () -> world(IrcExample.factory(network())),
                UnaryOperator.identity());
    }

    /** A network on a day of 2001. */
    private static Network network() {
        return new Network(
                "My.Little.Server",
                new MemoryBudget(),
                Clock.fixed(Instant.ofEpochSecond(1_000_000_000), ZoneOffset.UTC));
    }

    @Test
    void nats() throws Exception {
        check(
                "nats",
                Nats.class,
                Set.of("quiet"),
                () -> world(NatsExample.factory(new Broker())),
                text -> text.replaceAll("INFO \\{[^\r]*", "INFO {...}"));
    }

    @Test
    void beanstalkd() throws Exception {
        check(
                "beanstalkd",
                Beanstalkd.class,
                // A wish without a time limit never ends by time; this store never drains, nor
                // lacks memory for a job: these are for the client of others.
                Set.of(
                        "Beanstalkd.reserve() TimedOut",
                        "Beanstalkd.put(int,int,int,Bytes) Draining",
                        "Beanstalkd.put(int,int,int,Bytes) Buried"),
                () -> {
                    MemoryNetwork network = new MemoryNetwork(1);
                    var factory =
                            BeanstalkdExample.factory(
                                    new Store(network.reactor(), 4, new MemoryBudget(MEMORY)));
                    factory.blocking(Runnable::run);
                    return new Conversation.World() {
                        @Override
                        public CommandFactory<?> factory() {
                            return factory;
                        }

                        @Override
                        public void advance(Duration duration) {
                            network.advance(duration);
                        }
                    };
                },
                text ->
                        text.replaceAll(
                                        "(?m)^(pid|version|hostname|id|uptime|rusage-.time|os|platform): .*",
                                        "$1: X")
                                // Their length depends on the values.
                                .replaceAll("OK \\d+(\r?\n---\ncurrent-jobs)", "OK X$1"));
    }

    @Test
    void memcached() throws Exception {
        check(
                "memcached",
                Memcached.class,
                // One enum and one sealed interface serve several commands.
                Set.of(
                        "Memcached.store(Mode,Slice,int,long,Slice,Slice) EXISTS",
                        "Memcached.store(Mode,Slice,int,long,Slice,Slice) NOT_FOUND",
                        "Memcached.cas(Slice,int,long,Slice,long,Slice) NOT_STORED",
                        "Memcached.store(Mode,Slice,int,long,Slice,boolean) EXISTS",
                        "Memcached.store(Mode,Slice,int,long,Slice,boolean) NOT_FOUND",
                        "Memcached.cas(Slice,int,long,Slice,long,boolean) NOT_STORED",
                        "Memcached.metaGet(Slice,List) NotStored",
                        "Memcached.metaGet(Slice,List) Exists",
                        "Memcached.metaGet(Slice,List) NotFound",
                        "Memcached.metaSet(Slice,Slice,List) Hit",
                        "Memcached.metaSet(Slice,Slice,List) Miss",
                        "Memcached.metaDelete(Slice,List) Hit",
                        "Memcached.metaDelete(Slice,List) Miss",
                        "Memcached.metaDelete(Slice,List) NotStored",
                        "Memcached.metaArithmetic(Slice,List) Miss",
                        "Memcached.metaArithmetic(Slice,List) NotStored"),
                () -> world(MemcachedExample.factory(MEMORY)),
                text ->
                        text.replaceAll("STAT (pid|uptime|time) \\d+", "STAT $1 X")
                                .replaceAll(" l(a=)?\\d+", " l$1X"));
    }
}
