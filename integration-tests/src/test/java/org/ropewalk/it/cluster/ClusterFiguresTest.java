package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.ropewalk.it.real.RealProcess;

/**
 * How long a message takes on one node of IRC, across two nodes, and through the engine alone; and
 * what a message costs. Prints the figures.
 */
@EnabledIfSystemProperty(named = "ropewalk.cluster.figures", matches = "true")
@Timeout(value = 300, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ClusterFiguresTest {
    private static final int WARM_UP = 5_000;
    private static final int MESSAGES = 5_000;
    private static final int MEMBERS = 50;
    private static final int LINES = 2_000;

    /** Sends lines, and waits for parts of lines. */
    private static final class Client implements AutoCloseable {
        private final Socket socket;
        private final InputStream input;

        Client(int port) throws IOException {
            socket = new Socket("127.0.0.1", port);
            socket.setTcpNoDelay(true);
            input = new BufferedInputStream(socket.getInputStream(), 1 << 16);
        }

        Client(int port, String nick) throws IOException {
            this(port);
            send("NICK " + nick, "USER u 0 * :u");
            await(" 376 ");
            send("JOIN #c");
            await(" 366 ");
        }

        void send(String... lines) throws IOException {
            socket.getOutputStream().write((String.join("\r\n", lines) + "\r\n").getBytes(UTF_8));
        }

        void await(String part) throws IOException {
            while (!line().contains(part)) {
                // The next one.
            }
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = input.read(); next != '\n'; next = input.read()) {
                if (next < 0) {
                    throw new IOException("closed");
                }
                line.append((char) next);
            }
            return line.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    /** One message. */
    private interface Trip {
        void run(int number) throws IOException;
    }

    private static void measure(String name, Trip trip) throws IOException {
        long[] times = new long[MESSAGES];
        for (int i = -WARM_UP; i < MESSAGES; i++) {
            long begin = System.nanoTime();
            trip.run(i);
            times[Math.max(i, 0)] = System.nanoTime() - begin;
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-28s p50 %6.1f us   p99 %7.1f us%n",
                name,
                times[MESSAGES / 2] / 1e3,
                times[MESSAGES * 99 / 100] / 1e3);
    }

    private static Duration cpu(IrcProcessesTest.Running node) {
        return node.process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** What the nodes need for lines to members on each node. */
    private static void cost(String name, List<IrcProcessesTest.Running> nodes) throws IOException {
        List<Client> members = new ArrayList<>();
        for (IrcProcessesTest.Running node : nodes) {
            for (int i = 0; i < MEMBERS; i++) {
                members.add(new Client(node.port, "m" + members.size()));
            }
        }
        try (Client author = new Client(nodes.get(0).port, "author")) {
            Duration before = Duration.ZERO;
            for (int round = 0; round < 2; round++) {
                before =
                        nodes.stream()
                                .map(ClusterFiguresTest::cpu)
                                .reduce(Duration.ZERO, Duration::plus);
                for (int i = 0; i < LINES; i++) {
                    author.send("PRIVMSG #c :cost " + round + "," + i + ".");
                }
                for (Client member : members) {
                    member.await("cost " + round + "," + (LINES - 1) + ".");
                }
            }
            Duration after =
                    nodes.stream()
                            .map(ClusterFiguresTest::cpu)
                            .reduce(Duration.ZERO, Duration::plus);
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %.2f us of CPU for each delivered message%n",
                    name,
                    after.minus(before).toNanos() / 1e3 / LINES / members.size());
        } finally {
            for (Client member : members) {
                member.close();
            }
        }
    }

    @Test
    void figures() throws Exception {
        try (RealProcess engine =
                        RealProcess.start(
                                "redis-server",
                                port ->
                                        List.of(
                                                "--bind",
                                                "127.0.0.1",
                                                "--save",
                                                "",
                                                "--port",
                                                "" + port));
                IrcProcessesTest.Running one =
                        new IrcProcessesTest.Running("redis:" + engine.endpoint());
                IrcProcessesTest.Running two =
                        new IrcProcessesTest.Running("redis:" + engine.endpoint())) {
            String endpoint = engine.endpoint();
            int port = Integer.parseInt(endpoint.substring(endpoint.lastIndexOf(':') + 1));
            try (Client publisher = new Client(port);
                    Client subscriber = new Client(port)) {
                subscriber.send("SUBSCRIBE t");
                subscriber.await(":1");
                measure(
                        "PUBLISH of redis-server",
                        number -> {
                            publisher.send("PUBLISH t text" + number + ".");
                            subscriber.await("text" + number + ".");
                        });
            }
            try (Client author = new Client(one.port, "author");
                    Client near = new Client(one.port, "near");
                    Client far = new Client(two.port, "far")) {
                author.await("far!");
                measure(
                        "one node",
                        number -> {
                            author.send("PRIVMSG near :n" + number + ".");
                            near.await(":n" + number + ".");
                        });
                measure(
                        "across nodes",
                        number -> {
                            author.send("PRIVMSG far :f" + number + ".");
                            far.await(":f" + number + ".");
                        });
                measure(
                        "a channel, across nodes",
                        number -> {
                            author.send("PRIVMSG #c :c" + number + ".");
                            near.await(":c" + number + ".");
                            far.await(":c" + number + ".");
                        });
            }
            cost("one node", List.of(one));
            cost("two nodes", List.of(one, two));
        }
    }
}
