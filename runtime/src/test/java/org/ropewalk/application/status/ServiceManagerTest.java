package org.ropewalk.application.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;

/** Messages to the service manager: where they go, and when. */
@Timeout(60)
class ServiceManagerTest {
    @TempDir Path folder;

    @Test
    void messages_reach_a_socket_that_is_a_file() throws Exception {
        String socket = folder.resolve("notify").toString();
        try (Notifications told = Notifications.at(socket);
                ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", socket))) {
            manager.tell("READY=1", "STATUS=listens on \u00e9");
            assertThat(told.next()).isEqualTo("READY=1\nSTATUS=listens on \u00e9");
        }
    }

    @Test
    void messages_reach_an_abstract_socket() throws Exception {
        String socket = "@ropewalk-test-" + ProcessHandle.current().pid();
        try (Notifications told = Notifications.at(socket);
                ServiceManager manager = ServiceManager.of(Map.of("NOTIFY_SOCKET", socket))) {
            manager.tell("STOPPING=1");
            assertThat(told.next()).isEqualTo("STOPPING=1");
        }
    }

    @Test
    void without_junixsocket_the_program_sends_them() throws Exception {
        assumeTrue(
                Files.isExecutable(Path.of("/usr/bin/systemd-notify")),
                "systemd-notify is not installed, so nothing was tried with it");
        for (String socket :
                List.of(
                        folder.resolve("notify").toString(),
                        "@ropewalk-program-" + ProcessHandle.current().pid())) {
            try (Notifications told = Notifications.at(socket)) {
                CompletableFuture<Void> sent = new CompletableFuture<>();
                new Thread(() -> send(socket, sent)).start();
                assertThat(told.next()).isEqualTo("READY=1\nSTATUS=listens");
                // It waits until the manager has taken the message.
                assertThat(told.next()).isEqualTo("BARRIER=1");
                sent.get(20, TimeUnit.SECONDS);
            }
        }
    }

    private static void send(String socket, CompletableFuture<Void> sent) {
        try {
            ServiceManager.sendByProgram(socket, List.of("READY=1", "STATUS=listens"));
            sent.complete(null);
        } catch (IOException | InterruptedException e) {
            sent.completeExceptionally(e);
        }
    }

    @Test
    void without_a_socket_nothing_is_sent() {
        List<List<String>> sent = new ArrayList<>();
        try (ServiceManager manager =
                new ServiceManager(Map.of(), (socket, lines) -> sent.add(lines))) {
            manager.tell("READY=1");
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void what_waits_is_sent_before_it_ends() {
        List<List<String>> sent = new ArrayList<>();
        try (ServiceManager manager =
                new ServiceManager(
                        Map.of("NOTIFY_SOCKET", "x"), (socket, lines) -> sent.add(lines))) {
            manager.tell("READY=1");
            manager.tell("STOPPING=1", "STATUS=stops");
        }
        assertThat(sent).containsExactly(List.of("READY=1"), List.of("STOPPING=1", "STATUS=stops"));
    }

    @Test
    void a_blocked_loop_is_not_reported_as_alive() throws Exception {
        BlockingQueue<List<String>> sent = new LinkedBlockingQueue<>();
        try (Reactor reactor = NioReactor.create();
                ServiceManager manager =
                        new ServiceManager(
                                Map.of("NOTIFY_SOCKET", "x", "WATCHDOG_USEC", "2000"),
                                (socket, lines) -> sent.add(lines))) {
            reactor.start();
            BlockingQueue<String> goOn = new LinkedBlockingQueue<>();
            BlockingQueue<String> blocked = new LinkedBlockingQueue<>();
            manager.watch(new Health(reactor));
            assertThat(sent.take()).containsExactly("WATCHDOG=1");
            assertThat(sent.take()).containsExactly("WATCHDOG=1");
            reactor.callFromThread(
                    () -> {
                        blocked.add("");
                        try {
                            goOn.take();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    });
            blocked.take();
            // What was answered before the call; nothing follows, though many periods pass.
            while (sent.poll(50, TimeUnit.MILLISECONDS) != null) {}
            assertThat(new Health(reactor, Duration.ofMillis(20)).lag())
                    .isEqualTo(Optional.empty());
            assertThat(sent).isEmpty();
            goOn.add("");
            assertThat(sent.take()).containsExactly("WATCHDOG=1");
            assertThat(new Health(reactor).lag()).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "x", "-5", ""})
    void a_period_that_is_none_feeds_no_watchdog(String period) {
        List<List<String>> sent = new ArrayList<>();
        try (Reactor reactor = NioReactor.create();
                ServiceManager manager =
                        new ServiceManager(
                                Map.of("NOTIFY_SOCKET", "x", "WATCHDOG_USEC", period),
                                (socket, lines) -> sent.add(lines))) {
            reactor.start();
            manager.watch(new Health(reactor));
        }
        assertThat(sent).isEmpty();
    }

    @Test
    void the_watchdog_of_another_process_is_left_alone() {
        List<List<String>> sent = new ArrayList<>();
        try (Reactor reactor = NioReactor.create();
                ServiceManager manager =
                        new ServiceManager(
                                Map.of(
                                        "NOTIFY_SOCKET",
                                        "x",
                                        "WATCHDOG_USEC",
                                        "1000",
                                        "WATCHDOG_PID",
                                        "1"),
                                (socket, lines) -> sent.add(lines))) {
            reactor.start();
            manager.watch(new Health(reactor));
        }
        assertThat(sent).isEmpty();
    }
}
