package org.ropewalk.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What connections cost that do nothing: idle ones, and ones whose peers have ended their side. */
final class Facts {
    private static final int EACH = 1_000;
    private static final long MEASURED_MS = 5_000;
    private static final long SETTLE_MS = 500;

    private final Options options;
    private final Load load;

    Facts(Options options, Load load) {
        this.options = options;
        this.load = load;
    }

    void run() throws IOException, InterruptedException {
        Subject subject = Subject.java("half-open", "", options.jdk());
        List<Socket> sockets = new ArrayList<>();
        try (Server server = Server.start(subject, load, Options.FLAGS)) {
            for (int i = 0; i < 2 * EACH; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                sockets.add(socket);
                if (i % 2 == 0) {
                    socket.shutdownOutput();
                }
            }
            Thread.sleep(SETTLE_MS);
            double before = server.cpuSeconds();
            Thread.sleep(MEASURED_MS);
            double share = (server.cpuSeconds() - before) / (MEASURED_MS / 1e3);
            System.out.println(
                    String.format(
                            Locale.ROOT,
                            "%d idle and %d half-closed connections: %.2f %% of a processor",
                            EACH,
                            EACH,
                            100 * share));
        } finally {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
    }
}
