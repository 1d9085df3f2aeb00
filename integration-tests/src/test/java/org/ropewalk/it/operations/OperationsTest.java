package org.ropewalk.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.Main;
import org.ropewalk.it.reactor.ServedProcess;
import org.ropewalk.it.real.Programs;

/** memcached as docs/deploying.md deploys it: unit files, HAProxy, rotation, drain. */
@Timeout(120)
class OperationsTest {
    private static final Path DEPLOYING = Path.of("..", "docs", "deploying");

    @TempDir Path folder;

    @Test
    void systemd_accepts_the_unit_files() throws Exception {
        for (String unit :
                List.of(
                        "ropewalk-memcached.service",
                        "ropewalk-activated.service",
                        "ropewalk-activated.socket")) {
            Files.copy(DEPLOYING.resolve(unit), folder.resolve(unit));
        }
        assertThat(
                        Programs.run(
                                folder,
                                "",
                                List.of(
                                        "systemd-analyze",
                                        "verify",
                                        "./ropewalk-memcached.service",
                                        "./ropewalk-activated.service",
                                        "./ropewalk-activated.socket")))
                .isEmpty();
    }

    @Test
    void haproxy_accepts_the_configuration() throws Exception {
        assertThat(Programs.run("haproxy", "-c", "-f", Haproxy.CONFIGURATION.toString()))
                .contains("Configuration file is valid");
    }

    private static ServedProcess memcached(String prefix, List<String> flags, String endpoint)
            throws IOException {
        return ServedProcess.run(prefix, flags, Main.class, "memcached", endpoint);
    }

    private static String version(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write("version\r\n".getBytes(UTF_8));
        out.flush();
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }

    @Test
    void behind_haproxy_its_checks_pass_certificates_rotate_and_a_stop_loses_nothing()
            throws Exception {
        Certificates used = Certificates.make(folder, "used");
        Certificates first =
                new Certificates(
                        Files.copy(used.certificate(), folder.resolve("first.pem")),
                        Files.copy(used.key(), folder.resolve("first.key")));
        try (ServedProcess daemon =
                memcached(
                        "",
                        List.of(
                                "-Dropewalk.daemon.probes=0",
                                "-Dropewalk.daemon.stop-delay=5s",
                                "-Dropewalk.daemon.drain=10s"),
                        "proxy:tls:port=0:interface=127.0.0.1:certificate="
                                + used.certificate()
                                + ":key="
                                + used.key())) {
            int port = daemon.port("listens on");
            try (Haproxy haproxy = Haproxy.start(folder, port, daemon.port("answers probes on"))) {
                haproxy.await("memcached", "UP", "L7OK");
                haproxy.await("memcached-dialogue", "UP", "L7OK");
                try (SSLSocket before = first.connect(haproxy.port())) {
                    assertThat(version(before)).startsWith("VERSION ");

                    Certificates second = Certificates.make(folder, "second");
                    second.replace(used);
                    try (SSLSocket after = connectWhenRotated(second, haproxy.port())) {
                        assertThat(version(after)).startsWith("VERSION ");
                        assertThat(certificate(after).getSerialNumber()).isEqualTo(second.serial());
                    }

                    // The balancer sees that it stops; who is connected is served meanwhile.
                    daemon.terminate();
                    haproxy.await("memcached", "DOWN", "L7STS");
                    assertThat(version(before)).startsWith("VERSION ");
                }
            }
            assertThat(daemon.outputAtEnd())
                    .contains("memcached stops", "memcached has stopped")
                    .doesNotContain("drops");
            assertThat(daemon.exit()).isZero();
        }
    }

