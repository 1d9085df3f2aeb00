package org.ropewalk.client;

import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineReader;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the lines of one connection that answer no call: push messages, refusals of commands that
 * are not answered, and the line with which the server ends the connection. A listener that fails
 * is logged, and ends nothing else.
 */
final class UnsolicitedLines {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(UnsolicitedLines.class));

    /** The errors that a server sends before it ends the connection. */
    private static final Set<ErrorKind> ENDINGS =
            Set.of(ErrorKind.BUSY, ErrorKind.TIMEOUT, ErrorKind.SHUTDOWN);

    private final Transport transport;
    private final Supplier<ReplyBuilder<Object>> builders;
    private final PushReader pushes;
    private final PushReader strays;
    private final Optional<Consumer<Throwable>> refusals;

    /** Called when the server has sent that it ends the connection. */
    private final Consumer<CommandRejected> ending;

    /** Collects a push message of several lines; made at the first line. */
    private ReplyBuilder<Object> pushed;

    /** Either reader is null if there are no such lines. */
    UnsolicitedLines(
            Transport transport,
            Supplier<ReplyBuilder<Object>> builders,
            PushReader pushes,
            PushReader strays,
            Optional<Consumer<Throwable>> refusals,
            Consumer<CommandRejected> ending) {
        this.transport = transport;
        this.builders = builders;
        this.pushes = pushes;
        this.strays = strays;
        this.refusals = refusals;
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
            listenerFailed(line, e);
            pushed.clear();
            return true;
        }
    }

    /**
     * Whether the line refuses a command that is not answered, or says that the server ends the
     * connection; if so, its listener was called.
     */
    boolean isStray(LineReader line) {
        if (strays == null) {
            return false;
        }
        ReplyBuilder<Object> stray = builders.get();
        if (!strays.read(line, stray)) {
            return false;
        }
        Throwable refusal = stray.rejection();
        if (refusal instanceof CommandRejected rejected && ENDINGS.containsAll(rejected.kinds())) {
            ending.accept(rejected);
            return true;
        }
        try {
            refusals.ifPresentOrElse(listener -> listener.accept(refusal), () -> log(refusal));
        } catch (Throwable e) {
            listenerFailed(line, e);
        }
        return true;
    }

    private void log(Throwable refusal) {
        LOG.log(
                System.nanoTime(),
                Level.WARN,
                "The server {} refused a command: {}",
                transport.describe(),
                refusal.toString());
    }

    private void listenerFailed(LineReader line, Throwable failure) {
        LOG.log(
                System.nanoTime(),
                Level.ERROR,
                "A listener failed on \"{}\" of {}",
                line.printable(),
                transport.describe(),
                failure);
    }
}
