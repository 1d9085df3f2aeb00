package org.ropewalk.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineLimits;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.ConnectionInfo.Side;
import org.ropewalk.observe.scope.Observation;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.TlsFailed;
import org.ropewalk.reactor.Transport;
import org.ropewalk.tls.TlsContext;

/**
 * Options of a client's connection. Immutable: {@code
 * ClientOptions.standard().tls(context).limits(limits -> limits.withPayload(1 << 24))}.
 */
public final class ClientOptions {
    /** Calls that wait to be sent; a program that makes more does not look at its replies. */
    private static final int WAITING_CALLS = 1 << 16;

    /** Bytes that they hold: some hundred large values. */
    private static final long WAITING_BYTES = 256 << 20;

    private static final ClientOptions STANDARD =
            new ClientOptions(
                    UnaryOperator.identity(),
                    null,
                    null,
                    null,
                    WAITING_CALLS,
                    WAITING_BYTES,
                    List.of());

    private final UnaryOperator<LineLimits> limits;
    private final @Nullable TlsContext tls;
    private final @Nullable Consumer<Throwable> refusals;
    private final @Nullable Consumer<String> undeclared;
    private final int waitingCalls;
    private final long waitingBytes;
    private final List<CommandObserver> observers;

    private ClientOptions(
            UnaryOperator<LineLimits> limits,
            @Nullable TlsContext tls,
            @Nullable Consumer<Throwable> refusals,
            @Nullable Consumer<String> undeclared,
            int waitingCalls,
            long waitingBytes,
            List<CommandObserver> observers) {
        this.limits = limits;
        this.tls = tls;
        this.refusals = refusals;
        this.undeclared = undeclared;
        this.waitingCalls = waitingCalls;
        this.waitingBytes = waitingBytes;
        this.observers = observers;
    }

    /** The default options: the limits of the declaration, and TLS only if the endpoint has it. */
    public static ClientOptions standard() {
        return STANDARD;
    }

    /**
     * Returns these options with other limits. They apply to replies, and to the lines, lists of
     * words and payloads of commands that have no limit of their own. A smaller payload limit
     * applies only to replies.
     */
    public ClientOptions limits(UnaryOperator<LineLimits> change) {
        Objects.requireNonNull(change, "change");
        return new ClientOptions(
                bounds -> change.apply(limits.apply(bounds)),
                tls,
                refusals,
                undeclared,
                waitingCalls,
                waitingBytes,
                observers);
    }

    /** Returns these options with a TLS context for the command with {@code @StartTls}. */
    public ClientOptions tls(TlsContext context) {
        Objects.requireNonNull(context, "context");
        return new ClientOptions(
                limits, context, refusals, undeclared, waitingCalls, waitingBytes, observers);
    }

    /**
     * Returns these options with a listener for refusals that belong to no call. It is called on
     * the connection's loop with a declared exception or a {@link CommandRejected}. Without a
     * listener they are logged.
     */
    public ClientOptions refusals(Consumer<Throwable> listener) {
        Objects.requireNonNull(listener, "listener");
        return new ClientOptions(
                limits, tls, listener, undeclared, waitingCalls, waitingBytes, observers);
    }

    /**
     * Returns these options with a listener for undeclared lines, which are then skipped. It is
     * called on the connection's loop with the line, escaped and cut after 100 bytes. Without a
     * listener an undeclared line closes the connection.
     *
     * <p>A line can be skipped if no reply is pending, and before a reply in a protocol with push
     * messages: the call then waits for another line, until its timeout. With tags, an undeclared
     * line with the tag of a call fails only that call. In other places a line instead of a reply
     * closes the connection, because no later reply could be trusted; declare it in {@code
     * Errors.refusals}. In the same places, a line that is too long is skipped, and so is a push
     * message with a too large payload.
     *
     * <p>Do not use it if undeclared lines may have payloads, because their bytes would be read as
     * lines.
     */
    public ClientOptions undeclared(Consumer<String> listener) {
        Objects.requireNonNull(listener, "listener");
        return new ClientOptions(
                limits, tls, refusals, listener, waitingCalls, waitingBytes, observers);
    }

