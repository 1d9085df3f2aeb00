package org.ropewalk.application.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * An HTTP server for probes: {@code /live} with the loop's lag, {@code /ready}, and further pages.
 * Needs the module {@code jdk.httpserver}. It has its own threads.
 */
public final class Probes implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int WRONG_METHOD = 405;
    private static final int FAILED = 500;
    private static final int UNAVAILABLE = 503;
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final double NS_IN_MS = 1e6;

    /**
     * A further page.
     *
     * @param type its media type
     * @param content creates the text, on a thread of this server
     */
    public record Page(String type, Supplier<String> content) {}

    private record Answer(int status, String type, String body) {
        static Answer plain(int status, String line) {
            return new Answer(status, PLAIN, line + "\n");
        }
    }

    private final Health health;
    private final Map<String, Page> pages;
    private final HttpServer server;
    private final ExecutorService threads;

    private Probes(Health health, Map<String, Page> pages, HttpServer server) {
        this.health = health;
        this.pages = pages;
        this.server = server;
        this.threads = Executors.newFixedThreadPool(THREADS, Probes::thread);
    }

    /**
     * Starts to listen.
     *
     * @param pages further pages, by their paths
     * @throws IOException if it cannot listen; the message has the address, the cause and the
     *     solution
     */
    public static Probes open(InetSocketAddress at, Health health, Map<String, Page> pages)
            throws IOException {
        HttpServer server;
        try {
            server = HttpServer.create(at, 0);
        } catch (IOException e) {
            throw new IOException(
                    "the probes cannot listen on "
                            + at.getHostString()
                            + ":"
                            + at.getPort()
                            + ": "
                            + e.getMessage()
                            + "; stop the process that listens there, or give another address",
                    e);
        }
        Probes probes = new Probes(health, Map.copyOf(pages), server);
        server.createContext("/", probes::serve);
        server.setExecutor(probes.threads);
        server.start();
        return probes;
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "ropewalk-probes");
        thread.setDaemon(true);
        return thread;
    }

    /** The address on which it listens. */
    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            boolean head = method.equals("HEAD");
            if (!head && !method.equals("GET")) {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                exchange.sendResponseHeaders(WRONG_METHOD, -1);
                return;
            }
            Answer answer = answer(exchange.getRequestURI().getPath());
            byte[] body = answer.body().getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", answer.type());
            exchange.getResponseHeaders().set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), head ? -1 : body.length);
            if (!head) {
                exchange.getResponseBody().write(body);
            }
        }
    }

    private Answer answer(String path) {
        if (path.equals("/live")) {
            return live("live");
        }
        if (path.equals("/ready")) {
            return switch (health.state()) {
                case STARTING -> Answer.plain(UNAVAILABLE, "starting");
                case READY -> live("ready");
                case STOPPING -> Answer.plain(UNAVAILABLE, "stopping");
            };
        }
        Page page = pages.get(path);
        if (page == null) {
            return Answer.plain(
                    NOT_FOUND,
                    Stream.concat(Stream.of("/live", "/ready"), pages.keySet().stream().sorted())
                            .collect(Collectors.joining(", ", "there are ", "")));
        }
        try {
            return new Answer(OK, page.type(), page.content().get());
        } catch (RuntimeException e) {
            return Answer.plain(FAILED, "the page cannot be made: " + e);
        }
    }

    private Answer live(String word) {
        Optional<Duration> lag = health.lag();
        return lag.isPresent()
                ? Answer.plain(
                        OK,
                        String.format(
                                Locale.ROOT,
                                "%s\nloop lag %.3f ms",
                                word,
                                lag.get().toNanos() / NS_IN_MS))
                : Answer.plain(
                        UNAVAILABLE,
                        "the loop does not answer: a call blocks it, the log names it");
    }

    /** Stops at once. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
