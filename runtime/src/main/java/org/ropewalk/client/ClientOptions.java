package org.ropewalk.client;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.ropewalk.line.LineLimits;
import org.ropewalk.tls.TlsContext;

/**
 * What a client's connection does otherwise than usual. Immutable: {@code
 * ClientOptions.standard().tls(context).limits(limits -> limits.withPayload(1 << 24))}.
 */
public final class ClientOptions {
    private static final ClientOptions STANDARD =
            new ClientOptions(UnaryOperator.identity(), null, null);

    private final UnaryOperator<LineLimits> limits;
    private final TlsContext tls;
    private final Consumer<Throwable> refusals;

    private ClientOptions(
            UnaryOperator<LineLimits> limits, TlsContext tls, Consumer<Throwable> refusals) {
        this.limits = limits;
        this.tls = tls;
        this.refusals = refusals;
    }

    /** Nothing otherwise: the declaration's bounds, and no TLS beyond what the endpoint says. */
    public static ClientOptions standard() {
        return STANDARD;
    }

    /**
     * These, with other bounds than the declaration's: of replies, and of the lines of commands
     * that have no bound of their own.
     */
    public ClientOptions limits(UnaryOperator<LineLimits> change) {
        Objects.requireNonNull(change, "change");
        return new ClientOptions(bounds -> change.apply(limits.apply(bounds)), tls, refusals);
    }

    /** These, with what the command that bears {@code @StartTls} secures the connection with. */
    public ClientOptions tls(TlsContext context) {
        return new ClientOptions(limits, Objects.requireNonNull(context, "context"), refusals);
    }

    /**
     * These, with somebody who hears on the connection's loop why a command was refused that is not
     * answered otherwise: a declared exception, or a {@link CommandRejected}. Without him it is
     * logged.
     */
    public ClientOptions refusals(Consumer<Throwable> listener) {
        return new ClientOptions(limits, tls, Objects.requireNonNull(listener, "listener"));
    }

    Optional<Consumer<Throwable>> refusals() {
        return Optional.ofNullable(refusals);
    }

    LineLimits applied(LineLimits declared) {
        return limits.apply(declared);
    }

    Optional<TlsContext> tls() {
        return Optional.ofNullable(tls);
    }
}
