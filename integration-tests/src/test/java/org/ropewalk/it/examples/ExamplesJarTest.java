package org.ropewalk.it.examples;

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
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one jar that starts every example, as a user starts it. */
class ExamplesJarTest {
    private static final Path JAR =
            Path.of("..", "dsl-examples", "target", "ropewalk-examples.jar");
    private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");
    private static final String ANY_PORT = "tcp:port=0:interface=127.0.0.1";
    private static final List<String> KEEP_MAIL =
            List.of("smtp", "lmtp", "nntp", "pop3", "imap", "managesieve");

    @TempDir private Path directory;

    @BeforeEach
    void findTheJar() {
        assumeTrue(Files.exists(JAR), "no jar: it is built in the package phase");
    }

    private static Process start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-jar",
                                JAR.toString()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static String output(Process process) throws IOException, InterruptedException {
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    @ParameterizedTest
    @CsvSource({
        "memcached, version, VERSION ",
        "imap, a NOOP, * OK [CAPABILITY IMAP4rev1",
        "managesieve, NOOP, \"IMPLEMENTATION\" \"Ropewalk\"",
        "pop3, NOOP, +OK Ropewalk's POP3 ready",
        "smtp, NOOP, 220 ropewalk.example.org",
        "lmtp, NOOP, 220 ropewalk.example.org",
        "irc, PING :x, :My.Little.Server PONG My.Little.Server :x",
        "nats, PING, INFO {",
        "beanstalkd, list-tube-used, USING default",
        "finger, ada, Login: ada",
        "ident, '6193,23', '6193, 23 : USERID : UNIX'",
        "policy, 'request=x\n', action=451 4.3.5 unknown request x",
        "gopher, 0ropes, Three strands.",
        "mpd, ping, OK MPD 0.23.5",
        "ami, 'Action: Ping\n', Asterisk Call Manager/2.10.4",
        "clamd-lines, 0, UNKNOWN COMMAND",
        "nntp, DATE, 200 posting allowed",
        "bench, PING, PONG",
        "bench-map, PING, PONG",
        "bench-strings, PING, PONG",
    })
    void an_example_listens_answers_and_stops_at_sigterm(String name, String command, String answer)
            throws Exception {
        Process process =
                KEEP_MAIL.contains(name)
                        ? start(name, ANY_PORT, directory.toString())
                        : start(name, ANY_PORT);
        try (BufferedReader output = process.inputReader(UTF_8)) {
            int port = 0;
            StringBuilder printed = new StringBuilder();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                printed.append(line).append('\n');
                Matcher matcher = PORT.matcher(line);
                if (matcher.find()) {
                    port = Integer.parseInt(matcher.group(1));
                    break;
                }
            }
            assertThat(port).as("%s", printed).isPositive();

            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                socket.getOutputStream().write((command + "\r\n").getBytes(UTF_8));
                BufferedReader replies =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                assertThat(replies.readLine()).startsWith(answer);
            }
            process.destroy();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void without_arguments_it_lists_the_examples() throws Exception {
        Process process = start();

        assertThat(output(process)).contains("memcached").contains("bench");
    }

    @Test
    void an_unknown_example_is_named() throws Exception {
        Process process = start("memcache", "tcp:0");

        assertThat(output(process)).contains("memcache").contains("memcached");
        assertThat(process.exitValue()).isNotZero();
    }

    @Test
    void a_bad_endpoint_is_explained() throws Exception {
        Process process = start("memcached", "tcp:port=0:color=red");

        assertThat(output(process)).contains("color").contains("tcp knows port");
        assertThat(process.exitValue()).isNotZero();
    }

    @Test
    void a_port_in_use_is_explained() throws Exception {
        try (java.net.ServerSocket taken =
                new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(taken.getLocalPort());
            Process process = start("memcached", "tcp:port=" + port + ":interface=127.0.0.1");

            assertThat(output(process)).contains(port).doesNotContain("\tat ");
            assertThat(process.exitValue()).isNotZero();
        }
    }
}
