package org.ropewalk.loop;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.TurnTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reactor: its home loop and others, its life, its ports and connectors. */
public final class LoopReactor extends LoopNetworking {
    private static final Logger LOG = LoggerFactory.getLogger(LoopReactor.class);

    /** Who waits for the home loop looks so often whether the reactor was stopped meanwhile. */
    private static final long LOOK_MS = 100;

    private enum Life {
        NEW,
        RUNNING,
        STOPPING,
        STOPPED
    }

    /** Twisted's number: enough for look-ups and files, few enough to be cheap. */
    private static final int WORKER_THREADS = 10;

    /**
     * TLS handshakes under way at a time, for each loop: a flood of them must not take all turns.
     */
    private static final int MOST_HANDSHAKES = 256;

    private final EventLoop home;
    private final List<EventLoop> loops;
    private final List<Thread> threads = new ArrayList<>();
    private final SystemEvents startup = new SystemEvents();
    private final SystemEvents shutdown = new SystemEvents();
    private final WorkerPool workers = new WorkerPool("ropewalk-worker", WORKER_THREADS);
    private final HandshakePool handshakePool = new HandshakePool();
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Watchdog watchdog;
    private final boolean simulated;
    private volatile Life life = Life.NEW;
    private volatile boolean othersLeave;
    private volatile boolean leave;
    private int othersRunning;
    private int next;

    private LoopReactor(List<EventLoop> loops, boolean simulated) {
        this.loops = List.copyOf(loops);
        this.home = loops.get(0);
        this.simulated = simulated;
        this.watchdog = new Watchdog(loops);
        if (!simulated) {
            loops.forEach(loop -> loop.handshakePool = handshakePool);
        }
    }

    /** A reactor over {@code loops}, the first of which is its home; each has a thread. */
    public static LoopReactor threaded(List<EventLoop> loops) {
        return new LoopReactor(loops, false);
    }

    /**
     * A reactor over {@code loops}, the first of which is its home, that is {@linkplain #step
     * stepped} on whichever thread calls.
     */
    public static LoopReactor simulated(List<EventLoop> loops) {
        LoopReactor reactor = new LoopReactor(loops, true);
        reactor.installResolver(LoopReactor::resolveSimulated);
        return reactor;
    }

    /** In a simulation there is one host, and no thread. */
    private static CompletableFuture<List<InetAddress>> resolveSimulated(String host) {
        return host.equals("localhost")
                ? CompletableFuture.completedFuture(List.of(InetAddress.getLoopbackAddress()))
                : CompletableFuture.failedFuture(new UnknownHostException(host));
    }

    @Override
    EventLoop home() {
        return home;
    }

    /** The loop of the next connection, in turn. */
    @Override
    EventLoop nextLoop() {
        EventLoop loop = loops.get(next);
        next = next + 1 == loops.size() ? 0 : next + 1;
        return loop;
    }

    @Override
    boolean isFullOfHandshakes() {
        int underWay = 0;
        for (EventLoop loop : loops) {
            underWay += loop.handshakes.get();
        }
        return underWay >= MOST_HANDSHAKES * loops.size();
    }

    // ---- life

