package org.ropewalk.application.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ropewalk.junix.JunixNotifications;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Informs the service manager about the state of the daemon, as {@code sd_notify(3)} does: sends
 * lines to the socket {@code NOTIFY_SOCKET}. Without this variable it does nothing. The JDK has no
 * UNIX datagram sockets: junixsocket is used if it is on the class path, else the program {@code
 * systemd-notify}. Sends on its own thread. Any thread.
 */
public final class ServiceManager implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ServiceManager.class);
    private static final String PROGRAM = "systemd-notify";
    private static final long END_S = 5;
    private static final int SENDS_IN_PERIOD = 2;

    /** How lines reach the socket. */
    @FunctionalInterface
    interface Sender {
        /** Sends one message; throws if it cannot be sent. */
        void send(String socket, List<String> lines) throws IOException, InterruptedException;
    }

    private final Map<String, String> environment;
    private final Sender sender;
    private final ScheduledExecutorService thread;
    private boolean failed;

    ServiceManager(Map<String, String> environment, Sender sender) {
        this.environment = environment;
        this.sender = sender;
        this.thread =
                environment.containsKey("NOTIFY_SOCKET")
                        ? Executors.newSingleThreadScheduledExecutor(ServiceManager::thread)
                        : null;
    }

    /** The service manager of {@code environment}; one that does nothing if there is none. */
    public static ServiceManager of(Map<String, String> environment) {
        return new ServiceManager(environment, ServiceManager::sendAnyhow);
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ropewalk-service-manager");
        thread.setDaemon(true);
        return thread;
    }

    /** Sends lines such as {@code READY=1}. */
    public void tell(String... lines) {
        if (thread != null) {
            thread.execute(() -> send(List.of(lines)));
        }
    }

    private void send(List<String> lines) {
        try {
            sender.send(environment.get("NOTIFY_SOCKET"), lines);
        } catch (IOException | RuntimeException e) {
            if (!failed) {
                failed = true;
                LOG.warn("Cannot send {} to the service manager: {}", lines, e.getMessage());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Sends {@code WATCHDOG=1} twice in each period of {@code WATCHDOG_USEC}, if it is set for this
     * process, while the daemon's loops answer. The service manager restarts a daemon with a
     * blocked loop.
     */
    public void watch(Health health) {
        long periodUs = thread == null ? 0 : period(environment);
        if (periodUs > 0) {
            AtomicBoolean asked = new AtomicBoolean();
            Duration atMost = Duration.ofNanos(TimeUnit.MICROSECONDS.toNanos(periodUs));
            Runnable ask =
                    () -> {
                        if (asked.compareAndSet(false, true)) {
                            health.ask(
                                    atMost,
                                    answers -> {
                                        asked.set(false);
                                        if (answers) {
                                            tell("WATCHDOG=1");
                                        }
                                    });
                        }
                    };
            thread.scheduleAtFixedRate(
                    ask, 0, Math.max(1, periodUs / SENDS_IN_PERIOD), TimeUnit.MICROSECONDS);
        }
    }

    /** The watchdog's period in microseconds, 0 if there is none for this process. */
    private static long period(Map<String, String> environment) {
        String period = environment.getOrDefault("WATCHDOG_USEC", "0");
        String process = environment.get("WATCHDOG_PID");
        if (process != null && !process.equals(String.valueOf(ProcessHandle.current().pid()))) {
            return 0;
        }
        if (!period.matches("[0-9]{1,18}")) {
            LOG.warn(
                    "WATCHDOG_USEC is \"{}\", which is not a number: the watchdog gets no messages",
                    period);
            return 0;
        }
        return Long.parseLong(period);
    }

    /** Sends the waiting lines, and ends the thread. */
    @Override
    public void close() {
        if (thread == null) {
            return;
        }
        thread.shutdown();
        try {
            if (!thread.awaitTermination(END_S, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    // ---- senders

    private static void sendAnyhow(String socket, List<String> lines)
            throws IOException, InterruptedException {
        if (!JunixNotifications.send(socket, String.join("\n", lines))) {
            sendByProgram(socket, lines);
        }
    }

    /** The program sends in its own name: the unit needs {@code NotifyAccess=all}. */
    static void sendByProgram(String socket, List<String> lines)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(PROGRAM));
        command.addAll(lines);
        ProcessBuilder program = new ProcessBuilder(command).redirectErrorStream(true);
        program.environment().put("NOTIFY_SOCKET", socket);
        Process process;
        try {
            process = program.start();
        } catch (IOException e) {
            throw new IOException(
                    "neither junixsocket is on the class path nor "
                            + PROGRAM
                            + " on the PATH; add one, or use Type=exec in the unit",
                    e);
        }
        process.getOutputStream().close();
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        if (process.waitFor() != 0) {
            throw new IOException(PROGRAM + " fails: " + printed);
        }
    }
}
