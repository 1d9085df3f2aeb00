package org.ropewalk.it.reactor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A process that has no descriptor left. */
class DescriptorsTest {
    private static final int CLIENTS = 120;

    @Test
    void TP7_E6_with_64_descriptors_120_clients_are_answered_one_after_the_other()
            throws Exception {
        try (ServedProcess server =
                ServedProcess.run(
                        "ulimit -n 64;",
                        List.of("-XX:-MaxFDLimit"),
                        BenchDaemon.class,
                        "tcp:port=0:interface=127.0.0.1:backlog=200")) {
            int port = server.port();
            List<Socket> sockets = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                socket.setSoTimeout(10_000);
                socket.getOutputStream().write("PING\r\n".getBytes(UTF_8));
                sockets.add(socket);
            }
            // Each that is answered leaves, and makes room for one that waits.
            for (Socket socket : sockets) {
                assertThat(answer(socket)).isEqualTo("PONG\r\n");
                socket.close();
            }
        }
    }

    private static String answer(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(6), UTF_8);
    }
}
