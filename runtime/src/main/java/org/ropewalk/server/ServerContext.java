package org.ropewalk.server;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Order;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.observe.CommandCounters;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.ConnectionInfo.Side;
import org.ropewalk.observe.DeclaredCommand;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.observe.scope.RunningCommand;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.reactor.Transport;
import org.ropewalk.server.blocking.BlockingExecutor;
import org.ropewalk.server.queue.PushBuffer;
import org.ropewalk.server.writers.PushWriter;
import org.ropewalk.tls.TlsContext;

/** What all connections of a factory share: limits, counters, the log, how handlers are made. */
final class ServerContext {
    /** Initial room for pushed lines; also the memory of a push, its lines not counted. */
    static final int PUSH_BYTES = 128;

    private final Function<? super Peer, ?> handlers;
    private final LineFormat format;

    /** Made when a connection asks for it. */
    private volatile @Nullable LineFormat resp3;

    private final Order order;
    private final ServerLog log;
    private final ServerCounters counters = new ServerCounters();
    private final OverloadMonitor overload = new OverloadMonitor();
    private final LineLimits[] narrower;
    private LineLimits limits;

    /** How many bytes the payload of a reply may have: a client reads as many. */
    private int mostPayload;

    private @Nullable Executor blocking;
    private @Nullable Duration greetingDelay;
    private @Nullable Supplier<TlsContext> tls;

    /** What is told of commands and connections; null if nothing is. */
    private volatile @Nullable Observation added;

    /**
     * {@link #added}, as each loop sees it from its next connection on: each command reads it, and
     * a volatile field would cost.
     */
    private @Nullable Observation observation;

    /** Counts commands; null if they are not counted. */
    private volatile @Nullable CommandCounters commands;

    ServerContext(
            Function<? super Peer, ?> handlers,
            LineFormat format,
            Order order,
            ServerLog log,
            LineLimits limits,
            LineLimits... narrower) {
        this.handlers = handlers;
        this.format = format;
        this.order = order;
        this.log = log;
        this.narrower = narrower.clone();
        limits(limits);
        Arrays.stream(narrower).forEach(this::payloads);
    }

    LineFormat format() {
        return format;
    }

    /**
     * As {@link #format()}, with values in version 3 of RESP.
     *
     * @throws IllegalStateException if there are no values of RESP
     */
    LineFormat resp3() {
        RespFormat resp = format.resp();
        if (resp == null) {
            throw new IllegalStateException("the protocol does not use RESP");
        }
        LineFormat known = resp3;
        if (known == null) {
            known = format.withResp(resp.in(RespFormat.VERSION_3));
            resp3 = known;
        }
        return known;
    }

    Order order() {
        return order;
    }

    ServerLog log() {
        return log;
    }

    ServerCounters counters() {
        return counters;
    }

    Object handlerFor(Peer peer) {
        return Objects.requireNonNull(handlers.apply(peer), "the handler function returned null");
    }

    // ---- options

    LineLimits limits() {
        return limits;
    }

    void limits(LineLimits other) {
        limits = other;
        payloads(other);
    }

    /**
     * Payloads that any limits allow may be written too: what a client has stored it reads again.
     */
    private void payloads(LineLimits bounds) {
        mostPayload = Math.max(mostPayload, bounds.payload());
    }

    /** How many bytes the payload of a reply, or of a push, may have. */
    int mostPayload() {
        return mostPayload;
    }

    /**
     * Lines that are pushed, as bytes.
     *
     * @throws IllegalArgumentException if a value cannot be written, or more than may be
     */
    Output format(LineFormat lineFormat, PushWriter lines) {
        Output formatted = new Output(PUSH_BYTES);
        lines.write(pushWriter(formatted, lineFormat, limits));
        return formatted;
    }

    /** As the other, in {@code buffer}. */
    Output format(PushBuffer buffer, LineFormat lineFormat, PushWriter lines) {
        return buffer.format(lineFormat, lines, mostPayload, limits);
    }

