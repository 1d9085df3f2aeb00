package org.ropewalk.it.simulation;

import java.util.function.Consumer;
import org.ropewalk.policy.ProtocolWrapper;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.server.CloseReason;
import org.ropewalk.server.CommandFactory;

/** One connection of the server, as its transport calls it: no callback inside another's call. */
final class Served extends ProtocolWrapper {
    private static final CloseReason[] ENDINGS = CloseReason.values();

    private final Invariants invariants;
    private final CommandFactory<?> factory;
    private final Handler handler;
    private int losses;
    private CloseReason cause;

    Served(Protocol wrapped, Handler handler, CommandFactory<?> factory, Invariants invariants) {
        super(wrapped);
        this.handler = handler;
        this.factory = factory;
        this.invariants = invariants;
    }

    /** How often its end was told. */
    int losses() {
        return losses;
    }

    /** The cause for which its end was counted; null before. */
    CloseReason cause() {
        return cause;
    }

    private void guarded(String callback, Consumer<Served> call) {
        invariants.enter(this, callback);
        invariants.require(losses == 0, "%s is called behind the end of %s", callback, this);
        try {
            call.accept(this);
        } finally {
            invariants.leave(this);
        }
    }

    @Override
    protected void connectionMade() {
        handler.made();
        guarded("connectionMade", each -> super.connectionMade());
    }

    @Override
    public void inputReceived(Input input) {
        guarded("inputReceived", each -> super.inputReceived(input));
    }

    @Override
    public void readConnectionLost() {
        guarded("readConnectionLost", each -> super.readConnectionLost());
    }

    @Override
    public void writeConnectionLost() {
        guarded("writeConnectionLost", each -> super.writeConnectionLost());
    }

    @Override
    public void timeoutConnection() {
        guarded("timeoutConnection", each -> super.timeoutConnection());
    }

    @Override
    public void drain() {
        guarded("drain", each -> super.drain());
    }

    @Override
    public void writable() {
        guarded("writable", each -> super.writable());
    }

    @Override
    protected void connectionLost(Throwable reason) {
        long[] before = counts();
        guarded("connectionLost", each -> super.connectionLost(reason));
        losses++;
        invariants.require(losses == 1, "the end of %s was told %s times", this, losses);
        long[] after = counts();
        for (CloseReason ending : ENDINGS) {
            long more = after[ending.ordinal()] - before[ending.ordinal()];
            if (more > 0) {
                invariants.require(cause == null && more == 1, "%s ended more than once", this);
                cause = ending;
            }
        }
        invariants.require(cause != null, "the end of %s was counted for no cause", this);
    }

    private long[] counts() {
        long[] counts = new long[ENDINGS.length];
        for (CloseReason ending : ENDINGS) {
            counts[ending.ordinal()] = factory.endings(ending);
        }
        return counts;
    }

    @Override
    public String toString() {
        return "connection " + handler.client();
    }
}
