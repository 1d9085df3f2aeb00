package org.ropewalk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, while it is measured. */
final class Server implements AutoCloseable {
    private static final Duration START_TIME = Duration.ofSeconds(30);
    private static final long POLL_MS = 50;
    private static final int STOP_SECONDS = 5;

    /** Ticks of the system's clock for processes; Linux has 100 a second. */
    private static final double TICKS_PER_SECOND = 100;

    private final Subject subject;
    private final Load load;
    private final int port;
    private final Process process;
    private final PrintStream questions;
    private final BufferedReader answers;

    private Server(Subject subject, Load load, int port, Process process) {
        this.subject = subject;
        this.load = load;
        this.port = port;
        this.process = process;
        questions = new PrintStream(process.getOutputStream(), true, StandardCharsets.US_ASCII);
        answers =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
    }

    /** Starts it on one processor. */
    static Server start(Subject subject, Load load, List<String> jvmFlags)
            throws IOException, InterruptedException {
        return start(subject, load, jvmFlags, System.getProperty("java.class.path"), true);
    }

    /** Starts it with another class path, on one processor or on all. */
    static Server start(
            Subject subject, Load load, List<String> jvmFlags, String classPath, boolean pinned)
            throws IOException, InterruptedException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        List<String> command = subject.command(port, jvmFlags, classPath);
        Process process =
                new ProcessBuilder(pinned ? Machine.pinned(0, command) : command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        Server server = new Server(subject, load, port, process);
        server.awaitPort();
        return server;
    }

    private void awaitPort() throws IOException, InterruptedException {
        long endNs = System.nanoTime() + START_TIME.toNanos();
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), port).close();
                return;
            } catch (IOException e) {
                if (System.nanoTime() > endNs || !process.isAlive()) {
                    close();
                    throw new IOException(subject.name() + " does not listen", e);
                }
                Thread.sleep(POLL_MS);
            }
        }
    }

    /**
     * Speaks the whole protocol once, whole and then a byte at a time: a server that is wrong is
     * not worth measuring.
     */
    void check() throws IOException {
        StringBuilder say = new StringBuilder();
        StringBuilder want = new StringBuilder();
        if (subject.keyValue()) {
            say.append(
                            "set a 5 0 2\r\n10\r\nget a\r\nincr a 5\r\nget a\r\ndelete a\r\ndelete a\r\n")
                    .append("incr a 5\r\nget a\r\nset b 0 0 1 noreply\r\nx\r\nget b\r\n");
            want.append("STORED\r\nVALUE a 5 2\r\n10\r\nEND\r\n15\r\nVALUE a 5 2\r\n15\r\nEND\r\n")
                    .append("DELETED\r\nNOT_FOUND\r\nNOT_FOUND\r\nEND\r\n")
                    .append("VALUE b 0 1\r\nx\r\nEND\r\n");
        }
        say.append(subject.ping()).append("\r\n");
        want.append(subject.pong()).append("\r\n");
        byte[] said = say.toString().getBytes(StandardCharsets.US_ASCII);
        byte[] wanted = want.toString().getBytes(StandardCharsets.US_ASCII);
        talk(said, wanted, said.length);
        talk(said, wanted, 1);
    }

    private void talk(byte[] said, byte[] wanted, int step) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            for (int i = 0; i < said.length; i += step) {
                socket.getOutputStream().write(said, i, Math.min(step, said.length - i));
            }
            byte[] got = socket.getInputStream().readNBytes(wanted.length);
            if (!Arrays.equals(got, wanted)) {
                throw new IOException(
                        subject.name()
                                + " does not speak the protocol: "
                                + new String(got, StandardCharsets.US_ASCII));
            }
        }
    }

    /** Lets the load generator run; adds the bytes that were allocated for a request. */
    Map<String, Double> load(String mode, String... arguments)
            throws IOException, InterruptedException {
        long before = ask("allocated");
        Map<String, Double> figures = load.run(words(mode, arguments));
        long allocated = ask("allocated") - before;
        figures.put("allocated", allocated / figures.getOrDefault("all_requests", Double.NaN));
        return figures;
    }

    /** Holds idle connections, each of which was answered once, until it is destroyed. */
    Process hold(int connections) throws IOException {
        Process holder = load.start(words("idle", "-i", "" + connections, "-1"));
        BufferedReader output =
                new BufferedReader(
                        new InputStreamReader(holder.getInputStream(), StandardCharsets.US_ASCII));
        String line = output.readLine();
        if (!"open".equals(line)) {
            holder.destroy();
            throw new IOException(connections + " connections cannot be opened: " + line);
        }
        return holder;
    }

    private String[] words(String mode, String... arguments) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                mode,
                                "-p",
                                "" + port,
                                "-s",
                                "" + process.pid(),
                                "-q",
                                subject.ping(),
                                "-r",
                                subject.pong()));
        words.addAll(List.of(arguments));
        return words.toArray(String[]::new);
    }

    /** Until the compiler has seen it all. */
    void warmUp(double seconds) throws IOException, InterruptedException {
        double share = subject.jdk() == null ? 0.1 : 1;
        if (subject.keyValue()) {
            load.run(
                    words(
                            "run",
                            "-w",
                            "kv",
                            "-L",
                            "-c",
                            "50",
                            "-P",
                            "16",
                            "-t",
                            "" + share * seconds / 2));
            load.run(
                    words(
                            "run",
                            "-w",
                            "kv",
                            "-c",
                            "50",
                            "-P",
                            "1",
                            "-t",
                            "" + share * seconds / 4));
        }
        load.run(words("run", "-c", "50", "-P", "4", "-t", "" + share * seconds / 4));
    }

    /** Bytes that live on the heap after a full collection; 0 for what is no Java program. */
    long heapBytes() throws IOException {
        return ask("heap");
    }

    private long ask(String question) throws IOException {
        if (subject.jdk() == null) {
            return 0;
        }
        questions.println(question);
        String answer = answers.readLine();
        if (answer == null) {
            throw new IOException(subject.name() + " has ended");
        }
        return Long.parseLong(answer);
    }

    int port() {
        return port;
    }

    /** User and system time of the process. */
    double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        String[] words = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(words[11]) + Long.parseLong(words[12])) / TICKS_PER_SECOND;
    }

    /** The JDK's version, or nothing. */
    static String version(Path jdk) {
        return jdk == null ? "" : Machine.version(jdk);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
