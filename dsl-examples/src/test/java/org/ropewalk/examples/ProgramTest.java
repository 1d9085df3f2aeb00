package org.ropewalk.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program that serves the examples, in processes of its own. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProgramTest {
    private static final String ANY_PORT = "tcp:port=0:interface=127.0.0.1";
    private static final Pattern PORT = Pattern.compile("listens on /127\\.0\\.0\\.1:(\\d+)");

    @TempDir private Path directory;

    private Process start(String... arguments) throws IOException {
        return startWith(System.getProperty("java.class.path"), arguments);
    }

    private Process startWith(String classPath, String... arguments) throws IOException {
        return startWith(List.of(), classPath, arguments);
    }

    private Process startWith(List<String> flags, String classPath, String... arguments)
            throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-Dorg.slf4j.simpleLogger.defaultLogLevel=error",
                                "-cp",
                                classPath,
                                Main.class.getName()));
        command.addAll(1, flags);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(directory.toFile()).start();
    }

    private static String read(java.io.InputStream in) throws IOException {
        return new String(in.readAllBytes(), UTF_8);
    }

    private static void assertEnds(Process process, int status, String out, String err)
            throws Exception {
        try {
            assertThat(read(process.getErrorStream())).isEqualTo(err);
            assertThat(read(process.getInputStream())).startsWith(out);
            assertThat(process.waitFor()).isEqualTo(status);
        } finally {
            process.destroyForcibly();
        }
    }

    private void assertRefused(int status, String line, String... arguments) throws Exception {
        assertEnds(start(arguments), status, "", line + System.lineSeparator());
    }

    // ---- help and wrong arguments

    @Test
    void F64_itTellsHowItIsUsed() throws Exception {
        for (String help : List.of("--help", "-h")) {
            assertEnds(start(help), 0, "Usage: java -jar ropewalk-examples.jar NAME", "");
        }
        assertEnds(start(), 0, "Usage: java -jar ropewalk-examples.jar NAME", "");
        assertEnds(start("irc", "--help"), 0, "  irc [ENDPOINT]  IRC: one server", "");
        assertEnds(start("--version"), 0, "ropewalk-examples ", "");
    }

    @Test
    void F64_eachWrongArgumentHasItsLine() throws Exception {
        assertRefused(
                2,
                "There is no example \"x\"; there are memcached, pop3, imap, managesieve, smtp, lmtp, beanstalkd,"
                        + " nats, irc, daytime, finger, ident, policy, gopher, nntp, clamd,"
                        + " clamd-lines, gearman, ami, mpd, statsd, graphite, ftp, stomp, scpi,"
                        + " nmea, redis, bench, bench-map, bench-strings.",
                "x");
        assertRefused(2, "There is no option \"-p\"; try --help.", "irc", "-p", "6667");
        assertRefused(
                2,
                "One name, one endpoint and one directory are taken, not more.",
                "smtp",
                ANY_PORT,
                "a",
                "b");
        assertRefused(2, "The example irc takes no directory.", "irc", ANY_PORT, "a");
        assertRefused(2, "There is no option \"--nosuch\"; try --help.", "--nosuch");
        assertRefused(2, "The endpoint and the directory must not be empty.", "irc", "");
        assertRefused(2, "The endpoint and the directory must not be empty.", "smtp", ANY_PORT, "");
    }

    @Test
    void F64_anEndpointThatCannotBeUsedHasOneLine() throws Exception {
        for (String endpoint : List.of("tcp:x", "tcp:70000", "what:1", "tcp:0:color=red", ":")) {
            Process process = start("irc", endpoint);
            String err = read(process.getErrorStream());
            assertThat(err.lines()).as(endpoint).hasSize(1);
            assertThat(process.waitFor()).as(endpoint).isEqualTo(2);
        }
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Process process =
                    start("irc", "tcp:port=" + taken.getLocalPort() + ":interface=127.0.0.1");
            String err = read(process.getErrorStream());
            assertThat(err.lines()).hasSize(1);
            assertThat(err).contains(String.valueOf(taken.getLocalPort()));
            assertThat(process.waitFor()).isEqualTo(1);
        }
    }

    /** As an operator gives them: {@code -Dropewalk.daemon.NAME=VALUE}. */
    @Test
    void settingsAreProperties() throws Exception {
        Path ready = directory.resolve("ready");
        Process process =
                startWith(
                        List.of(
                                "-Dropewalk.daemon.ready-file=" + ready,
                                "-Dropewalk.daemon.probes=0",
                                "-Dropewalk.daemon.drain=1s"),
                        System.getProperty("java.class.path"),
                        "memcached",
                        ANY_PORT);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            assertThat(output.readLine()).startsWith("memcached answers probes on /127.0.0.1:");
            port(output);
            assertThat(ready).hasContent(process.pid() + "\n");
            process.toHandle().destroy();
            assertThat(process.waitFor()).isZero();
            assertThat(ready).doesNotExist();
        } finally {
            process.destroyForcibly();
        }
        Process wrong =
                startWith(
                        List.of("-Dropewalk.daemon.drain=1"),
                        System.getProperty("java.class.path"),
                        "memcached",
                        ANY_PORT);
        assertEnds(
                wrong,
                2,
                "",
                "memcached cannot start: the property ropewalk.daemon.drain is \"1\"; give a time"
                        + " such as 500ms, 10s or 2m"
                        + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"smtp", "lmtp", "pop3", "imap", "managesieve", "nntp"})
    void F64_aDirectoryIsCheckedAtTheStart(String name) throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "");
        assertRefused(
                1,
                name
                        + " cannot start: file cannot be used: it is a file; grant access to it, or"
                        + " give another path",
                name,
                ANY_PORT,
                "file");
        assertThat(file).isEmptyFile();
        Process process = start(name, ANY_PORT, "file/below");
        String err = read(process.getErrorStream());
        assertThat(err.lines()).hasSize(1);
        assertThat(err).startsWith(name + " cannot start: ").contains("file").contains("; grant ");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void F64_aFailureThatWasNotForeseenIsPrinted() throws Exception {
        String withoutLogging =
                Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !entry.contains("slf4j"))
                        .collect(Collectors.joining(File.pathSeparator));
        Process process = startWith(withoutLogging, "irc", ANY_PORT);
        assertThat(read(process.getErrorStream()))
                .startsWith("java.lang.NoClassDefFoundError: org/slf4j/LoggerFactory");
        assertThat(process.waitFor()).isEqualTo(1);
    }

    @Test
    void F64_eachExampleHasItsEndpoint() throws Exception {
        Process process = start("--help");
        String out = read(process.getInputStream());
        for (String expected :
                List.of(
                        "memcached|11211",
                        "pop3|1110",
                        "imap|1143",
                        "managesieve|4190",
                        "smtp|2525",
                        "lmtp|2424",
                        "beanstalkd|11300",
                        "nats|4222",
                        "irc|6667",
                        "daytime|1313",
                        "finger|7979",
                        "gopher|7070",
                        "gearman|4730",
                        "ami|5038",
                        "mpd|6600",
                        "statsd|8126",
                        "graphite|2004",
                        "ftp|2121",
                        "stomp|61613",
                        "scpi|5025",
                        "nmea|10110",
                        "redis|6379",
                        "clamd|3310",
                        "clamd-lines|3311",
                        "ident|1113",
                        "nntp|1119",
                        "policy|10023")) {
            String[] parts = expected.split("\\|");
            assertThat(out)
                    .containsPattern(
                            "(?m)^  "
                                    + parts[0]
                                    + " \\[ENDPOINT.*; default endpoint: tcp:port="
                                    + parts[1]
                                    + ":interface=127\\.0\\.0\\.1$");
        }
    }

    // ---- SIGTERM

    /** The port that a started process tells. */
    private static int port(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            Matcher matcher = PORT.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new AssertionError("it does not listen");
    }

    private static Socket connect(int port) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        return socket;
    }

    private static BufferedReader reader(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memcached | mn | MN | ",
                "pop3 | USER u1 | +OK whose | -ERR [SYS/TEMP] server is going down",
                "imap | a NOOP | a OK | * BYE server is going down",
                "managesieve | NOOP | OK \"done\" | BYE (TRYLATER) \"server is going down\"",
                "smtp | EHLO x | 250 | 421 4.3.2 ropewalk.example.org Service closing",
                "lmtp | LHLO x | 250 | 421 4.3.2 ropewalk.example.org Service closing",
                "beanstalkd | use x | USING x | ",
                "nats | PING | PONG | -ERR 'Server Shutdown'",
                "irc | PING :x | :My.Little.Server PONG | ERROR :Closing Link: Server is going down",
                "ident | 6193,23 | 6193, 23 : USERID | ",
                "nntp | DATE | 111 20 | 400 the server is going down",
                "bench | PING | PONG | ",
                "bench-map | PING | PONG | ",
                "bench-strings | PING | PONG | ",
            })
    void atSigtermClientsReceiveTheProtocolsLine_andTheStatusIsZero(
            String name, String command, String answer, String farewell) throws Exception {
        Process process = start(name, ANY_PORT);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            int port = port(output);
            try (Socket client = connect(port)) {
                BufferedReader replies = reader(client);
                client.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
                String line = replies.readLine();
                while (!line.startsWith(answer) || line.startsWith("250-")) {
                    line = replies.readLine();
                }

                process.toHandle().destroy();

                assertThat(replies.readLine()).isEqualTo(farewell);
                assertThat(farewell == null ? null : replies.readLine()).isNull();
            }
            assertThat(output.lines()).containsExactly(name + " stops", name + " has stopped");
            assertThat(process.waitFor()).isZero();
            assertThatThrownBy(() -> connect(port)).isInstanceOf(ConnectException.class);
        } finally {
            process.destroyForcibly();
        }
    }

    /** What is under way is finished; the client's next command is not accepted. */
    @Test
    void atSigtermAMessageUnderWayIsDelivered() throws Exception {
        Process process = start("smtp", ANY_PORT, "mail");
        try (BufferedReader output = process.inputReader(UTF_8);
                Socket client = connect(port(output))) {
            BufferedReader replies = reader(client);
            assertThat(replies.readLine()).startsWith("220 ");
            for (String command : List.of("HELO x", "MAIL FROM:<a@b.c>", "RCPT TO:<u@b.c>")) {
                client.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
                assertThat(replies.readLine()).startsWith("250 ");
            }
            client.getOutputStream().write("DATA\r\n".getBytes(UTF_8));
            assertThat(replies.readLine()).startsWith("354 ");
            client.getOutputStream().write("Subject: x\r\n\r\nte".getBytes(UTF_8));

            process.toHandle().destroy();
            awaitThatNothingListens(client.getPort());
            client.getOutputStream().write("xt\r\n.\r\n".getBytes(UTF_8));

            assertThat(replies.readLine()).startsWith("250 ");
            assertThat(replies.readLine())
                    .isEqualTo("421 4.3.2 ropewalk.example.org Service closing");
            assertThat(replies.readLine()).isNull();
            assertThat(process.waitFor()).isZero();
            assertThat(directory.resolve("mail/u/new").toFile().list()).hasSize(1);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void awaitThatNothingListens(int port) throws IOException {
        for (boolean listens = true; listens; ) {
            try (Socket socket = connect(port)) {
                listens = socket.isConnected();
            } catch (ConnectException closed) {
                listens = false;
            } catch (SocketException reset) {
                // It closed while this connection waited to be accepted.
                listens = true;
            }
        }
    }

    /** A client that never finishes is waited for so long, and no longer. */
    @Test
    void atSigtermTheWaitIsBounded() throws Exception {
        Process process = start("irc", ANY_PORT);
        try (BufferedReader output = process.inputReader(UTF_8);
                Socket client = connect(port(output))) {
            BufferedReader replies = reader(client);
            client.getOutputStream().write("PING :x\r\nPING :ha".getBytes(UTF_8));
            assertThat(replies.readLine()).endsWith("PONG My.Little.Server :x");

            process.toHandle().destroy();

            assertThat(output.lines())
                    .containsExactly("irc stops", "irc drops 1 connections", "irc has stopped");
            assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }
}
