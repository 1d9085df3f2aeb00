package org.ropewalk.client;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.FrameError;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the lines of one connection that answer no call: push messages, refusals of commands that
 * are not answered, the line with which the server ends the connection, and lines that are skipped
 * as nothing reads them. A listener that fails is logged, and ends nothing else.
 */
final class UnsolicitedLines {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(UnsolicitedLines.class));

    /** The errors that a server sends before it ends the connection. */
    private static final Set<ErrorKind> ENDINGS =
            Set.of(ErrorKind.BUSY, ErrorKind.TIMEOUT, ErrorKind.SHUTDOWN);

    private final Transport transport;
    private final Supplier<ReplyBuilder<Object>> builders;
    private final @Nullable ReplyReader<Object> pushes;
    private final @Nullable ReplyReader<Object> strays;
    private final Optional<Consumer<Throwable>> refusals;

    /** Receives lines that are skipped; null where they end the connection. */
    private final @Nullable Consumer<String> undeclared;

    /** The calls whose replies are awaited. */
    private final ReplyMatcher sent;

    /** Lines that nothing read; written on the loop. */
    private volatile long skipped;

    /** Called when the server has sent that it ends the connection. */
    private final Consumer<CommandRejected> ending;

    /** Collects a push message of several lines; made at the first line. */
    private @Nullable ReplyBuilder<Object> pushed;

    /** Either reader is null if there are no such lines. */
    UnsolicitedLines(
            Transport transport,
            Supplier<ReplyBuilder<Object>> builders,
            @Nullable ReplyReader<Object> pushes,
            @Nullable ReplyReader<Object> strays,
            ClientOptions options,
            ReplyMatcher sent,
            Consumer<CommandRejected> ending) {
        this.sent = sent;
        this.transport = transport;
        this.builders = builders;
        this.pushes = pushes;
        this.strays = strays;
        this.refusals = options.refusals();
        this.undeclared = options.undeclared();
        this.ending = ending;
    }

    /** Whether the line belongs to a push message; if so, it was read. */
    boolean isPushed(LineReader line) {
        if (pushes == null) {
            return false;
        }
        if (pushed == null) {
            pushed = builders.get();
        }
        try {
            return pushes.read(line, pushed);
        } catch (Throwable e) {
            listenerFailed(line.printable(), e);
            pushed.clear();
            return true;
        }
    }

    /**
     * Whether the line refuses a command that is not answered, or says that the server ends the
     * connection; if so, its listener was called.
     */
    private boolean isStray(LineReader line) {
        if (strays == null) {
            return false;
        }
        ReplyBuilder<Object> stray = builders.get();
        if (!strays.read(line, stray)) {
            return false;
        }
        Throwable refusal = Objects.requireNonNull(stray.rejection());
        if (refusal instanceof CommandRejected rejected && ENDINGS.containsAll(rejected.kinds())) {
            ending.accept(rejected);
            return true;
        }
        try {
            refusals.ifPresentOrElse(listener -> listener.accept(refusal), () -> log(refusal));
        } catch (Throwable e) {
            listenerFailed(line.printable(), e);
        }
        return true;
    }

    /**
     * Whether a line in the place of {@code call}'s reply, or of none, answers no call, or is
     * skipped though nothing reads it.
     */
    boolean takes(LineReader line, @Nullable Call<?> call) {
        if (isStray(line)) {
            return true;
        }
        boolean given = call != null && sent.mayGiveUp(call);
        if (!given && !mayStandBefore(call) || !skip(line.printable())) {
            return false;
        }
        if (given) {
            sent.giveUp(call, ProtocolViolation.of("unexpected reply", line));
        }
        return true;
    }

    /** Whether a line that comes now would be skipped if it cannot be read. */
    boolean mayBeSkipped() {
        return undeclared != null && mayStandBefore(sent.oldest());
    }

    /**
     * Whether what cannot be read concerns nothing but one push, which is skipped, or one call,
     * which fails.
     */
    boolean takesUnreadable(FrameError error, LineReader line, LineLimits limits) {
        return switch (error) {
            case CONTROL -> mayBeSkipped() && skip(line.printable());
            case TOO_LONG -> mayBeSkipped() && skip("longer than " + limits.line() + " bytes");
            case TOO_BIG, MEMORY ->
                    takesPayload(line)
                            || failsCall(ProtocolViolation.of(error, line, limits), line);
            default -> false;
        };
    }

    /** Whether the payload that cannot be read is a push message's, which is skipped with it. */
    private boolean takesPayload(LineReader line) {
        if (pushed == null || !pushed.isAwaitingPayload()) {
            return false;
        }
        pushed.clear();
        return skip(line.printable());
    }

    /** Whether it is a reply's, whose call fails when the reply has come to its end. */
    private boolean failsCall(Throwable reason, LineReader line) {
        Call<?> call = sent.addressed(line);
        if (call == null || call.reply() == null || !call.reply().isAwaitingPayload()) {
            return false;
        }
        call.reply().spoil(reason, line);
        return true;
    }

    /** Whether a line that nothing reads may be before the reply of {@code call}. */
    private boolean mayStandBefore(@Nullable Call<?> call) {
        return call == null || pushes != null && !call.isGreeting() && !call.hasBegun();
    }

    private boolean skip(String what) {
        if (undeclared == null) {
            return false;
        }
        skipped = skipped + 1;
        try {
            undeclared.accept(what);
        } catch (Throwable e) {
            listenerFailed(what, e);
        }
        return true;
    }

    /** How many lines were skipped. Any thread. */
    long skipped() {
        return skipped;
    }

    private void log(Throwable refusal) {
        LOG.log(
                System.nanoTime(),
                Level.WARN,
                "The server {} refused a command: {}",
                transport.describe(),
                refusal.toString());
    }

    private void listenerFailed(String line, Throwable failure) {
        LOG.log(
                System.nanoTime(),
                Level.ERROR,
                "A listener failed on \"{}\" of {}",
                line,
                transport.describe(),
                failure);
    }
}