    @Test
    void prometheus_reads_the_metrics_beside_the_probes() throws Exception {
        try (ServedProcess daemon =
                memcached(
                        "",
                        List.of("-Dropewalk.daemon.probes=0"),
                        "tcp:port=0:interface=127.0.0.1")) {
            int port = daemon.port("listens on");
            URI page =
                    URI.create("http://127.0.0.1:" + daemon.port("answers probes on") + "/metrics");
            try (Socket client = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(version(client)).startsWith("VERSION ");
                String scrape;
                try (InputStream body = page.toURL().openStream()) {
                    scrape = new String(body.readAllBytes(), UTF_8);
                }
                assertThat(scrape)
                        .contains(
                                "ropewalk_server_connections{server=\"memcached\"} 1.0\n",
                                "ropewalk_commands_seconds_count{command=\"version\","
                                        + "outcome=\"replied\",protocol=\"Memcached\","
                                        + "side=\"server\"} 1\n",
                                "ropewalk_loop_lag_seconds{loop=\"1\"}");
                assertThat(Programs.run(folder, scrape, List.of("promtool", "check", "metrics")))
                        .isEmpty();
            }
        }
    }

    private static X509Certificate certificate(SSLSocket socket) throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** The files are looked at once a second, when a client connects. */
    private static SSLSocket connectWhenRotated(Certificates expected, int port) throws Exception {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            SSLSocket socket = expected.connect(port);
            try {
                socket.startHandshake();
                return socket;
            } catch (SSLException old) {
                socket.close();
                if (System.nanoTime() > giveUp) {
                    throw old;
                }
            }
        }
    }

    /** The manager's end: prints what comes, and gives back the descriptor of a barrier. */
    private static final String MANAGER =
            """
            import socket, sys
            manager = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
            manager.bind(sys.argv[1])
            while True:
                print(manager.recv(4096).decode().replace("BARRIER=1", "|"), end="", flush=True)
            """;

    /** Without junixsocket the program systemd-notify tells. */
    @Test
    void systemd_is_told_by_systemd_notify() throws Exception {
        Programs.find("systemd-notify");
        Path socket = folder.resolve("notify");
        Path told = folder.resolve("told");
        Process manager =
                new ProcessBuilder(
                                Programs.find("python3").toString(),
                                "-c",
                                MANAGER,
                                socket.toString())
                        .redirectOutput(told.toFile())
                        .start();
        try {
            awaitThat(socket);
            try (ServedProcess daemon =
                    memcached(
                            "export NOTIFY_SOCKET=" + socket + ";",
                            List.of(),
                            "tcp:port=0:interface=127.0.0.1")) {
                int port = daemon.port("listens on");
                daemon.terminate();
                assertThat(daemon.outputAtEnd()).contains("memcached has stopped");
                assertThat(daemon.exit()).isZero();
                assertThat(told)
                        .hasContent(
                                "READY=1\nSTATUS=listens on /127.0.0.1:"
                                        + port
                                        + "|STOPPING=1\nSTATUS=stops|");
            }
        } finally {
            manager.destroy();
            manager.waitFor();
        }
    }

    private static void awaitThat(Path file) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (Files.notExists(file) && System.nanoTime() < giveUp) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(file).exists();
    }

    @Test
    void it_takes_the_socket_over_that_systemd_has_opened() throws Exception {
        Path socket = folder.resolve("activated.sock");
        String activate = Programs.find("systemd-socket-activate").toString();
        try (ServedProcess daemon =
                ServedProcess.runBy(
                        List.of(activate, "--inetd", "-l", socket.toString()),
                        List.of(),
                        Main.class,
                        "memcached",
                        "systemd:")) {
            awaitThat(socket);
            try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
                channel.write(ByteBuffer.wrap("version\r\n".getBytes(UTF_8)));
                assertThat(
                                new BufferedReader(
                                                new InputStreamReader(
                                                        Channels.newInputStream(channel), UTF_8))
                                        .readLine())
                        .startsWith("VERSION ");
            }
            // With --inetd the output is the socket too; the status alone tells.
            daemon.terminate();
            daemon.outputAtEnd();
            assertThat(daemon.exit()).isZero();
        }
    }
}
