package org.ropewalk.it.memcached;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The distribution's memcached, in a process of its own. */
final class RealServer implements MemcachedServer {
    private final Process process;
    private final InetSocketAddress address;

    private RealServer(Process process, InetSocketAddress address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts it; where it is not installed the test is skipped, or fails if {@code
     * ropewalk.interop} is {@code required}.
     */
    static RealServer start() throws IOException {
        Optional<Path> program =
                Stream.of(
                                "/usr/bin/memcached",
                                "/usr/local/bin/memcached",
                                "/opt/homebrew/bin/memcached")
                        .map(Path::of)
                        .filter(Files::isExecutable)
                        .findFirst();
        if (program.isEmpty()) {
            String word = "memcached is not installed, so nothing was compared with it";
            if ("required".equals(System.getProperty("ropewalk.interop"))) {
                fail(word);
            }
            abort(word);
        }
        InetSocketAddress address = freeAddress();
        Process process =
                new ProcessBuilder(
                                program.orElseThrow().toString(),
                                "-u",
                                "nobody",
                                "-l",
                                "127.0.0.1",
                                "-p",
                                String.valueOf(address.getPort()),
                                "-U",
                                "0")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        RealServer server = new RealServer(process, address);
        server.awaitListening();
        return server;
    }

    private static InetSocketAddress freeAddress() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
        }
    }

    private void awaitListening() throws IOException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            try (Socket probe = new Socket()) {
                probe.connect(address, 1_000);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > giveUp) {
                    close();
                    throw e;
                }
                Thread.onSpinWait();
            }
        }
    }

    @Override
    public InetSocketAddress address() {
        return address;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