    /** What writes lines that are pushed, within {@code bounds}. */
    LineWriter pushWriter(Output formatted, LineFormat lineFormat, LineLimits bounds) {
        return new LineWriter()
                .on(formatted, lineFormat)
                .payloads(mostPayload)
                .bounds(bounds.reply(), bounds.replyLine());
    }

    /** The limits of states and commands that have their own. */
    LineLimits[] narrower() {
        return narrower;
    }

    LineLimits narrower(int index) {
        return narrower[index];
    }

    void narrow(UnaryOperator<LineLimits> change) {
        for (int i = 0; i < narrower.length; i++) {
            narrower[i] = change.apply(narrower[i]);
            payloads(narrower[i]);
        }
    }

    void blocking(Executor executor) {
        blocking = executor;
    }

    <T> CompletionStage<T> offload(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        (blocking == null ? BlockingExecutor.standard() : blocking)
                .execute(
                        () -> {
                            try {
                                result.complete(call.call());
                            } catch (Throwable thrown) {
                                result.completeExceptionally(thrown);
                            }
                        });
        return result;
    }

    /** How long the greeting is delayed; null if it is not. */
    @Nullable Duration greetingDelay() {
        return greetingDelay;
    }

    void greetingDelay(Duration delay) {
        greetingDelay = delay;
    }

    @Nullable Supplier<TlsContext> tls() {
        return tls;
    }

    void tls(Supplier<TlsContext> contexts) {
        tls = contexts;
    }

    // ---- what is observed

    /** Tells {@code observer} of connections to come, and their commands. */
    synchronized void observe(CommandObserver observer) {
        Observation all = added;
        if (all == null) {
            all = new Observation(log.protocol(), Side.SERVER);
        }
        all.add(observer);
        added = all;
    }

    /** Counts the commands of connections to come. */
    synchronized void countCommands() {
        if (commands == null) {
            commands = new CommandCounters();
            observe(commands);
        }
    }

    boolean isObserved() {
        return observation != null;
    }

    /** A connection is made, which is secured from its first byte on if it is secure now. */
    void made(Object connection, Transport transport, boolean refused) {
        overload.servedOn(transport.loop());
        Observation all = added;
        observation = all;
        if (all != null && !refused) {
            Loop loop = transport.loop();
            all.opened(
                    connection,
                    transport.id(),
                    transport.getPeer(),
                    transport.isSecure(),
                    loop::nanoTime);
        }
    }

    /** What secures a connection from now on. */
    @SuppressWarnings("NullAway") // Called where there is TLS.
    TlsContext secure(Object connection) {
        Observation all = observation;
        if (all != null) {
            all.securing(connection);
        }
        return tls.get();
    }

    /** A connection is secured. */
    void secured(Object connection, Transport transport) {
        Observation all = observation;
        if (all != null) {
            all.secured(connection, transport.tls());
        }
    }

    /**
     * A command begins whose reply is written to {@code turn}; only where commands are observed.
     *
     * @param bytes how many it has, with its payload
     */
    @SuppressWarnings("NullAway") // Called where commands are observed.
    void began(
            Object connection, String command, long bytes, LoopReplies shared, ReplyContext turn) {
        long readyNs = shared.loop().turnNanoTime();
        RunningCommand running = observation.started(connection, command, readyNs, bytes);
        if (running != null) {
            turn.observe(running);
        }
    }

    /** As the other, of a command whose payload has arrived. */
    @SuppressWarnings("NullAway") // There is an input, and a payload if it is ready.
    void began(
            Object connection,
            DeclaredCommand command,
            LineReader line,
            LineFramer framer,
            LoopReplies shared) {
        int bytes =
                framer.isPayloadReady()
                        ? line.size() + framer.payload().length()
                        : framer.input().position() - line.offset();
        began(connection, command.name(), bytes, shared, shared.turn());
    }

    // ---- what is counted

    /** A connection was accepted; {@link #ended} is called once for it. */
    void opened() {
        counters.opened();
        connectionsChanged();
    }

