package org.ropewalk.it.real;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/** A server that others wrote, listening on a port of its own. */
public final class RealProcess implements AutoCloseable {
    private final List<String> command;
    private final InetSocketAddress address;
    private Process process;

    private RealProcess(List<String> command, InetSocketAddress address) throws IOException {
        this.command = command;
        this.address = address;
        process = begin();
    }

    private Process begin() throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    /** Starts a program whose arguments depend on the port; skips where it is not installed. */
    public static RealProcess start(String program, IntFunction<List<String>> arguments)
            throws IOException {
        InetSocketAddress address = freeAddress();
        List<String> command = new ArrayList<>(List.of(Programs.find(program).toString()));
        command.addAll(arguments.apply(address.getPort()));
        RealProcess started = new RealProcess(command, address);
        started.awaitListening();
        return started;
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

    /** Where it listens. */
    public InetSocketAddress address() {
        return address;
    }

    /** Where it listens, as an endpoint. */
    public String endpoint() {
        return "tcp:127.0.0.1:" + address.getPort();
    }

    /** Kills the program, as {@code kill -9} does, and starts it again on its port. */
    public void restart() throws IOException {
        process.destroyForcibly();
        awaitEnd();
        process = begin();
        awaitListening();
    }

    @Override
    public void close() {
        process.destroy();
        awaitEnd();
    }

    private void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
