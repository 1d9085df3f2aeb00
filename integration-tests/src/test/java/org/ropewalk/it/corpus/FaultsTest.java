package org.ropewalk.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.ropewalk.it.corpus.CorpusTest.connect;

import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.ropewalk.it.real.RealReactors;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.server.CommandFactory;
import org.ropewalk.server.Peer;
import org.ropewalk.testing.StringTransport;
import org.slf4j.event.Level;

/** Handlers, locales and peers that go wrong in ways of which the corpus has no bytes. */
class FaultsTest {
    private final Locale locale = Locale.getDefault();

    @AfterEach
    void restore() {
        Locale.setDefault(locale);
    }

    /** What a handler may throw beside exceptions. */
    enum Fault {
        EXCEPTION(() -> new IllegalStateException("/etc/secret SELECT password")),
        STACK_OVERFLOW(StackOverflowError::new),
        LINKAGE(() -> new NoClassDefFoundError("/etc/secret")),
        ASSERTION(() -> new AssertionError("SELECT password")),
        OUT_OF_MEMORY(() -> new OutOfMemoryError("/etc/secret"));

        private final Supplier<Throwable> thrown;

        Fault(Supplier<Throwable> thrown) {
            this.thrown = thrown;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> void sneak(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static CorpusFactory failing(Fault fault) {
        return new CorpusFactory(
                peer ->
                        new CorpusHandler(new ArrayList<>(), peer) {
                            @Override
                            public void fail() {
                                FaultsTest.<RuntimeException>sneak(fault.thrown.get());
                            }
                        });
    }

    @ParameterizedTest
    @EnumSource
    void E10_E11_E12_S27_whatever_a_handler_throws_ends_its_connection_and_tells_nothing(
            Fault fault) {
        CorpusFactory factory = failing(fault);
        StringTransport one = connect(factory);
        StringTransport other = connect(factory);

        one.deliver("FAIL\r\nPING\r\n");
        other.deliver("PING\r\n");

        assertThat(one.text()).isEqualTo("-ERR INTERNAL\r\n");
        assertThat(one.isOpen()).isFalse();
        assertThat(other.text()).isEqualTo("+PONG\r\n");
        assertThat(factory.errors(ErrorKind.FAILED)).isEqualTo(1);
    }

    @Test
    void S26_what_a_peer_sends_never_makes_a_line_of_the_log() throws Exception {
        CapturedLog log = CapturedLog.of(CommandFactory.class, Level.ERROR);
        try (log) {
            CorpusFactory factory =
                    new CorpusFactory(
                            peer ->
                                    new CorpusHandler(new ArrayList<>(), peer) {
                                        @Override
                                        public String echo(String text) {
                                            throw new IllegalStateException();
                                        }
                                    });
            connect(factory)
                    .deliver("ECHO \u001b[31m{}%s\u0085 \u2028 " + "x".repeat(400) + "\r\n");
            connect(factory).deliver("ECHO {}%s\u2028 " + "x".repeat(400) + "\r\n");
        }
        List<String> lines = log.lines();
        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).contains("{}%s\\xe2\\x80\\xa8").hasSizeLessThan(300);
        assertThat(lines.get(0).chars()).allMatch(c -> c >= ' ' && c < 0x7F);
    }

    @Test
    void S28_a_secret_is_in_no_log_whatever_fails() throws Exception {
        CapturedLog log = CapturedLog.of(CommandFactory.class, Level.TRACE);
        try (log) {
            CorpusFactory factory =
                    new CorpusFactory(
                            peer ->
                                    new CorpusHandler(new ArrayList<>(), peer) {
                                        @Override
                                        public Corpus.User auth(String user, String password) {
                                            throw new IllegalStateException();
                                        }
                                    });
            StringTransport failing = connect(factory);
            failing.deliver("AUTH somebody hunter2\r\n");
            failing.advance(Duration.ofSeconds(2));
            factory.greetingDelay(Duration.ofSeconds(1));
            connect(factory).deliver("AUTH somebody hunter2\r\n");
            factory.greetingDelay(null);
            connect(factory).deliver("AUTH hunter2\r\nAUTH a b hunter2\r\nAUTH a hunter\0002\r\n");
        }

        assertThat(log.lines()).anyMatch(line -> line.contains("\"AUTH {user} {password}\""));
        assertThat(log.lines()).noneMatch(line -> line.contains("hunter"));
    }

    @Test
    void S42_verbs_are_compared_in_ASCII_whatever_the_locale() {
        Locale.setDefault(Locale.forLanguageTag("tr-TR"));
        StringTransport transport =
                connect(new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer)));

