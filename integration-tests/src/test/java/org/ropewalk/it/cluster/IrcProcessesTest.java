package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.it.real.Served;

/** Two processes are nodes of IRC; the engine is our own example of NATS. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcProcessesTest {
    /** A node in a process of its own. */
    static final class Running implements AutoCloseable {
        final Process process;
        final int port;

        Running(String engine) throws IOException {
            this(engine, "-XX:TieredStopAtLevel=1");
        }

        Running(String engine, String option) throws IOException {
            process =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    option,
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    IrcNode.class.getName(),
                                    engine)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start();
            String line = "";
            BufferedReader printed = process.inputReader(UTF_8);
            while (line != null && !line.startsWith("port ")) {
                line = printed.readLine();
            }
            assertThat(line).isNotNull();
            port = Integer.parseInt(line.substring("port ".length()));
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }

    /** A client that reads lines until one contains what it waits for. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Client(Running node, String nick) throws IOException {
            socket = new Socket("127.0.0.1", node.port);
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            send("NICK " + nick);
            send("USER " + nick + " 0 * :Real");
            await(" 376 ");
        }

        void send(String line) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        }

        String await(String part) throws IOException {
            String line = lines.readLine();
            while (line != null && !line.contains(part)) {
                line = lines.readLine();
            }
            assertThat(line).as("a line with %s", part).isNotNull();
            return line;
        }

        /** Whether a line with {@code part} has arrived, and was not read yet. */
        boolean hasReceived(String part) throws IOException {
            send("PING now");
            boolean found = false;
            String line = lines.readLine();
            while (line != null && !line.contains("PONG")) {
                found |= line.contains(part);
                line = lines.readLine();
            }
            assertThat(line).isNotNull();
            return found;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void users_of_two_processes_talk_and_those_of_a_killed_one_quit() throws Exception {
        try (Served served = new Served(reactor -> NatsExample.factory(new Broker()));
                Running one = new Running("nats:" + served.endpoint());
                Running two = new Running("nats:" + served.endpoint());
                Client ada = new Client(one, "ada");
                Client bob = new Client(two, "bob")) {
            ada.send("JOIN #c");
            ada.await(" 366 ");
            // Both nodes know each other when each has seen the other's user.
            while (!seen(ada, "bob") || !seen(bob, "ada")) {
                Thread.onSpinWait();
            }
            bob.send("JOIN #c");
            bob.await(" 366 ");
            assertThat(ada.await("JOIN")).startsWith(":bob!~bob@127.0.0.1 JOIN");
            // The node of bob receives the channel when the engine has confirmed it.
            do {
                ada.send("PRIVMSG #c :ready");
            } while (!bob.hasReceived(":ready"));
            for (int i = 0; i < 1_000; i++) {
                ada.send("PRIVMSG #c :message " + i);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(bob.await(":message ")).endsWith(" PRIVMSG #c :message " + i);
            }

            two.process.destroyForcibly().waitFor();

            assertThat(ada.await("QUIT")).isEqualTo(":bob!~bob@127.0.0.1 QUIT :Node lost");
            ada.send("NAMES #c");
            assertThat(ada.await(" 353 ")).endsWith(":@ada");
        }
    }

    private static boolean seen(Client asker, String nick) throws IOException {
        asker.send("ISON " + nick);
        return asker.await(" 303 ").endsWith(":" + nick);
    }
}
