package org.ropewalk.observe.scope;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.ropewalk.observe.CommandObserver;
import org.ropewalk.observe.CommandScope;
import org.ropewalk.observe.ConnectionEnd;
import org.ropewalk.observe.ConnectionInfo;
import org.ropewalk.observe.ConnectionScope;
import org.ropewalk.observe.Handshake;
import org.ropewalk.observe.Outcome;

/**
 * One connection and its commands, as its observers know them. Belongs to the connection's loop.
 */
final class ObservedConnection {
    /** When no handshake is under way. */
    private static final long NONE = Long.MIN_VALUE;

    private final ConnectionInfo info;
    private final List<CommandObserver> observers;
    private final List<ConnectionScope> scopes = new ArrayList<>();
    private final LongSupplier clock;
    private final long openedNs;

    /** Commands whose replies come later. */
    private final Set<RunningCommand> pending = Collections.newSetFromMap(new IdentityHashMap<>());

    private long securingNs = NONE;

    ObservedConnection(ConnectionInfo info, List<CommandObserver> observers, LongSupplier clock) {
        this.info = info;
        this.observers = observers;
        this.clock = clock;
        this.openedNs = clock.getAsLong();
        for (CommandObserver observer : observers) {
            scopes.add(Observation.asked(observer, o -> o.opened(info), ConnectionScope.NONE));
        }
    }

    void securing() {
        securingNs = clock.getAsLong();
    }

    /** The handshake has ended. */
    void secured(String version, String cipherSuite, Throwable failure) {
        if (securingNs != NONE) {
            Handshake handshake =
                    new Handshake(version, cipherSuite, clock.getAsLong() - securingNs, failure);
            securingNs = NONE;
            scopes.forEach(scope -> Observation.guarded(() -> scope.handshake(handshake)));
        }
    }

    void closed(String cause, Throwable reason, boolean tlsFailed) {
        List.copyOf(pending).forEach(command -> command.complete(Outcome.CLOSED, 0));
        if (tlsFailed) {
            secured("", "", reason);
        }
        ConnectionEnd end = new ConnectionEnd(cause, reason, clock.getAsLong() - openedNs);
        scopes.forEach(scope -> Observation.guarded(() -> scope.closed(end)));
    }

    RunningCommand started(String command, long readyNs, long bytesIn) {
        List<CommandScope> begun = new ArrayList<>(observers.size());
        for (CommandObserver observer : observers) {
            begun.add(
                    Observation.asked(observer, o -> o.started(info, command), CommandScope.NONE));
        }
        return new RunningCommand(this, begun, clock, readyNs, bytesIn);
    }

    /** A call of a client is made. */
    RunningCommand called(String command) {
        return started(command, clock.getAsLong(), 0);
    }

    /** The reply of a command comes later: it is completed at the end at the latest. */
    void pends(RunningCommand command) {
        pending.add(command);
    }

    void completed(RunningCommand command) {
        pending.remove(command);
    }
}
