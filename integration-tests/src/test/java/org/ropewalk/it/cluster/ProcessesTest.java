package org.ropewalk.it.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.cluster.Broadcast;
import org.ropewalk.cluster.BroadcastListener;
import org.ropewalk.cluster.Registry;
import org.ropewalk.examples.nats.Broker;
import org.ropewalk.examples.nats.NatsExample;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.it.real.Served;
import org.ropewalk.line.Bytes;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** Nodes in processes of their own, and the engines that others wrote. */
@SuppressWarnings("try")
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ProcessesTest {
    private static final int MESSAGES = 1_000;

    /** Keeps what happens to a topic. */
    private static final class Events implements BroadcastListener {
        private final BlockingQueue<String> all = new LinkedBlockingQueue<>();

        @Override
        public void received(Bytes message) {
            all.add(message.toString());
        }

        @Override
        public void connected() {
            all.add("+");
        }

        @Override
        public void disconnected(Throwable reason) {
            all.add("-");
        }

        String next() throws InterruptedException {
            return all.poll(60, TimeUnit.SECONDS);
        }
    }

    private static Process startNode(String engine) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EchoNode.class.getName(),
                        engine)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static void talkToAnotherProcess(String engine) throws Exception {
        Process process = null;
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Broadcast node = Broadcast.open(reactor, engine);
            Events answers = new Events();
            node.subscribe("answers", answers);
            assertThat(answers.next()).isEqualTo("+");
            process = startNode(engine);
            assertThat(answers.next()).isEqualTo("ready");
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < MESSAGES; i++) {
                node.publish("questions", Bytes.of(Integer.toString(i)));
                expected.add("re: " + i);
            }
            List<String> received = new ArrayList<>();
            while (received.size() < MESSAGES) {
                received.add(answers.next());
            }
            assertThat(received).isEqualTo(expected);
            process.destroyForcibly().waitFor();
            node.publish("answers", Bytes.of("still here"));
            assertThat(answers.next()).isEqualTo("still here");
            assertThat(node.stats().missed() + node.stats().dropped()).isZero();
            node.close();
        } finally {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    @Test
    void two_processes_exchange_messages_over_our_own_engine() throws Exception {
        try (Served served = new Served(reactor -> NatsExample.factory(new Broker()))) {
            talkToAnotherProcess("nats:" + served.endpoint());
        }
    }

    static RealProcess nats(String... more) throws Exception {
        return RealProcess.start(
                "nats-server",
                port -> {
                    List<String> arguments = new ArrayList<>();
                    arguments.addAll(List.of("-a", "127.0.0.1", "-p", String.valueOf(port)));
                    arguments.addAll(List.of(more));
                    return arguments;
                });
    }

    static RealProcess redis(Path directory, String... more) throws Exception {
        return RealProcess.start(
                "redis-server",
                port -> {
                    List<String> arguments = new ArrayList<>();
                    arguments.addAll(List.of("--bind", "127.0.0.1", "--save", ""));
                    arguments.addAll(List.of("--port", String.valueOf(port)));
                    arguments.addAll(List.of("--dir", directory.toString()));
                    arguments.addAll(List.of(more));
                    return arguments;
                });
    }

    @Test
    void two_processes_exchange_messages_over_nats_server() throws Exception {
        try (RealProcess real = nats("--user", "chat", "--pass", "a:b")) {
            talkToAnotherProcess("nats:user=chat:password=a\\:b:secret=s:" + real.endpoint());
        }
    }

    @Test
    void two_processes_exchange_messages_over_redis_server(@TempDir Path directory)
            throws Exception {
        Path password = Files.writeString(directory.resolve("password"), "a:b\n");
        try (RealProcess real = redis(directory, "--requirepass", "a:b")) {
            talkToAnotherProcess("redis:passwordFile=" + password + ":" + real.endpoint());
        }
    }

    /** The login is refused again and again; the own node is served. */
    private static void isRefused(String engine) throws Exception {
        try (Reactor reactor = NioReactor.create()) {
            reactor.start();
            Broadcast node = Broadcast.open(reactor, engine);
            Events events = new Events();
            node.subscribe("t", events);
            for (int i = 0; i < 3; i++) {
                node.publish("t", Bytes.of("own"));
                assertThat(events.next()).isEqualTo("own");
            }
            assertThat(events.all.poll(2, TimeUnit.SECONDS)).isNull();
            assertThat(node.stats().dropped()).isEqualTo(3);
            assertThat(node.stats().connected()).isFalse();
            node.close();
        }
    }

    @Test
    void a_wrong_password_leaves_the_node_alone(@TempDir Path directory) throws Exception {
        try (RealProcess real = nats("--user", "chat", "--pass", "right")) {
            isRefused("nats:user=chat:password=wrong:" + real.endpoint());
        }
        try (RealProcess real = redis(directory, "--requirepass", "right")) {
            isRefused("redis:password=wrong:" + real.endpoint());
        }
    }

    @Test
    void a_name_is_held_by_one_node_of_redis_server(@TempDir Path directory) throws Exception {
        try (RealProcess real = redis(directory);
                Reactor reactor = NioReactor.create()) {
            reactor.start();
            String engine = "redis:" + real.endpoint();
            Broadcast node = Broadcast.open(reactor, engine);
            Events events = new Events();
            node.subscribe("t", events);
            assertThat(events.next()).isEqualTo("+");
            Registry one = Registry.open(reactor, engine, Duration.ofSeconds(3));
            Registry other = Registry.open(reactor, engine, Duration.ofSeconds(3));
            Registry.Lease held = claim(one).orElseThrow();
            assertThat(claim(other)).isEmpty();
            held.release().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(claim(other)).isPresent();
            one.close();
            other.close();
            node.close();
        }
    }

    /** Tries until the registry is connected. */
    private static Optional<Registry.Lease> claim(Registry registry) throws Exception {
        while (true) {
            try {
                return registry.claim("ada", () -> {})
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                assertThat(e).hasCauseInstanceOf(IllegalStateException.class);
                Thread.onSpinWait();
            }
        }
    }
}
