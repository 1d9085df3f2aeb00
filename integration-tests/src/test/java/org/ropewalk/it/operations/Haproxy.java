package org.ropewalk.it.operations;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ropewalk.it.real.Programs;

/** HAProxy with the configuration of the docs, on ports and files of the test. */
final class Haproxy implements AutoCloseable {
    static final Path CONFIGURATION = Path.of("..", "docs", "deploying", "haproxy.cfg");

    private static final int STATUS = 17;
    private static final int CHECK = 36;

    private final Process process;
    private final Path admin;
    private final int port;

    private Haproxy(Process process, Path admin, int port) {
        this.process = process;
        this.admin = admin;
        this.port = port;
    }

    /** In front of a daemon, whose probes answer on {@code probes}. */
    static Haproxy start(Path folder, int daemon, int probes) throws IOException {
        Path admin = folder.resolve("admin.sock");
        int port = freePort();
        String text =
                Files.readString(CONFIGURATION)
                        .replace("/run/haproxy/admin.sock", admin.toString())
                        .replace("127.0.0.1:11210", "127.0.0.1:" + port)
                        .replace("127.0.0.1:11211", "127.0.0.1:" + daemon)
                        .replace("check port 8081", "check port " + probes);
        Path file = Files.writeString(folder.resolve("haproxy.cfg"), text);
        Process process =
                new ProcessBuilder(
                                Programs.find("haproxy").toString(), "-db", "-f", file.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("haproxy.log").toFile())
                        .start();
        return new Haproxy(process, admin, port);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where clients connect. */
    int port() {
        return port;
    }

    /** Waits until the server of a backend has this status after this kind of check. */
    void await(String backend, String status, String check) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        String seen = "";
        while (System.nanoTime() < giveUp) {
            seen = status(backend);
            if (seen.equals(status + " " + check)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new AssertionError(backend + " is " + seen + ", not " + status + " " + check);
    }

    private String status(String backend) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(admin))) {
            channel.write(ByteBuffer.wrap("show stat\n".getBytes(UTF_8)));
            String answer = new String(Channels.newInputStream(channel).readAllBytes(), UTF_8);
            for (String line : answer.lines().toList()) {
                List<String> fields = List.of(line.split(",", -1));
                if (fields.get(0).equals(backend) && fields.get(1).equals("one")) {
                    return fields.get(STATUS) + " " + fields.get(CHECK).replace("* ", "");
                }
            }
            return answer;
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
