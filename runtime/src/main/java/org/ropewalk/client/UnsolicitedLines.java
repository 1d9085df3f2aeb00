package org.ropewalk.client;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ropewalk.line.LineReader;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Reads the lines of one connection that answer no call: push messages, and refusals of commands
 * that are not answered. A listener that fails is logged, and ends nothing else.
 */
final class UnsolicitedLines {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(UnsolicitedLines.class));

    private final Supplier<ReplyBuilder<Object>> builders;
    private final PushReader pushes;
    private final PushReader strays;
    private final Optional<Consumer<Throwable>> refusals;

    /** Collects a push message of several lines; made at the first line. */
    private ReplyBuilder<Object> pushed;

    /** Either reader is null if there are no such lines. */
    UnsolicitedLines(
            Supplier<ReplyBuilder<Object>> builders,
            PushReader pushes,
            PushReader strays,
            Optional<Consumer<Throwable>> refusals) {
        this.builders = builders;
        this.pushes = pushes;
        this.strays = strays;
        this.refusals = refusals;
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

    /** Whether the line refuses a command that is not answered; if so, the listener was called. */
    boolean isStray(LineReader line) {
        if (strays == null) {
            return false;
        }
        ReplyBuilder<Object> stray = builders.get();
        if (!strays.read(line, stray)) {
            return false;
        }
        Throwable refusal = stray.rejection();
        try {
            refusals.ifPresentOrElse(listener -> listener.accept(refusal), () -> log(refusal));
        } catch (Throwable e) {
            listenerFailed(line, e);
        }
        return true;
    }

    private static void log(Throwable refusal) {
        LOG.log(
                System.nanoTime(),
                Level.WARN,
                "The server refused a command: {}",
                refusal.toString());
    }

    private static void listenerFailed(LineReader line, Throwable failure) {
        LOG.log(
                System.nanoTime(),
                Level.ERROR,
                "A listener failed on \"{}\"",
                line.printable(),
                failure);
    }
}
