package org.ropewalk.it.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A daemon in a process of its own, from its start to SIGTERM. */
class DaemonTest {
    @TempDir Path folder;

    @Test
    void SG1_SG2_SV12_SV15_EP12_it_serves_endpoints_and_at_SIGTERM_finishes_what_is_under_way()
            throws Exception {
        Path socket = folder.resolve("bench.sock");
        try (ServedProcess daemon =
                ServedProcess.run(
                        "",
                        List.of(),
                        BenchDaemon.class,
                        "unix:" + socket,
                        "tcp:port=0:interface=127.0.0.1")) {
            int port = daemon.port();
            assertThat(socket).exists();
            try (Socket idle = new Socket(InetAddress.getLoopbackAddress(), port);
                    Socket busy = new Socket(InetAddress.getLoopbackAddress(), port)) {
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(busy.getInputStream(), UTF_8));
                busy.getOutputStream().write("PING\r\nPI".getBytes(UTF_8));
                assertThat(replies.readLine()).isEqualTo("PONG");

                daemon.terminate();

                // One that is between commands is ended at once; one in the middle of one when that
                // is answered.
                assertThat(idle.getInputStream().read()).isEqualTo(-1);
                busy.getOutputStream().write("NG\r\n".getBytes(UTF_8));
                assertThat(replies.readLine()).isEqualTo("PONG");
                assertThat(replies.readLine()).isNull();
            }
            assertThat(daemon.outputAtEnd())
                    .contains("bench stops", "bench has stopped")
                    .doesNotContain("drops");
            assertThat(socket).doesNotExist();
        }
    }

    @Test
    void an_endpoint_in_use_is_explained_and_has_its_exit_status() throws Exception {
        try (java.net.ServerSocket taken =
                        new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServedProcess daemon =
                        ServedProcess.run(
                                "",
                                List.of(),
                                BenchDaemon.class,
                                "tcp:port=" + taken.getLocalPort() + ":interface=127.0.0.1")) {
            assertThat(daemon.outputAtEnd())
                    .contains(
                            "bench cannot start: Couldn't listen on 127.0.0.1:"
                                    + taken.getLocalPort())
                    .doesNotContain("\tat ");
            assertThat(daemon.exit()).isEqualTo(1);
        }
    }

    @Test
    void a_wrong_endpoint_is_explained_and_has_its_exit_status() throws Exception {
        try (ServedProcess daemon = ServedProcess.run("", List.of(), BenchDaemon.class, "tpc:80")) {
            assertThat(daemon.outputAtEnd()).contains("transport \"tpc\" is not known");
            assertThat(daemon.exit()).isEqualTo(2);
        }
    }

    @Test
    void without_an_endpoint_it_prints_its_usage() throws Exception {
        try (ServedProcess daemon = ServedProcess.run("", List.of(), BenchDaemon.class)) {
            assertThat(daemon.outputAtEnd()).contains("needs one endpoint or more");
            assertThat(daemon.exit()).isEqualTo(2);
        }
    }
}