    /**
     * Returns these options with another limit of calls that wait to be sent on one connection; by
     * default 65,536. Further calls fail with {@link TooManyCallsException}. Sent calls are not
     * counted; {@code @Limits(pipelined)} limits those.
     *
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public ClientOptions waitingCalls(int most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "at least one call must be allowed to wait: " + most);
        }
        return new ClientOptions(limits, tls, refusals, undeclared, most, waitingBytes, observers);
    }

    /**
     * Returns these options with another limit of the bytes in the arguments of waiting calls; by
     * default 268,435,456 (256 MiB). Further calls fail with {@link TooManyCallsException}. A
     * single larger call is accepted if no other call waits.
     *
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public ClientOptions waitingBytes(long most) {
        if (most < 1) {
            throw new IllegalArgumentException(
                    "at least one byte must be allowed to wait: " + most);
        }
        return new ClientOptions(limits, tls, refusals, undeclared, waitingCalls, most, observers);
    }

    /** Returns these options with one more observer of connections and calls. */
    public ClientOptions observe(CommandObserver observer) {
        Objects.requireNonNull(observer, "observer");
        List<CommandObserver> more = new ArrayList<>(observers);
        more.add(observer);
        return new ClientOptions(
                limits, tls, refusals, undeclared, waitingCalls, waitingBytes, List.copyOf(more));
    }

    /**
     * These, for a connection whose messages may be lost: a call at a time, unless tags tell
     * replies apart; lines that nothing awaits are skipped.
     */
    ClientOptions ofDatagrams(ClientProtocol.@Nullable Envelope envelope) {
        ClientOptions lenient = undeclared == null ? undeclared(line -> {}) : this;
        return envelope != null && envelope.overtaking()
                ? lenient
                : lenient.limits(bounds -> bounds.withPipelined(1));
    }

    /** What tells the observers of one client, or of one service, of {@code protocol}. */
    Observation observation(String protocol) {
        if (observers.isEmpty()) {
            return Observation.NONE;
        }
        Observation observation = new Observation(protocol, Side.CLIENT);
        observers.forEach(observation::add);
        return observation;
    }

    /** Tells observers that a connection is made. */
    static void opened(Observation observation, Object connection, Transport transport) {
        observation.opened(
                connection,
                transport.id(),
                transport.getPeer(),
                transport.isSecure(),
                transport.loop()::nanoTime);
    }

    /** Tells observers that a connection has ended. */
    static void closed(Observation observation, Object connection, Throwable reason) {
        String cause = "failed";
        if (reason instanceof ConnectionDone) {
            cause = "done";
        } else if (reason instanceof ConnectionLost) {
            cause = "lost";
        } else if (reason instanceof TlsFailed) {
            cause = "tls";
        }
        observation.closed(connection, cause, reason, reason instanceof TlsFailed);
    }

    /** What is thrown where a command is to secure the connection, and {@link #tls} is not set. */
    static IllegalStateException withoutTls() {
        return new IllegalStateException(
                "there is no TLS context; open the connection with"
                        + " ClientOptions.standard().tls(context)");
    }

    Optional<Consumer<Throwable>> refusals() {
        return Optional.ofNullable(refusals);
    }

    /** Receives lines that are skipped; null where they end the connection. */
    @Nullable Consumer<String> undeclared() {
        return undeclared;
    }

    /** The limits of what is read. */
    LineLimits ofReplies(LineLimits declared) {
        LineLimits applied = limits.apply(declared);
        return applied.withLine(applied.replyLine()).withIdleSeconds(LineLimits.UNLIMITED);
    }

    /**
     * The limits of commands that have none of their own. Smaller payloads in replies make none
     * smaller in commands.
     */
    LineLimits ofCommands(LineLimits declared) {
        LineLimits applied = limits.apply(declared);
        return applied.withPayload(Math.max(declared.payload(), applied.payload()));
    }

    Optional<TlsContext> tls() {
        return Optional.ofNullable(tls);
    }

    int waitingCalls() {
        return waitingCalls;
    }

    long waitingBytes() {
        return waitingBytes;
    }
}