    @Override
    public void run() {
        begin();
        Thread hook = new Thread(this::stopAndWait, "ropewalk-shutdown");
        Runtime.getRuntime().addShutdownHook(hook);
        startOthers();
        runHome();
        removeHook(hook);
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            LOG.debug("The process ends");
        }
    }

    private void stopAndWait() {
        try {
            stop();
        } catch (IllegalStateException alreadyStopping) {
            LOG.debug("The reactor stops already");
        }
        try {
            ended.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void start() {
        begin();
        CountDownLatch running = new CountDownLatch(1);
        home.callFromThread(running::countDown);
        Thread thread = new Thread(this::runHome, "ropewalk-home");
        threads.add(thread);
        startOthers();
        thread.start();
        try {
            running.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void begin() {
        if (simulated) {
            throw new IllegalStateException(
                    "a simulated reactor runs inside its network: use MemoryNetwork.run()");
        }
        enterLife();
        watchdog.start();
    }

    private void enterLife() {
        if (life != Life.NEW) {
            throw new IllegalStateException(
                    life == Life.STOPPED
                            ? "a reactor that was stopped stays stopped; create another"
                            : "the reactor runs already");
        }
        life = Life.RUNNING;
    }

    private void startOthers() {
        othersRunning = loops.size() - 1;
        for (EventLoop loop : loops.subList(1, loops.size())) {
            Thread thread =
                    new Thread(() -> runOther(loop), "ropewalk-loop-" + loops.indexOf(loop));
            threads.add(thread);
            thread.start();
        }
    }

    private void runOther(EventLoop loop) {
        loop.enter();
        while (!othersLeave) {
            loop.turn(-1);
        }
        endOther(loop);
    }

    private void endOther(EventLoop loop) {
        dropAll(loop);
        loop.leave();
        loop.release();
        home.callFromThread(
                () -> {
                    othersRunning--;
                    leaveHome();
                });
    }

    private void runHome() {
        home.enter();
        try {
            startup.fire(() -> {}, () -> {});
            while (!leave) {
                home.turn(-1);
            }
        } finally {
            // Also if the JVM is at its end: who waits for the reactor is not to wait for ever.
            finish();
        }
    }

    /**
     * One turn of each loop on the calling thread, the first of which begins its life; true if
     * anything was done.
     */
    public boolean step() {
        if (life == Life.NEW) {
            enterLife();
            othersRunning = loops.size() - 1;
            loops.forEach(EventLoop::standBy);
            home.enter();
            startup.fire(() -> {}, () -> {});
        }
        if (life == Life.STOPPED) {
            return false;
        }
        boolean done = home.turn(0);
        for (EventLoop loop : loops.subList(1, loops.size())) {
            done |= stepOther(loop);
        }
        if (leave) {
            finish();
            return true;
        }
        return done;
    }

    private boolean stepOther(EventLoop loop) {
        if (loop.thread() == null) {
            return false;
        }
        home.standBy();
        loop.enter();
        try {
            if (othersLeave) {
                endOther(loop);
                return true;
            }
            boolean done = loop.turn(0);
            loop.standBy();
            return done;
        } finally {
            home.enter();
        }
    }

    /** What is open or waits: ports, connections, timers, each in words. */
    public List<String> leaks() {
        List<String> leaks = openPorts();
        for (EventLoop loop : loops) {
            for (StreamTransport transport : loop.transports()) {
                leaks.add("a connection with " + transport.getPeer() + " stands");
            }
            if (loop.timerCount() > 0) {
                leaks.add(loop.timerCount() + " delayed calls wait");
            }
        }
        return leaks;
    }

    /** When the first timer is due; the end of time if none is set. */
    public long dueInNs() {
        long first = Long.MAX_VALUE;
        if (life != Life.STOPPED) {
            for (EventLoop loop : loops) {
                first = Math.min(first, loop.dueInNs());
            }
        }
        return first;
    }

    private void finish() {
        home.leave();
        life = Life.STOPPED;
        workers.stop();
        handshakePool.stop();
        watchdog.stop();
        home.release();
        ended.countDown();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (life != Life.RUNNING) {
                throw new IllegalStateException("can't stop a reactor that isn't running");
            }
            life = Life.STOPPING;
        }
        home.callFromThread(() -> shutdown.fire(this::disconnectAll, this::leave));
    }

    private void disconnectAll() {
        stopPorts();
        dropAll(home);
    }

    private static void dropAll(EventLoop loop) {
        for (StreamTransport transport : loop.transports()) {
            transport.drop();
        }
    }

    /**
     * The other loops end first; what the end of their connections tells the home loop still runs
     * there.
     */
    private void leave() {
        othersLeave = true;
        loops.forEach(LoopReactor::nudge);
        home.callFromThread(this::leaveHome);
    }

    private void leaveHome() {
        if (othersLeave && othersRunning == 0) {
            leave = true;
            nudge(home);
        }
    }

    /**
     * Sees to it that a loop does not wait: it looks whether it must leave in front of each turn.
     */
    private static void nudge(EventLoop loop) {
        loop.callFromThread(() -> {});
    }

    @Override
    public void close() {
        if (isInLoopThread() && !simulated) {
            throw new IllegalStateException(
                    "a loop's thread cannot wait for its own end; use stop()");
        }
        synchronized (this) {
            if (life == Life.NEW) {
                life = Life.STOPPED;
                workers.stop();
                loops.forEach(EventLoop::release);
                return;
            }
        }
        if (simulated) {
            stopStepping();
        } else if (life != Life.STOPPED) {
            stopAndWait();
        }
        joinAll();
    }

    private void stopStepping() {
        if (life == Life.RUNNING) {
            stop();
        }
        while (life != Life.STOPPED) {
            step();
        }
    }

    private void joinAll() {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    @Override
    public CompletableFuture<Integer> drain(Duration atMost) {
        stopStreamPorts();
        for (EventLoop loop : loops) {
            loop.callFromThread(
                    () -> {
                        for (StreamTransport transport : loop.transports()) {
                            transport.drainProtocol();
                        }
                    });
        }
        CompletableFuture<Integer> drained = new CompletableFuture<>();
        DelayedCall deadline = home.callLater(atMost, () -> giveUp(drained));
        accepted()
                .none()
                .thenRun(
                        () ->
                                home.callFromThread(
                                        () -> {
                                            if (deadline.isActive()) {
                                                deadline.cancel();
                                            }
                                            drained.complete(0);
                                        }));
        return drained;
    }

    /** Tells who has not finished. */
    private void giveUp(CompletableFuture<Integer> drained) {
        for (EventLoop loop : loops) {
            loop.callFromThread(
                    () -> {
                        for (StreamTransport transport : loop.transports()) {
                            transport.tellUnfinished();
                        }
                    });
        }
        drained.complete(accepted().count());
    }

    @Override
    public boolean isRunning() {
        return life == Life.RUNNING || life == Life.STOPPING;
    }

    @Override
    public void callWhenRunning(Runnable call) {
        if (life == Life.NEW) {
            startup.add(
                    Phase.AFTER,
                    () -> {
                        call.run();
                        return null;
                    });
        } else {
            call.run();
        }
    }

    @Override
    public SystemEventTrigger addSystemEventTrigger(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger) {
        return (event == SystemEvent.STARTUP ? startup : shutdown).add(phase, trigger);
    }

    // ---- threads

    @Override
    public void suggestThreadPoolSize(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("a pool has at least one thread, not " + count);
        }
        workers.resize(count);
    }

    @Override
    public void callInThread(Runnable call) {
        workers.execute(call);
    }

    @Override
    public <T> CompletableFuture<T> deferToThread(Callable<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        try {
            workers.execute(
                    () -> {
                        try {
                            T value = call.call();
                            home.callFromThread(() -> result.complete(value));
                        } catch (Throwable e) {
                            home.callFromThread(
                                    () -> result.completeExceptionally(new CompletionException(e)));
                        }
                    });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    @Override
    public <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                throw new IllegalStateException("a loop's thread would wait for itself");
            }
        }
        CompletableFuture<T> result = new CompletableFuture<>();
        home.callFromThread(
                () -> {
                    try {
                        call.get()
                                .whenComplete(
                                        (value, failure) -> {
                                            if (failure == null) {
                                                result.complete(value);
                                            } else {
                                                result.completeExceptionally(failure);
                                            }
                                        });
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                });
        try {
            return result.get();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    // ---- the home loop

    /** On the home loop: at once if this is its thread or it does not run, else waits for it. */
    @Override
    void onHome(Runnable call) {
        if (simulated || life == Life.NEW || home.isInLoopThread()) {
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
        await(done);
    }

    private void await(CompletableFuture<Void> done) {
        while (true) {
            try {
                done.get(LOOK_MS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException e) {
                if (life == Life.STOPPED) {
                    throw new IllegalStateException("the reactor was stopped", e);
                }
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
    }

    @Override
    public void callFromThread(Runnable call) {
        home.callFromThread(call);
    }

    @Override
    public boolean isInLoopThread() {
        return home.isInLoopThread();
    }

    @Override
    public <T> T shared(LoopLocal<T> kind) {
        return home.shared(kind);
    }

    @Override
    public void patienceChanged() {
        home.patienceChanged();
    }

    @Override
    public void afterTurn(TurnTask task) {
        home.afterTurn(task);
    }

    @Override
    public long nanoTime() {
        return home.nanoTime();
    }

    /** On the loop whose thread calls it; before the reactor runs, on the home loop. */
    @Override
    public DelayedCall callLater(Duration delay, Runnable call) {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                return loop.callLater(delay, call);
            }
        }
        return home.callLater(delay, call);
    }
}
