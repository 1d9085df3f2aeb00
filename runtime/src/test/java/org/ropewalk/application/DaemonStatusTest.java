package org.ropewalk.application;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.application.status.Notifications;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Protocol;

/** What a daemon tells the host: when it is ready, that it stops, and that it lives. */
@Timeout(60)
class DaemonStatusTest {
    @TempDir Path folder;

    private static String hello(int port) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return new String(socket.getInputStream().readNBytes(5), UTF_8);
        }
    }

    /** What a probe answers. */
    private record Answer(int status, String type, String body) {}

    private static Answer get(String method, int port, String path) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection)
                        URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
        connection.setRequestMethod(method);
        int status = connection.getResponseCode();
        try (InputStream body =
                status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            return new Answer(
                    status,
                    connection.getContentType(),
                    body == null ? "" : new String(body.readAllBytes(), UTF_8));
        }
    }

    private static Answer get(int port, String path) throws IOException {
        return get("GET", port, path);
    }

    @Test
    void the_ready_file_is_there_while_it_is_ready() throws Exception {
        Path ready = Files.writeString(folder.resolve("ready"), "4711\n");
        CompletableFuture<Boolean> stale = new CompletableFuture<>();
        RunningDaemon daemon =
                RunningDaemon.start(
                        settings ->
                                settings.readyFile(ready)
                                        .alsoServing(
                                                RunningDaemon.ANY_PORT,
                                                reactor -> {
                                                    stale.complete(Files.exists(ready));
                                                    return Factory.forProtocol(Quiet::new);
                                                }),
                        RunningDaemon.ANY_PORT);
        daemon.await("listens on");
        assertThat(stale.join()).isFalse();
        assertThat(ready).hasContent(ProcessHandle.current().pid() + "\n");

        daemon.reactor().stop();
        daemon.await("stops");
        daemon.exit();
        assertThat(folder).isEmptyDirectory();
    }

    private static final class Quiet extends Protocol {
        @Override
        protected void dataReceived(byte[] data) {}
    }

    @Test
    void it_accepts_until_the_stop_delay_is_over() throws Exception {
        Path ready = folder.resolve("ready");
        RunningDaemon daemon =
                RunningDaemon.start(
                        settings ->
                                settings.readyFile(ready)
                                        .probes(new InetSocketAddress("127.0.0.1", 0))
                                        .stopDelay(Duration.ofSeconds(1)),
                        RunningDaemon.ANY_PORT);
        int port = daemon.port("listens on");
        int probes = daemon.port("answers probes on");
        assertThat(get(probes, "/ready").body()).startsWith("ready\nloop lag ");

        daemon.reactor().stop();
        daemon.await("stops");
        Answer stopping = get(probes, "/ready");
        assertThat(stopping.status()).isEqualTo(503);
        assertThat(stopping.body()).isEqualTo("stopping\n");
        assertThat(get(probes, "/live").status()).isEqualTo(200);
        assertThat(ready).doesNotExist();
        assertThat(hello(port)).isEqualTo("hello");

        assertThat(daemon.exit()).isEqualTo(Daemon.OK);
        assertThat(daemon.said()).endsWith("probe stops", "probe has stopped");
    }

    @Test
    void the_probes_answer_over_http() throws Exception {
        CompletableFuture<Void> starts = new CompletableFuture<>();
        RunningDaemon daemon =
                RunningDaemon.start(
                        settings ->
                                settings.probes(new InetSocketAddress("127.0.0.1", 0))
                                        .page(
                                                "/metrics",
                                                "text/plain; version=0.0.4",
                                                () -> "up 1\n")
                                        .page(
                                                "/broken",
                                                "text/plain",
                                                () -> {
                                                    throw new IllegalStateException("no");
                                                })
                                        .with(new Late(starts)),
                        RunningDaemon.ANY_PORT);
        int port = daemon.port("answers probes on");
        assertThat(get(port, "/ready").body()).isEqualTo("starting\n");
        assertThat(get(port, "/ready").status()).isEqualTo(503);
        Answer live = get(port, "/live");
        assertThat(live.status()).isEqualTo(200);
        assertThat(live.body()).matches("live\nloop lag [0-9]+\\.[0-9]{3} ms\n");

        starts.complete(null);
        daemon.await("listens on");
        assertThat(get(port, "/ready").status()).isEqualTo(200);
        assertThat(get(port, "/metrics").body()).isEqualTo("up 1\n");
        assertThat(get(port, "/metrics").type()).isEqualTo("text/plain; version=0.0.4");
        assertThat(get(port, "/broken").status()).isEqualTo(500);
        assertThat(get(port, "/livez").status()).isEqualTo(404);
        assertThat(get(port, "/livez").body())
                .isEqualTo("there are /live, /ready, /broken, /metrics\n");
        assertThat(get("POST", port, "/live").status()).isEqualTo(405);
        assertThat(get("HEAD", port, "/live").status()).isEqualTo(200);
        assertThat(get("HEAD", port, "/live").body()).isEmpty();

        daemon.reactor().stop();
        assertThat(daemon.exit()).isEqualTo(Daemon.OK);
    }

    /** Has started when the test says so. */
    private static final class Late extends Service {
        private final CompletableFuture<Void> starts;

        Late(CompletableFuture<Void> starts) {
            this.starts = starts;
        }

        @Override
        public CompletableFuture<Void> startService() {
            return starts.thenCompose(nothing -> super.startService());
        }
    }

    @Test
    void systemd_is_told_each_step() throws Exception {
        Path socket = folder.resolve("notify");
        try (Notifications told = Notifications.at(socket.toString())) {
            RunningDaemon daemon =
                    RunningDaemon.start(
                            settings ->
                                    settings.environment(
                                            Map.of(
                                                    "NOTIFY_SOCKET",
                                                    socket.toString(),
                                                    "WATCHDOG_USEC",
                                                    "20000000")),
                            RunningDaemon.ANY_PORT);
            int port = daemon.port("listens on");
            assertThat(told.next()).isEqualTo("READY=1\nSTATUS=listens on /127.0.0.1:" + port);
            assertThat(told.next()).isEqualTo("WATCHDOG=1");
            daemon.reactor().stop();
            assertThat(told.next()).isEqualTo("STOPPING=1\nSTATUS=stops");
            assertThat(daemon.exit()).isEqualTo(Daemon.OK);
        }
    }

    @Test
    void several_factories_are_served_in_one_daemon() throws Exception {
        RunningDaemon daemon =
                RunningDaemon.start(
                        settings ->
                                settings.alsoServing(
                                        "unix:" + folder.resolve("admin.sock"),
                                        reactor -> Factory.forProtocol(Quiet::new)),
                        RunningDaemon.ANY_PORT,
                        "unix:" + folder.resolve("hello.sock"));
        daemon.await("admin.sock");
        assertThat(daemon.said()).hasSize(3).allMatch(line -> line.startsWith("probe listens on "));
        daemon.reactor().stop();
        assertThat(daemon.exit()).isEqualTo(Daemon.OK);
    }
}
