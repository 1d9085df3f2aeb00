package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
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
    private static final int ROUNDS = Integer.getInteger("ropewalk.cluster.rounds", 3);
    private static final String ENGINES =
            System.getProperty("ropewalk.cluster.engines", "redis,nats");

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

    private static List<String> arguments(String engine, int port) {
        return engine.equals("redis")
                ? List.of("--bind", "127.0.0.1", "--save", "", "--port", "" + port)
                : List.of("-a", "127.0.0.1", "-p", "" + port);
    }

    /** A subscriber and a publisher of the engine, without a node. */
    private static void alone(String engine, int port) throws IOException {
        try (Client publisher = new Client(port);
                Client subscriber = new Client(port)) {
            boolean isRedis = engine.equals("redis");
            if (isRedis) {
                subscriber.send("SUBSCRIBE t");
                subscriber.await(":1");
            } else {
                publisher.send("CONNECT {\"verbose\":false}");
                subscriber.send("CONNECT {\"verbose\":false}", "SUB t 1", "PING");
                subscriber.await("PONG");
            }
            measure(
                    "PUBLISH of " + engine,
                    number -> {
                        String text = "text" + number + ".";
                        if (isRedis) {
                            publisher.send("PUBLISH t " + text);
                        } else {
                            publisher.send("PUB t " + text.length(), text);
                        }
                        subscriber.await(text);
                    });
        }
    }

    /** Prints the figures of each round, for one engine after the other. */
    @ParameterizedTest
    @ValueSource(strings = {"redis", "nats"})
    void figures(String name) throws Exception {
        assumeTrue(ENGINES.contains(name));
        try (RealProcess engine =
                        RealProcess.start(name + "-server", port -> arguments(name, port));
                IrcProcessesTest.Running one = node(name, engine);
                IrcProcessesTest.Running two = node(name, engine)) {
            for (int round = 1; round <= ROUNDS; round++) {
                System.out.println(name + ", round " + round);
                alone(name, engine.address().getPort());
                trips(one, two);
                cost("CPU, one node", List.of(one));
                cost("CPU, two nodes", List.of(one, two));
            }
        }
    }

    private static IrcProcessesTest.Running node(String name, RealProcess engine)
            throws IOException {
        return new IrcProcessesTest.Running(name + ":" + engine.endpoint(), "-Xmx256m");
    }

    private static void trips(IrcProcessesTest.Running one, IrcProcessesTest.Running two)
            throws IOException {
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
    }
}
