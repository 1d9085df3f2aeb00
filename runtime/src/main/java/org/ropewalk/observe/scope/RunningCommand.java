package org.ropewalk.observe.scope;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.LongSupplier;
import org.ropewalk.observe.CommandEnd;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.Outcome;

/** A command of a server, or a call of a client, that is observed and has not completed. */
public final class RunningCommand {
    private final ObservedConnection connection;
    private final List<CommandScope> scopes;
    private final LongSupplier clock;
    private final long readyNs;
    private final long bytesIn;

    /** When its work began; set by the thread that does it, before it hands the result on. */
    private long beganNs;

    /** The worst that is known; null while that is nothing but a reply. */
    private Outcome outcome;

    /** Whether its reply comes later. */
    private boolean pending;

    private boolean completed;

    /** Bytes of the reply that were written before its end. */
    private long written;

    RunningCommand(
            ObservedConnection connection,
            List<CommandScope> scopes,
            LongSupplier clock,
            long readyNs,
            long bytesIn) {
        this.connection = connection;
        this.scopes = scopes;
        this.clock = clock;
        this.readyNs = readyNs;
        this.bytesIn = bytesIn;
        this.beganNs = clock.getAsLong();
    }

    /** Its work begins now, and not when it was made. */
    public void begins() {
        beganNs = clock.getAsLong();
    }

    /** Code that works for it runs next on this thread. */
    public void enter() {
        scopes.forEach(scope -> Observation.guarded(scope::entered));
    }

    /** That code has run. */
    public void leave() {
        for (int i = scopes.size() - 1; i >= 0; i--) {
            Observation.guarded(scopes.get(i)::left);
        }
    }

    /** A call that works for it on another thread, where it may have to wait first. */
    public <T> Callable<T> elsewhere(Callable<T> call) {
        return () -> {
            begins();
            enter();
            try {
                return call.call();
            } finally {
                leave();
            }
        };
    }

    /** Marks that its reply is deferred. */
    public void pends() {
        pending = true;
        connection.pends(this);
    }

    /** It ends so, or worse. */
    public void mark(Outcome known) {
        if (outcome == null || outcome.compareTo(known) < 0) {
            outcome = known;
        }
    }

    /** So many bytes of the reply were written before its end. */
    public void wrote(int bytes) {
        written += bytes;
    }

    /**
     * It is complete; a second time has no effect.
     *
     * @param otherwise its outcome, if nothing worse is known
     */
    public void complete(Outcome otherwise, long bytesOut) {
        if (completed) {
            return;
        }
        completed = true;
        if (pending) {
            connection.completed(this);
        }
        mark(otherwise);
        long beganAt = Math.max(readyNs, beganNs);
        CommandEnd end =
                new CommandEnd(
                        outcome,
                        beganAt - readyNs,
                        Math.max(0, clock.getAsLong() - beganAt),
                        bytesIn,
                        written + bytesOut);
        scopes.forEach(scope -> Observation.guarded(() -> scope.completed(end)));
    }
}