        transport.deliver(
                "ping\r\nP\u0130NG\r\np\u0131ng\r\nauth u p\r\nwhoam\u0131\r\nWhoAmI\r\nquit\r\n");

        assertThat(transport.text())
                .isEqualTo(
                        "+PONG\r\n-ERR UNKNOWN\r\n-ERR UNKNOWN\r\n+OK\r\n-ERR UNKNOWN\r\n+OK u\r\n+OK bye\r\n");
    }

    @Test
    void E13_handlers_that_complete_at_once_do_not_nest() {
        StringTransport transport =
                connect(
                        new CorpusFactory(
                                peer ->
                                        new CorpusHandler(new ArrayList<>(), peer) {
                                            @Override
                                            public CompletionStage<Void> slow(int milliseconds) {
                                                return CompletableFuture.completedFuture(null);
                                            }
                                        }));
        int commands = 30_000;

        transport.deliver("SLOW 1\r\n".repeat(commands));

        assertThat(transport.text()).isEqualTo("+OK slow\r\n".repeat(commands));
    }

    @Test
    void E14_a_second_completion_has_no_effect() {
        StringTransport transport =
                connect(new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer)));
        transport.deliver("TWICE\r\nPING\r\n");
        assertThat(transport.text()).isEqualTo("+OK 1\r\n+PONG\r\n");
    }

    private static long directBytes() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream()
                .filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed)
                .sum();
    }

    @Test
    void E29_a_large_reply_keeps_no_memory_outside_of_the_heap() throws Exception {
        int bytes = 50_000_000;
        try (Reactor reactor = RealReactors.create()) {
            CorpusFactory factory =
                    new CorpusFactory((Peer peer) -> new CorpusHandler(new ArrayList<>(), peer));
            factory.limits(limits -> limits.withReply(Integer.MAX_VALUE).withPayload(bytes));
            Port port = reactor.listen("tcp:port=0:interface=127.0.0.1", factory);
            reactor.start();
            int number = ((java.net.InetSocketAddress) port.getHost()).getPort();
            long before = directBytes();
            try (java.net.Socket socket = new java.net.Socket("127.0.0.1", number)) {
                socket.setSoTimeout(20_000);
                socket.getOutputStream().write(("HUGE " + bytes + "\r\n").getBytes(UTF_8));
                byte[] buffer = new byte[1 << 16];
                long left = bytes + ("$" + bytes + "\r\n\r\n").length();
                while (left > 0) {
                    int count = socket.getInputStream().read(buffer);
                    assertThat(count).isPositive();
                    left -= count;
                }
                assertThat(directBytes() - before).isLessThan(8_000_000);
            }
        }
    }

    @Test
    void E35_errors_are_counted_by_their_cause() {
        CorpusFactory factory =
                new CorpusFactory(peer -> new CorpusHandler(new ArrayList<>(), peer));
        connect(factory)
                .deliver(
                        "JUMP\r\n\r\nWHOAMI\r\nPING x\r\nADD 1 x\r\nECHO \t\r\nPUT k 70000\r\n"
                                + "x".repeat(70_000)
                                + "\r\nECHO "
                                + "x".repeat(600)
                                + "\r\nPUT k 1\r\nxyz");
        StringTransport idle = connect(factory);
        idle.advance(Duration.ofSeconds(301));
        StringTransport failing = connect(factory);
        failing.deliver("FAIL\r\n");

        assertThat(List.of(ErrorKind.values()))
                .extracting(kind -> kind + " " + factory.errors(kind))
                .containsExactly(
                        "UNKNOWN 1",
                        "EMPTY 1",
                        "MISPLACED 1",
                        "UNAVAILABLE 0",
                        "USAGE 1",
                        "MALFORMED 2",
                        "PAYLOAD 1",
                        "TOO_LONG 1",
                        "TOO_BIG 1",
                        "MEMORY 0",
                        "FAILED 1",
                        "BUSY 0",
                        "TIMEOUT 1",
                        "SHUTDOWN 0",
                        "REFUSED 0");
    }
}
