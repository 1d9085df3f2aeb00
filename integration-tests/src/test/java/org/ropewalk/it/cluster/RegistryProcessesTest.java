package org.ropewalk.it.cluster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.ropewalk.cluster.Registry;
import org.ropewalk.it.real.RealProcess;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** Names over redis-server: held, extended, released, and lost when a node or Redis is killed. */
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RegistryProcessesTest {
    private static final Duration SHORT = Duration.ofSeconds(2);
    private static final Duration LONG = Duration.ofSeconds(60);

    @TempDir private Path directory;
    private RealProcess redis;
    private Reactor reactor;
    private final CompletableFuture<Void> lost = new CompletableFuture<>();

    @BeforeEach
    void start() throws Exception {
        redis =
                RealProcess.start(
                        "redis-server",
                        port ->
                                new ArrayList<>(
                                        List.of(
                                                "--bind",
                                                "127.0.0.1",
                                                "--port",
                                                String.valueOf(port),
                                                "--save",
                                                "",
                                                "--dir",
                                                directory.toString())));
        reactor = NioReactor.create();
        reactor.start();
    }

    @AfterEach
    void stop() {
        if (reactor != null) {
            reactor.close();
        }
        if (redis != null) {
            redis.close();
        }
    }

    private String engine() {
        return "redis:" + redis.endpoint();
    }

    /** Tries until the registry is connected. */
    private Optional<Registry.Lease> claim(Registry registry) throws Exception {
        return claim(registry, lost);
    }

    private static Optional<Registry.Lease> claim(Registry registry, CompletableFuture<Void> lost)
            throws Exception {
        while (true) {
            try {
                return registry.claim("ada", () -> lost.complete(null))
                        .toCompletableFuture()
                        .get(20, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                Thread.onSpinWait();
            }
        }
    }

    private void pass(Duration time) throws Exception {
        CompletableFuture<Void> passed = new CompletableFuture<>();
        reactor.callFromThread(() -> reactor.callLater(time, () -> passed.complete(null)));
        passed.get(60, TimeUnit.SECONDS);
    }

    @Test
    void the_name_of_a_process_that_is_killed_is_free_at_the_end_of_its_lease() throws Exception {
        Process node =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                LeaseNode.class.getName(),
                                engine(),
                                "ada",
                                SHORT.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try {
            String line = "";
            while (line != null && !line.equals("held")) {
                line = node.inputReader(UTF_8).readLine();
            }
            Registry other = Registry.open(reactor, engine(), SHORT);
            pass(SHORT.multipliedBy(2));
            assertThat(claim(other)).isEmpty();

            node.destroyForcibly().waitFor();
            long killedNs = System.nanoTime();
            while (claim(other).isEmpty()) {
                pass(Duration.ofMillis(20));
            }
            assertThat(Duration.ofNanos(System.nanoTime() - killedNs))
                    .isLessThan(SHORT.plusSeconds(20));
        } finally {
            node.destroyForcibly();
        }
    }

    @Test
    void a_name_is_extended_until_it_is_released() throws Exception {
        Registry one = Registry.open(reactor, engine(), SHORT);
        Registry other = Registry.open(reactor, engine(), SHORT);
        Registry.Lease held = claim(one).orElseThrow();
        pass(SHORT.multipliedBy(3));
        assertThat(held.isHeld()).isTrue();
        assertThat(claim(other)).isEmpty();
        held.release().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(claim(other)).isPresent();
        assertThat(lost).isNotDone();
    }

    @Test
    void one_of_two_nodes_does_a_job() throws Exception {
        NightlyReport one = new NightlyReport();
        NightlyReport other = new NightlyReport();
        one.runOnOneNode(reactor, engine()).toCompletableFuture().get(20, TimeUnit.SECONDS);
        other.runOnOneNode(reactor, engine()).toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(one.isStarted).isTrue();
        assertThat(other.isStarted).isFalse();
    }

    @Test
    void a_name_is_lost_when_redis_is_started_again_without_its_data() throws Exception {
        Registry one = Registry.open(reactor, engine(), SHORT);
        Registry.Lease held = claim(one).orElseThrow();
        redis.restart();
        lost.get(60, TimeUnit.SECONDS);
        assertThat(held.isHeld()).isFalse();
        assertThat(claim(one)).isPresent();
    }

    /** Removes all keys, as an operator may do it. */
    private void forget() throws IOException {
        try (Socket socket = new Socket()) {
            socket.connect(redis.address());
            socket.getOutputStream().write("FLUSHALL\r\n".getBytes(UTF_8));
            assertThat(socket.getInputStream().readNBytes(5)).isEqualTo("+OK\r\n".getBytes(UTF_8));
        }
    }

    @Test
    void a_name_that_another_node_has_taken_is_not_deleted_by_the_first() throws Exception {
        Registry one = Registry.open(reactor, engine(), LONG);
        Registry other = Registry.open(reactor, engine(), LONG);
        Registry.Lease former = claim(one).orElseThrow();
        forget();
        Registry.Lease held = claim(other).orElseThrow();
        former.release().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(claim(one)).isEmpty();
        held.release().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(claim(one)).isPresent();
    }

    @Test
    void a_name_that_another_node_has_taken_is_not_extended_by_the_first() throws Exception {
        Registry one = Registry.open(reactor, engine(), LONG);
        Registry other = Registry.open(reactor, engine(), SHORT);
        Registry.Lease former = claim(other).orElseThrow();
        forget();
        Registry.Lease held = claim(one, new CompletableFuture<>()).orElseThrow();
        lost.get(20, TimeUnit.SECONDS);
        assertThat(former.isHeld()).isFalse();
        // If the key had the short lease now, it would end before it is extended by its holder.
        pass(SHORT.multipliedBy(2));
        assertThat(claim(other)).isEmpty();
        assertThat(held.isHeld()).isTrue();
    }

    @Test
    void one_of_two_nodes_keeps_a_name_that_redis_has_forgotten() throws Exception {
        CompletableFuture<Void> lostByOther = new CompletableFuture<>();
        Registry one = Registry.open(reactor, engine(), SHORT);
        Registry other = Registry.open(reactor, engine(), SHORT);
        Registry.Lease first = claim(one).orElseThrow();
        assertThat(claim(other)).isEmpty();
        redis.restart();
        Registry.Lease second = claim(other, lostByOther).orElseThrow();
        lost.get(20, TimeUnit.SECONDS);
        assertThat(first.isHeld()).isFalse();
        pass(SHORT.multipliedBy(3));
        assertThat(second.isHeld()).isTrue();
        assertThat(lostByOther).isNotDone();
        assertThat(claim(one)).isEmpty();
    }

    @Test
    void a_name_is_kept_when_redis_is_started_again_with_its_data() throws Exception {
        redis.close();
        redis =
                RealProcess.start(
                        "redis-server",
                        port ->
                                List.of(
                                        "--bind",
                                        "127.0.0.1",
                                        "--port",
                                        String.valueOf(port),
                                        "--appendonly",
                                        "yes",
                                        "--appendfsync",
                                        "always",
                                        "--dir",
                                        directory.toString()));
        Registry one = Registry.open(reactor, engine(), LONG);
        Registry other = Registry.open(reactor, engine(), LONG);
        Registry.Lease held = claim(one).orElseThrow();
        redis.restart();
        assertThat(claim(other)).isEmpty();
        assertThat(held.isHeld()).isTrue();
        assertThat(lost).isNotDone();
        held.release().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }
}
