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
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;

/** Two processes are nodes of IRC, over our own example of NATS and the engines of others. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class IrcProcessesTest {
    private static final int CHANNELS = 20;

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

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void users_of_two_processes_talk_and_those_of_a_killed_one_quit() throws Exception {
        try (Served served = new Served(reactor -> NatsExample.factory(new Broker()))) {
            talkAndQuit("nats:" + served.endpoint());
        }
    }

    @Test
    void users_of_two_processes_talk_over_nats_server() throws Exception {
        try (RealProcess real = ProcessesTest.nats()) {
            talkAndQuit("nats:" + real.endpoint());
        }
    }

    @Test
    void users_of_two_processes_talk_over_redis_server(@TempDir Path directory) throws Exception {
        try (RealProcess real = ProcessesTest.redis(directory)) {
            talkAndQuit("redis:" + real.endpoint());
        }
    }

    private static void talkAndQuit(String engine) throws Exception {
        try (Running one = new Running(engine);
                Running two = new Running(engine);
                Client ada = new Client(one, "ada");
                Client bob = new Client(two, "bob")) {
            // Both nodes know each other when each has seen the other's user.
            awaitSeen(ada, "bob");
            awaitSeen(bob, "ada");
            for (int i = 0; i < CHANNELS; i++) {
                missesNoLineOfAChannel(ada, bob, "#c" + i);
            }
            for (int i = 0; i < 1_000; i++) {
                ada.send("PRIVMSG #c0 :message " + i);
            }
            for (int i = 0; i < 1_000; i++) {
                assertThat(bob.await(":message ")).endsWith(" PRIVMSG #c0 :message " + i);
            }
            missesNoLineToItself(ada, two);

            two.process.destroyForcibly().waitFor();

            assertThat(ada.await("QUIT :Node lost"))
                    .isEqualTo(":bob!~bob@127.0.0.1 QUIT :Node lost");
            ada.send("NAMES #c0");
            assertThat(ada.await(" 353 ")).endsWith(":@ada");
        }
    }

    /** What is sent as soon as another node knows of its entry reaches whoever enters. */
    private static void missesNoLineOfAChannel(Client ada, Client bob, String channel)
            throws IOException {
        ada.send("JOIN " + channel);
        ada.await(" 366 ");
        bob.send("JOIN " + channel);
        assertThat(ada.await("JOIN")).isEqualTo(":bob!~bob@127.0.0.1 JOIN :" + channel);
        ada.send("PRIVMSG " + channel + " :first");
        bob.await(" 366 ");
        assertThat(bob.await("PRIVMSG")).endsWith(" PRIVMSG " + channel + " :first");
    }

    /** The same of a user that is registered. */
    private static void missesNoLineToItself(Client ada, Running node) throws IOException {
        for (int i = 0; i < CHANNELS; i++) {
            try (Client eve = new Client(node, "eve" + i)) {
                awaitSeen(ada, "eve" + i);
                ada.send("PRIVMSG eve" + i + " :first");
                assertThat(eve.await("PRIVMSG")).endsWith(" PRIVMSG eve" + i + " :first");
            }
        }
    }

    private static void awaitSeen(Client asker, String nick) throws IOException {
        while (!seen(asker, nick)) {
            Thread.onSpinWait();
        }
    }

    private static boolean seen(Client asker, String nick) throws IOException {
        asker.send("ISON " + nick);
        return asker.await(" 303 ").endsWith(":" + nick);
    }
}
