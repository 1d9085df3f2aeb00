package org.ropewalk.examples.cluster;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ropewalk.application.LineClientService;
import org.ropewalk.client.ClientOptions;
import org.ropewalk.client.Connection;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps a connection with an engine: logs in, checks every few seconds that the engine answers, and
 * connects again with growing delays.
 *
 * @param <C> the generated type of the commands
 */
final class EngineLink<C> {
    private static final Logger LOG = LoggerFactory.getLogger(EngineLink.class);

    /**
     * How long the engine may take to answer; a connection with which it takes longer is closed.
     */
    private static final Duration ANSWER = Duration.ofSeconds(5);

    /** The time between two checks. */
    private static final Duration CHECK = Duration.ofSeconds(5);

    /** What waits to be sent to an engine that is slow; more is dropped. */
    private static final int WAITING_CALLS = 10_000;

    private static final long WAITING_BYTES = 32 << 20;

    private final Reactor reactor;
    private final String name;
    private final LineClientService<C> service;
    private final Function<C, CompletableFuture<?>> login;
    private final Function<C, CompletableFuture<?>> check;
    private Runnable connected = () -> {};
    private Consumer<Throwable> disconnected = reason -> {};

    /** Home loop only. */
    private boolean stopped;

    /** Whether a reason why there is no connection was logged since there was one. */
    private boolean reported;

    /** The connection that was used last. */
    private Connection<C> last;

    /** The next step that waits for its time; null if none does. */
    private DelayedCall next;

    EngineLink(
            Reactor reactor,
            String name,
            LineClientService<C> service,
            Function<C, CompletableFuture<?>> login,
            Function<C, CompletableFuture<?>> check) {
        this.reactor = reactor;
        this.name = name;
        this.service = service;
        this.login = login;
        this.check = check;
    }

    /** The options of the client: what waits is bounded, what is not declared is skipped. */
    static ClientOptions options() {
        return ClientOptions.standard()
                .waitingCalls(WAITING_CALLS)
                .waitingBytes(WAITING_BYTES)
                .limits(limits -> limits.withRequestSeconds((int) ANSWER.toSeconds()))
                .undeclared(
                        line -> LOG.debug("The engine has sent a line that is skipped: {}", line));
    }

    void start(Runnable onConnected, Consumer<Throwable> onDisconnected) {
        connected = onConnected;
        disconnected = onDisconnected;
        service.prepareConnection(this::prepare);
        reactor.callFromThread(this::begin);
    }

    private void begin() {
        if (!stopped) {
            service.startService().whenComplete((nothing, failure) -> begun(failure));
        }
    }

    private void later(Duration time, Runnable step) {
        cancelNext();
        if (!stopped) {
            next =
                    reactor.callLater(
                            time,
                            () -> {
                                next = null;
                                step.run();
                            });
        }
    }

    private void cancelNext() {
        if (next != null) {
            next.cancel();
            next = null;
        }
    }

    private void begun(Throwable failure) {
        if (failure == null) {
            awaitConnection();
            return;
        }
        if (!reported) {
            reported = true;
            LOG.warn(
                    "The engine {} cannot be connected with; it is tried again: {}",
                    name,
                    failure.toString());
        }
        later(CHECK, this::begin);
    }

    private CompletionStage<?> prepare(Connection<C> opened) {
        return login.apply(opened.commands(ANSWER))
                .whenComplete(
                        (nothing, failure) -> {
                            if (failure != null && !reported) {
                                reported = true;
                                LOG.warn(
                                        "The engine {} does not accept the node; it is tried"
                                                + " again: {}",
                                        name,
                                        failure.toString());
                            }
                        });
    }

    private void awaitConnection() {
        service.whenConnected()
                .thenAccept(
                        opened -> {
                            if (opened == last) {
                                // The service has not seen its end yet.
                                later(Duration.ofMillis(1), this::awaitConnection);
                                return;
                            }
                            last = opened;
                            reported = false;
                            LOG.info("The engine {} is connected", name);
                            connected.run();
                            checkLater(opened);
                            opened.closed()
                                    .thenAccept(
                                            reason -> reactor.callFromThread(() -> ended(reason)));
                        });
    }

    private void checkLater(Connection<C> opened) {
        if (opened == last && opened.isOpen()) {
            later(
                    CHECK,
                    () ->
                            check.apply(opened.commands(ANSWER))
                                    .whenComplete((nothing, failure) -> checked(opened, failure)));
        }
    }

    private void checked(Connection<C> opened, Throwable failure) {
        if (failure == null) {
            reactor.callFromThread(() -> checkLater(opened));
        } else {
            opened.close();
        }
    }

    private void ended(Throwable reason) {
        if (!stopped) {
            LOG.warn("The connection with the engine {} has ended: {}", name, reason.toString());
            disconnected.accept(reason);
            cancelNext();
            awaitConnection();
        }
    }

    /** The commands; any thread. */
    C commands() {
        return service.commands();
    }

    /** Whether there is a connection; any thread. */
    boolean isConnected() {
        return service.connection().isPresent();
    }

    void stop() {
        reactor.callFromThread(
                () -> {
                    stopped = true;
                    cancelNext();
                    service.stopService();
                });
    }
}
