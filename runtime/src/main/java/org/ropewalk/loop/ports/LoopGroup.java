package org.ropewalk.loop.ports;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.reactor.CurrentLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loops of a reactor. The first is its home: it accepts, connects and calls every factory;
 * connections live on all of them in turn.
 */
final class LoopGroup {
    private static final Logger LOG = LoggerFactory.getLogger(LoopGroup.class);

    /**
     * TLS handshakes under way at a time, for each loop: a flood of them must not take all turns.
     */
    private static final int MOST_HANDSHAKES = 256;

    private final List<EventLoop> loops;
    private final EventLoop home;

    /** Completes when the home loop serves no more calls: what waits for it fails then. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Whether the home loop has a thread of its own, which serves it. */
    private volatile boolean served;

    private int next;

    /** How many connections were numbered; on the home loop. */
    private int lastId;

    LoopGroup(List<EventLoop> loops) {
        this.loops = List.copyOf(loops);
        this.home = loops.get(0);
    }

    EventLoop home() {
        return home;
    }

    List<EventLoop> all() {
        return loops;
    }

    /** All but the home loop. */
    List<EventLoop> others() {
        return loops.subList(1, loops.size());
    }

    /** The loop of the next connection, in turn. On the home loop. */
    EventLoop next() {
        EventLoop loop = loops.get(next);
        next = next + 1 == loops.size() ? 0 : next + 1;
        return loop;
    }

    /** The number of the next connection, without a sign. On the home loop. */
    int nextId() {
        lastId++;
        if (lastId == 0) {
            lastId = 1;
        }
        return lastId;
    }

    /** The loop whose thread calls; the home loop on any other thread. */
    EventLoop current() {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                return loop;
            }
        }
        return home;
    }

    boolean isInAnyLoopThread() {
        return loops.stream().anyMatch(EventLoop::isInLoopThread);
    }

    /** Whether clients whose handshakes are under way are as many as may be at a time. */
    boolean isFullOfHandshakes() {
        int underWay = 0;
        for (EventLoop loop : loops) {
            underWay += loop.handshakes().get();
        }
        return underWay >= MOST_HANDSHAKES * loops.size();
    }

    /** Runs {@code call} on each loop's thread, soon. */
    void onEach(LoopCall call) {
        loops.forEach(loop -> loop.callFromThread(() -> call.on(loop)));
    }

    /** Something to be done on a loop. */
    interface LoopCall {
        void on(EventLoop loop);
    }

    /** Makes all loops look whether they must leave, which they do before each turn. */
    void wakeAll() {
        onEach(loop -> {});
    }

    // ---- waiting for the home loop

    /** A thread of its own serves the home loop from now on. */
    void served() {
        served = true;
    }

    /** The home loop serves no more calls. */
    void ended() {
        ended.complete(null);
    }

    /** On the home loop: at once if this is its thread or it has none, else waits for it. */
    void onHome(Runnable call) {
        EventLoop current = current();
        if (!served && current != home) {
            onSimulatedHome(call, current);
            return;
        }
        if (!served || home.isInLoopThread()) {
            call.run();
            return;
        }
        CompletableFuture<Void> done = new CompletableFuture<>();
        home.callFromThread(
                () -> {
                    try {
                        call.run();
                        done.complete(null);
                    } catch (Throwable e) {
                        done.completeExceptionally(e);
                    }
                });
        try {
            await(done);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the reactor", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    /** In a simulation, in the turn of the loop {@code other}, which stands by meanwhile. */
    private void onSimulatedHome(Runnable call, EventLoop other) {
        other.standBy();
        home.enter();
        CurrentLoop.enter(home);
        try {
            call.run();
        } finally {
            home.standBy();
            other.enter();
            CurrentLoop.enter(other);
        }
    }

    /** On the home loop, soon; at once if that has no thread, as before it runs. Any thread. */
    void toHome(Runnable call) {
        if (home.thread() == null) {
            call.run();
        } else {
            home.callFromThread(call);
        }
    }

    /**
     * The result, if it comes before the home loop's end.
     *
     * @throws IllegalStateException if it does not
     */
    <T> T await(CompletableFuture<T> result) throws InterruptedException, ExecutionException {
        try {
            CompletableFuture.anyOf(result, ended).get();
        } catch (ExecutionException e) {
            LOG.trace("The call failed");
        }
        if (!result.isDone()) {
            throw stopped();
        }
        return result.get();
    }

    /** What is thrown for requests that come too late. */
    static IllegalStateException stopped() {
        return new IllegalStateException("the reactor was stopped");
    }
}
