package org.ropewalk.line;

import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.TurnTask;

/**
 * The place of one reply that waits, or that stands behind one that does. Belongs to the
 * connection's loop, but for {@link #accept}.
 */
final class Slot<T> extends TurnTask implements BiConsumer<T, Throwable> {
    /** Whose reply this is; null when the connection has ended. */
    private AnsweringReceiver owner;

    private final Loop loop;
    private final String command;
    private final boolean silent;
    private final Answer<T> answer;
    private final AtomicBoolean completed = new AtomicBoolean();
    private DelayedCall deadline;
    private T result;
    private Throwable failure;
    private boolean done;

    /** A reply that was formatted already and waits for its turn. */
    private Output formatted;

    /** What is sent piece by piece in this place; null if nothing is. */
    private OutgoingPayload sending;

    /** What the handler reads while it works; null if nothing. */
    private IncomingPayload receiving;

    Slot<?> next;

    Slot(AnsweringReceiver owner, Loop loop, String command, boolean silent, Answer<T> answer) {
        this.owner = owner;
        this.loop = loop;
        this.command = command;
        this.silent = silent;
        this.answer = answer;
    }

    /** A place for a reply that is formatted at once, and whose array is counted as memory. */
    static Slot<Void> formatted(AnsweringReceiver owner, Loop loop, Output bytes) {
        Slot<Void> slot = new Slot<>(owner, loop, "", false, null);
        slot.formatted = bytes;
        slot.done = true;
        return slot;
    }

    /** A place for a payload that is sent as it comes. */
    static Slot<Void> sending(AnsweringReceiver owner, Loop loop, OutgoingPayload payload) {
        Slot<Void> slot = new Slot<>(owner, loop, "", false, null);
        slot.sending = payload;
        return slot;
    }

    /** What is sent in this place; null if nothing is. */
    OutgoingPayload sending() {
        return sending;
    }

    /** The payload was sent. */
    void sent() {
        done = true;
    }

    /** The handler reads {@code payload} while it works. */
    void receives(IncomingPayload payload) {
        receiving = payload;
    }

    /** Whether the handler reads a payload that has not come whole. */
    boolean isReceiving() {
        return receiving != null && receiving.isOpen();
    }

    /** The result has come; any thread. A second one is ignored. */
    @Override
    public void accept(T value, Throwable thrown) {
        if (!completed.compareAndSet(false, true)) {
            return;
        }
        if (loop.isInLoopThread()) {
            complete(value, thrown);
            loop.afterTurn(this);
        } else {
            loop.callFromThread(
                    () -> {
                        complete(value, thrown);
                        run();
                    });
        }
    }

    private void complete(T value, Throwable thrown) {
        result = value;
        failure =
                thrown instanceof CompletionException && thrown.getCause() != null
                        ? thrown.getCause()
                        : thrown;
        done = true;
    }

    @Override
    protected void run() {
        if (owner != null) {
            owner.slotDone();
        }
    }

    void deadline(DelayedCall call) {
        deadline = call;
    }

    /** The deadline has passed: fails unless the result has come. */
    void expire(Throwable reason) {
        deadline = null;
        accept(null, reason);
    }

    boolean isDone() {
        return done;
    }

    String command() {
        return command;
    }

    /** What was formatted before, or null. */
    Output formatted() {
        return formatted;
    }

    /** Writes the result, unless the peer wants to hear none. */
    void write(LineWriter reply) throws Throwable {
        if (!silent || failure != null) {
            answer.write(reply, result, failure);
            if (silent) {
                reply.rollBack();
            }
        }
    }

    /** The connection has ended: lets go of everything; what completes later is ignored. */
    void drop() {
        release();
        owner = null;
    }

    /** The reply's turn has come: a second result is ignored. */
    void release() {
        completed.set(true);
        if (formatted != null) {
            MemoryBudget.release(owner.factory(), loop, formatted.array().length);
        }
        if (receiving != null) {
            receiving.discard();
            receiving = null;
        }
        if (deadline != null) {
            deadline.cancel();
            deadline = null;
        }
    }
}
