package org.ropewalk.testing;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Queue;
import org.ropewalk.loop.TimerHeap;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.TurnTask;

/** The loop after a {@link StringTransport}: its time passes, and its turns run, when told. */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
final class StringLoop implements Loop, TimerHeap.Owner {
    private final TimerHeap timers = new TimerHeap(this);
    private final TurnTask.Queue tasks = new TurnTask.Queue();
    private final Queue<Runnable> calls = new ArrayDeque<>();
    private final Map<LoopLocal<?>, Object> shared = new IdentityHashMap<>();
    private final MemoryBudget memory = new MemoryBudget();
    private long nowNs;
    private Protocol protocol;

    /** Whose connection this loop has. */
    void serves(Protocol connected) {
        protocol = connected;
    }

    /** Runs calls and tasks until none is left. */
    void runTurns() {
        while (true) {
            Runnable call = takeCall();
            if (call != null) {
                call.run();
            } else if (!tasks.isEmpty()) {
                tasks.runFirst();
            } else {
                return;
            }
        }
    }

    /** Lets {@code duration} pass, making each call at its time. */
    void advance(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        while (!timers.isEmpty() && timers.firstDueNs() - endNs <= 0) {
            nowNs = Math.max(nowNs, timers.firstDueNs());
            timers.takeDue(nowNs, timers.mark()).run();
            runTurns();
        }
        nowNs = endNs;
    }

    private Runnable takeCall() {
        synchronized (calls) {
            return calls.poll();
        }
    }

    @Override
    public long nanoTime() {
        return nowNs;
    }

    @Override
    public void checkThread() {}

    @Override
    public DelayedCall callLater(Duration delay, Runnable call) {
        return timers.add(delay, call);
    }

    @Override
    public boolean callFromThread(Runnable call) {
        synchronized (calls) {
            return calls.add(call);
        }
    }

    @Override
    public boolean hasPendingCalls() {
        synchronized (calls) {
            return !calls.isEmpty();
        }
    }

    @Override
    public boolean isInLoopThread() {
        return true;
    }

    @Override
    @SuppressWarnings("unchecked")
    public <T> T shared(LoopLocal<T> kind) {
        return (T) shared.computeIfAbsent(kind, made -> made.create(this));
    }

    @Override
    public boolean lendsAgain() {
        return false;
    }

    @Override
    public MemoryBudget memory() {
        return memory;
    }

    @Override
    public void overloadChanged() {
        protocol.overloadChanged();
    }

    @Override
    public void afterTurn(TurnTask task) {
        tasks.add(task);
    }
}
