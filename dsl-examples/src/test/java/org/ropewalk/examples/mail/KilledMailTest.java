package org.ropewalk.examples.mail;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.Main;

/**
 * The smtp and the lmtp example on one directory, in processes that are killed at any time: each
 * message that was acknowledged is there, whole, and once. {@code -Dropewalk.mails=10000} sends
 * more of them.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class KilledMailTest {
    private static final int MESSAGES = Integer.getInteger("ropewalk.mails", 240);

    /** Acknowledged messages between two kills, at the most. */
    private static final int MOST_BETWEEN_KILLS = Integer.getInteger("ropewalk.mails.kills", 60);

    private static final int USERS = 5;
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final Pattern SUBJECT =
            Pattern.compile("(?s)Subject: (\\S+)\r\n.*end of (\\S+)\r\n");

    @TempDir private Path directory;

    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger kills = new AtomicInteger();

    /** A server in a process of its own, started again whenever it was killed. */
    private static final class Server implements AutoCloseable {
        private static final int KILLED = 137;

        private final String name;
        private final Path mail;
        private volatile Process process;
        private volatile int port;

        Server(String name, Path mail) {
            this.name = name;
            this.mail = mail;
        }

        synchronized void start() throws IOException, InterruptedException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xshare:auto",
                                    "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    Main.class.getName(),
                                    name,
                                    "tcp:port=0:interface=127.0.0.1",
                                    mail.toString())
                            .redirectErrorStream(true)
                            .start();
            BufferedReader output = process.inputReader(UTF_8);
            StringBuilder printed = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                Matcher matcher = PORT.matcher(line);
                if (matcher.find()) {
                    port = Integer.parseInt(matcher.group(1));
                    return;
                }
            }
            assertThat(process.waitFor()).as("%s", printed).isEqualTo(KILLED);
            throw new IOException("it was killed");
        }

        /** SIGKILL. */
        void kill() {
            process.destroyForcibly();
        }

        /** A connection; starts the server if it was killed. */
        synchronized Socket connect() throws Exception {
            if (process == null || !process.isAlive()) {
                start();
            }
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(60_000);
            return socket;
        }

        int stop() throws InterruptedException {
            process.destroy();
            return process.waitFor();
        }

        @Override
        public void close() {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** One client: sends messages to a server until so many are acknowledged. */
    private final class Sender extends Thread {
        private final Server server;
        private final Server victim;
        private final String hello;
        private final int count;
        private final Random random;
        private int sent;
        private int untilKill;
        private Throwable failure;

        /** {@code victim} is the server that it kills from time to time. */
        Sender(Server server, Server victim, String hello, int count, long seed) {
            this.server = server;
            this.victim = victim;
            this.hello = hello;
            this.count = count;
            this.random = new Random(seed);
            this.untilKill = 1 + random.nextInt(MOST_BETWEEN_KILLS);
        }

        @Override
        public void run() {
            try {
                while (sent < count) {
                    try (Socket socket = server.connect()) {
                        talk(socket);
                    } catch (IOException killed) {
                        // The server was killed; what it had not acknowledged may be lost.
                        continue;
                    }
                }
            } catch (Exception | AssertionError e) {
                failure = e;
            }
        }

        private void talk(Socket socket) throws IOException {
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            expect(replies, "220");
            command(socket, replies, hello, "250");
            while (sent < count) {
                deliver(socket, replies);
                if (--untilKill <= 0) {
                    untilKill = 1 + random.nextInt(MOST_BETWEEN_KILLS);
                    kills.incrementAndGet();
                    victim.kill();
                }
            }
        }

        private void deliver(Socket socket, BufferedReader replies) throws IOException {
            String id = server.name + "-" + random.nextLong();
            List<String> users = new ArrayList<>();
            command(socket, replies, "MAIL FROM:<a@example.org>", "250");
            int recipients = 1 + random.nextInt(2);
            for (int i = 0; i < recipients; i++) {
                String user = "u" + (random.nextInt(USERS - 1) + i);
                if (!users.contains(user)) {
                    users.add(user);
                    command(socket, replies, "RCPT TO:<" + user + "@example.org>", "250");
                }
            }
            command(socket, replies, "DATA", "354");
            String filler = "a line of text\r\n".repeat(random.nextInt(200));
            write(socket, "Subject: " + id + "\r\n\r\n" + filler + "end of " + id + "\r\n.\r\n");
            if (server.name.equals("lmtp")) {
                for (String user : users) {
                    expect(replies, "250");
                    acknowledged.add(user + " " + id);
                }
            } else {
                expect(replies, "250");
                users.forEach(user -> acknowledged.add(user + " " + id));
            }
            sent++;
        }

        private void command(Socket socket, BufferedReader replies, String line, String code)
                throws IOException {
            write(socket, line + "\r\n");
            expect(replies, code);
        }

        private void write(Socket socket, String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        private void expect(BufferedReader replies, String code) throws IOException {
            String line = replies.readLine();
            while (line != null && line.startsWith(code + "-")) {
                line = replies.readLine();
            }
            if (line == null) {
                throw new IOException("the connection has ended");
            }
            assertThat(line).startsWith(code + " ");
        }
    }

    /** How often each message is there, by user and subject; each of them is whole. */
    private Map<String, Integer> delivered() throws IOException {
        Map<String, Integer> found = new HashMap<>();
        for (int i = 0; i < USERS; i++) {
            Path fresh = directory.resolve("u" + i).resolve("new");
            if (!Files.isDirectory(fresh)) {
                continue;
            }
            try (Stream<Path> files = Files.list(fresh)) {
                for (Path file : files.toList()) {
                    Matcher text = SUBJECT.matcher(Files.readString(file));
                    assertThat(text.matches()).as("%s is whole", file).isTrue();
                    assertThat(text.group(2)).isEqualTo(text.group(1));
                    found.merge("u" + i + " " + text.group(1), 1, Integer::sum);
                }
            }
        }
        return found;
    }

    @Test
    void F60_noAcknowledgedMessageIsLostWhereServersAreKilled() throws Exception {
        try (Server smtp = new Server("smtp", directory);
                Server lmtp = new Server("lmtp", directory)) {
            smtp.start();
            lmtp.start();
            List<Sender> senders =
                    List.of(
                            new Sender(smtp, lmtp, "EHLO test", MESSAGES / 2, 1),
                            new Sender(lmtp, smtp, "LHLO test", MESSAGES / 2, 2));
            for (Sender sender : senders) {
                sender.start();
            }
            for (Sender sender : senders) {
                sender.join();
                assertThat(sender.failure).isNull();
            }

            Map<String, Integer> found = delivered();

            assertThat(kills.get()).isGreaterThan(2);
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(MESSAGES);
            List<String> lost =
                    acknowledged.stream()
                            .filter(message -> found.getOrDefault(message, 0) != 1)
                            .toList();
            assertThat(lost).isEmpty();
        }
    }

    /** A file system of 256 kB, where the tests may mount one. */
    @Test
    void F60_aFullDiskRefusesMessages_keepsThoseThatWereAcknowledged_andNoParts() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", small.toString()) == 0);
        try (Server smtp = new Server("smtp", small)) {
            smtp.start();
            List<String> kept = fill(smtp);

            assertThat(kept).isNotEmpty();
            try (Stream<Path> files = Files.list(small.resolve("u0/new"))) {
                List<String> subjects = new ArrayList<>();
                for (Path file : files.toList()) {
                    Matcher text = SUBJECT.matcher(Files.readString(file));
                    assertThat(text.matches()).isTrue();
                    subjects.add(text.group(1));
                }
                assertThat(subjects).containsExactlyInAnyOrderElementsOf(kept);
            }
            assertThat(small.resolve("u0/tmp")).isEmptyDirectory();
            assertThat(smtp.stop()).isZero();
        } finally {
            assertThat(run("umount", small.toString())).isZero();
        }
    }

    /** Sends messages of 20 kB until ten were refused; those that were acknowledged. */
    private List<String> fill(Server smtp) throws Exception {
        List<String> kept = new ArrayList<>();
        int refused = 0;
        try (Socket socket = smtp.connect()) {
            BufferedReader replies =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            assertThat(replies.readLine()).startsWith("220 ");
            for (int i = 0; refused < 10; i++) {
                String text =
                        "Subject: "
                                + i
                                + "\r\n\r\n"
                                + "x".repeat(20_000)
                                + "\r\nend of "
                                + i
                                + "\r\n.\r\n";
                String dialogue = i == 0 ? "HELO x\r\n" : "";
                dialogue += "MAIL FROM:<a@b.c>\r\nRCPT TO:<u0@b.c>\r\nDATA\r\n";
                socket.getOutputStream().write(dialogue.getBytes(UTF_8));
                for (int line = i == 0 ? 0 : 1; line < 3; line++) {
                    assertThat(replies.readLine()).startsWith("250 ");
                }
                assertThat(replies.readLine()).startsWith("354 ");
                socket.getOutputStream().write(text.getBytes(UTF_8));
                String reply = replies.readLine();
                if (reply.startsWith("250 ")) {
                    kept.add(String.valueOf(i));
                } else {
                    assertThat(reply).startsWith("45");
                    refused++;
                }
            }
        }
        return kept;
    }

    private static int run(String... command) throws Exception {
        Process process;
        try {
            process = new ProcessBuilder(command).redirectErrorStream(true).start();
        } catch (IOException missing) {
            return -1;
        }
        process.getInputStream().readAllBytes();
        return process.waitFor();
    }
}
