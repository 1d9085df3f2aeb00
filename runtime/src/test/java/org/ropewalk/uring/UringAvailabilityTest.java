package org.ropewalk.uring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.TestAbortedException;
import org.ropewalk.LoggedLines;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Reactor;

/** Kernels, policies and limits that leave no ring: a plain message, and the JDK's selector. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class UringAvailabilityTest {
    private static final String REFUSED = "io_uring cannot be used here: ";

    private static final class Echo extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {
            transport().write(data);
        }
    }

    /** A kernel that refuses the request for a ring. */
    private static KernelAnswers refusing(int errno) {
        return new KernelAnswers() {
            @Override
            public long ring(long own) {
                return -errno;
            }
        };
    }

    /** A kernel without one of the operations. */
    private static KernelAnswers without(int missing) {
        return new KernelAnswers() {
            @Override
            public boolean has(int operation, boolean own) {
                return own && operation != missing;
            }
        };
    }

    @BeforeEach
    void aRingIsPossible() {
        try {
            UringReactor.create().close();
        } catch (UnsupportedOperationException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    private static long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.count();
        }
    }

    /** The reactor is refused with this message, keeps no descriptor, and has another instead. */
    private static void checkRefused(KernelAnswers answers, String message) throws IOException {
        long before = descriptors();
        assertThatThrownBy(() -> UringReactor.create(3, answers))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessage(REFUSED + message);
        assertThat(descriptors()).isEqualTo(before);

        List<Reactor> best = new ArrayList<>();
        assertThat(LoggedLines.of(Reactors.class, () -> best.add(Reactors.best(1, answers))))
                .isEqualTo(
                        "INFO The reactor uses the selector of the JDK: "
                                + REFUSED
                                + message
                                + "\n");
        try (Reactor reactor = best.get(0)) {
            checkEcho(reactor);
        }
    }

    private static void checkEcho(Reactor reactor) throws IOException {
        Port port = reactor.listenTcp(0, Factory.forProtocol(Echo::new), "127.0.0.1", 8);
        reactor.start();
        try (Socket socket = new Socket()) {
            socket.connect((InetSocketAddress) port.getHost());
            byte[] sent = new byte[200_000];
            sent[100_000] = 7;
            socket.getOutputStream().write(sent);
            assertThat(socket.getInputStream().readNBytes(sent.length)).isEqualTo(sent);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | it is disabled (sysctl kernel.io_uring_disabled), or a container's policy"
                        + " refuses it",
                "13 | a security policy refuses it",
                "38 | the kernel has no io_uring, or a container's policy hides it",
                "22 | the kernel is too old: Linux 6.1 is needed",
                "12 | there is not enough memory, or too little may be locked (ulimit -l)",
                "24 | no descriptor is left (ulimit -n)",
                "5 | Input/output error",
            })
    void a_request_for_a_ring_that_is_refused_is_explained(int errno, String message)
            throws Exception {
        checkRefused(refusing(errno), message);
    }

    @ParameterizedTest
    @CsvSource({
        "13, ACCEPT",
        "14, ASYNC_CANCEL",
        "16, CONNECT",
        "19, CLOSE",
        "22, READ",
        "26, SEND",
        "27, RECV",
    })
    void an_operation_that_the_kernel_does_not_have_is_named(int operation, String name)
            throws Exception {
        checkRefused(without(operation), "the kernel refuses the operation " + name);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1 << 1, 1 << 8})
    void a_feature_that_the_kernel_does_not_have_is_a_kernel_too_old(int feature) throws Exception {
        checkRefused(
                new KernelAnswers() {
                    @Override
                    public int features(int own) {
                        return own & ~feature;
                    }
                },
                "the kernel is too old: Linux 6.1 is needed");
    }

    /** A policy that knows only the newer system calls, or not all of them. */
    @Test
    void a_policy_that_refuses_to_enter_the_ring_is_found_before_it_is_used() throws Exception {
        checkRefused(
                new KernelAnswers() {
                    @Override
                    public long enter(long own) {
                        return -1;
                    }
                },
                "it is disabled (sysctl kernel.io_uring_disabled), or a container's policy refuses"
                        + " it");
    }

    /** The rings of the first loops are given back when there is none for the last. */
    @Test
    void rings_for_some_of_the_loops_are_given_back() throws Exception {
        AtomicInteger requests = new AtomicInteger();
        checkRefused(
                new KernelAnswers() {
                    @Override
                    public long ring(long own) {
                        return requests.incrementAndGet() % 3 != 0 && requests.get() < 4
                                ? own
                                : -24;
                    }
                },
                "no descriptor is left (ulimit -n)");
    }

    @Test
    void a_kernel_without_incremental_buffers_is_served_by_smaller_ones() throws Exception {
        KernelAnswers older =
                new KernelAnswers() {
                    @Override
                    public boolean fillsIncrementally() {
                        return false;
                    }
                };
        try (Reactor reactor = UringReactor.create(1, older)) {
            checkEcho(reactor);
        }
    }

    // ---- limits of a process

    /** Echoes on the best reactor until its input ends. */
    static final class Server {
        private Server() {}

        public static void main(String[] arguments) throws IOException {
            try (Reactor reactor = Reactors.best()) {
                Factory factory = Factory.forProtocol(Echo::new);
                Port port = reactor.listenTcp(0, factory, "127.0.0.1", 512);
                reactor.start();
                System.out.println(((InetSocketAddress) port.getHost()).getPort());
                while (System.in.read() >= 0) {
                    continue;
                }
            }
            System.out.println("closed");
        }
    }

    /** 150 clients at once are answered one after the other. */
    private static void checkServed(String limit, String nativeAccess) throws Exception {
        List<String> command =
                List.of(
                        "sh",
                        "-c",
                        "ulimit " + limit + "; exec \"$0\" \"$@\"",
                        System.getProperty("java.home") + "/bin/java",
                        nativeAccess,
                        "-XX:+UseSerialGC",
                        "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Server.class.getName());
        Process server =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        try (BufferedReader said =
                new BufferedReader(new InputStreamReader(server.getInputStream(), UTF_8))) {
            int port = Integer.parseInt(said.readLine());
            List<Socket> clients = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                Socket client = new Socket("127.0.0.1", port);
                client.setSoTimeout(30_000);
                client.getOutputStream().write('x');
                clients.add(client);
            }
            for (Socket client : clients) {
                try (client) {
                    assertThat(client.getInputStream().read()).isEqualTo('x');
                }
            }
            server.getOutputStream().close();
            assertThat(said.readLine()).isEqualTo("closed");
            assertThat(server.waitFor()).isZero();
        } finally {
            server.destroyForcibly();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-l 0", "-l 64", "-n 64", "-n 128"})
    void a_process_with_small_limits_serves_all_clients(String limit) throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).isTrue();
        checkServed(limit, "--enable-native-access=ALL-UNNAMED");
    }

    @Test
    void a_process_without_native_access_is_served_by_the_selector() throws Exception {
        assumeThat(Files.isExecutable(Path.of("/bin/sh"))).isTrue();
        assumeThat(Runtime.version().feature()).isGreaterThanOrEqualTo(24);
        checkServed("-n 512", "--illegal-native-access=deny");
    }
}