    /** A connection that was {@link #opened} has ended. */
    void ended(CloseReason reason, Peer peer, Throwable thrown, @Nullable LoopReplies shared) {
        counters.count(reason);
        log.ended(reason, peer, shared);
        Observation all = observation;
        if (all != null) {
            all.closed(peer, reason.label(), thrown, thrown instanceof TlsFailed);
        }
        counters.closed();
        connectionsChanged();
    }

    private void connectionsChanged() {
        if (overload.changedBy(counters, limits.connections())) {
            log.overloaded(overload.isOn(), counters.open(), limits.connections());
        }
    }

    boolean isOverloaded() {
        return overload.isOn();
    }

    /** How many errors in a row end a connection. */
    int mostErrors(LineLimits bounds) {
        return overload.isOn() ? 1 : bounds.errors();
    }

    void erred(ErrorKind kind, Peer peer, long nowNs) {
        counters.count(kind);
        log.erred(kind, peer, nowNs);
    }

    /**
     * Runs {@code push} on its peer's loop.
     *
     * @param bytes how many it holds until then
     * @return false if there is no memory for them
     */
    boolean push(Peer peer, Loop loop, @Nullable Factory factory, int bytes, Runnable push) {
        if (loop.isInLoopThread()) {
            push.run();
            return true;
        }
        return callLater(factory, loop, bytes, () -> pushLater(peer, push));
    }

    /**
     * Runs {@code push} on another loop, soon.
     *
     * @param bytes how many it holds until then
     * @return false if there is no memory for them
     */
    static boolean callLater(@Nullable Factory factory, Loop loop, int bytes, Runnable push) {
        int held = bytes + PUSH_BYTES;
        if (!MemoryBudget.reserve(factory, loop, held)) {
            return false;
        }
        boolean runs =
                loop.callFromThread(
                        () -> {
                            MemoryBudget.release(factory, loop, held);
                            push.run();
                        });
        if (!runs) {
            MemoryBudget.release(factory, loop, held);
        }
        return true;
    }

    private void pushLater(Peer peer, Runnable push) {
        try {
            push.run();
        } catch (RuntimeException e) {
            log.pushRefused(peer, e, peer.loop() == null ? 0 : peer.loop().nanoTime());
        }
    }

    ServerStats stats() {
        CommandCounters counted = commands;
        return counters.stats(
                limits, overload.isOn(), counted == null ? Map.of() : counted.stats());
    }

    /**
     * Whether so many of a factory's connections are open that idle ones end sooner: from nine
     * tenths of the bound on, until fewer than eight tenths are left.
     */
    private static final class OverloadMonitor {
        /** A factory with a smaller bound is expected to be full, and is never overloaded. */
        private static final int LEAST_BOUND = 100;

        private final Set<Loop> loops = new CopyOnWriteArraySet<>();
        private volatile boolean on;

        /** The loop of the last connection, set by its own thread; null before the first. */
        private @Nullable Loop last;

        boolean isOn() {
            return on;
        }

        /** Connections are served on {@code loop}. */
        void servedOn(Loop loop) {
            if (loop != last) {
                last = loop;
                loops.add(loop);
            }
        }

        /**
         * One connection more is open, or one less, of so many that may be; true if that has begun
         * or ended it. Any thread.
         */
        boolean changedBy(ServerCounters counters, int bound) {
            return isToChange(counters, bound) && change(counters, bound);
        }

        private boolean isToChange(ServerCounters counters, int bound) {
            boolean now = on;
            return bound >= LEAST_BOUND && counters.open() >= bound / 10 * (now ? 8 : 9) != now;
        }

        private synchronized boolean change(ServerCounters counters, int bound) {
            boolean before = on;
            // Again after each change: others may have counted before they could see it.
            while (isToChange(counters, bound)) {
                on = !on;
            }
            if (before != on) {
                loops.forEach(loop -> loop.callFromThread(loop::overloadChanged));
            }
            return before != on;
        }
    }
}
