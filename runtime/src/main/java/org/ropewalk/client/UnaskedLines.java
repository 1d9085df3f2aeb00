package org.ropewalk.client;

import java.util.Optional;
import java.util.function.Consumer;
import org.ropewalk.line.LineReader;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** The lines of one connection that answer nothing: what is pushed, and what is refused unasked. */
final class UnaskedLines {
    private static final LogGate LOG = new LogGate(LoggerFactory.getLogger(UnaskedLines.class));

    private final LineClient client;
    private final PushReading pushes;
    private final PushReading strays;
    private final Optional<Consumer<Throwable>> refusals;

    /** Takes what is pushed in several lines; made at the first one. */
    private PendingCall<Object> pushed;

    /** Either reading is null where there is none. */
    UnaskedLines(
            LineClient client,
            PushReading pushes,
            PushReading strays,
            Optional<Consumer<Throwable>> refusals) {
        this.client = client;
        this.pushes = pushes;
        this.strays = strays;
        this.refusals = refusals;
    }

    /** Whether the line was sent unasked; a listener that fails does not harm the connection. */
    boolean isPushed(LineReader line) {
        if (pushes == null) {
            return false;
        }
        if (pushed == null) {
            pushed = new PendingCall<>(client, null, null);
        }
        try {
            return pushes.read(line, pushed);
        } catch (Throwable e) {
            LOG.log(
                    System.nanoTime(),
                    Level.ERROR,
                    "A listener failed on \"{}\"",
                    line.printable(),
                    e);
            pushed.clear();
            return true;
        }
    }

    /** Whether the line refuses a command that is not answered otherwise. */
    boolean isStray(LineReader line) {
        if (strays == null) {
            return false;
        }
        PendingCall<Object> stray = new PendingCall<>(client, null, null);
        if (!strays.read(line, stray)) {
            return false;
        }
        Throwable refusal = stray.rejection();
        try {
            refusals.ifPresentOrElse(
                    listener -> listener.accept(refusal),
                    () ->
                            LOG.log(
                                    System.nanoTime(),
                                    Level.WARN,
                                    "The server refused a command: {}",
                                    refusal.toString()));
        } catch (Throwable e) {
            LOG.log(
                    System.nanoTime(),
                    Level.ERROR,
                    "A listener failed on \"{}\"",
                    line.printable(),
                    e);
        }
        return true;
    }
}
