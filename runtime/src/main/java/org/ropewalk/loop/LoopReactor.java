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
import java.util.function.Supplier;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.TurnTask;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A reactor: its home loop and others, its life, its ports and connectors. */
public final class LoopReactor extends LoopNetworking {
    private static final Logger LOG = LoggerFactory.getLogger(LoopReactor.class);

    /** How often the process's end looks whether a loop can still stop. */
    private static final long LOOK_MS = 100;

    /** How long the end waits for calls that are under way on threads of the pool. */
    private static final Duration WORKERS_END = Duration.ofSeconds(5);

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

    /** Completes when the home loop serves nobody any more: what waits for it fails then. */
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** At zero when all is released. */
    private final CountDownLatch released = new CountDownLatch(1);

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
        loops.forEach(loop -> loop.memory = home.memory);
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
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException e) {
            finish();
            throw new IllegalStateException("the reactor cannot run: the process ends", e);
        }
        try {
            runHome();
        } finally {
            removeHook(hook);
        }
    }

    private static void removeHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyShuttingDown) {
            LOG.debug("The process ends");
        }
    }

    /**
     * Stops the reactor if it runs, and waits until all is released; gives up if a loop's thread is
     * the one that ends the process, for that waits for this thread. True if all is released.
     */
    private boolean stopAndWait() {
        try {
            stop();
        } catch (IllegalStateException alreadyStopping) {
            LOG.debug("The reactor stops already");
        }
        try {
            while (!released.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (loops.stream().anyMatch(EventLoop::endsProcess)) {
                    LOG.warn("A loop's thread called System.exit: connections are dropped");
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void start() {
        begin();
        CountDownLatch running = new CountDownLatch(1);
        home.callFromThread(running::countDown);
        Thread thread = new Thread(this::runHome, "ropewalk-home");
        threads.add(thread);
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
        for (EventLoop loop : loops.subList(1, loops.size())) {
            Thread thread =
                    new Thread(() -> runOther(loop), "ropewalk-loop-" + loops.indexOf(loop));
            threads.add(thread);
            thread.start();
            othersRunning++;
        }
    }

    private void runOther(EventLoop loop) {
        loop.enter();
        CurrentLoop.enter(loop);
        try {
            while (!othersLeave) {
                loop.turn(-1);
            }
        } finally {
            endOther(loop);
            CurrentLoop.leave();
        }
    }

    private void endOther(EventLoop loop) {
        loop.dropAll();
        loop.runLastCalls();
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
        CurrentLoop.enter(home);
        try {
            startOthers();
            startup.fire(home, Runnable::run, () -> {});
            while (!leave) {
                home.turn(-1);
            }
        } finally {
            // Also if the JVM is at its end: what waits for the reactor must not wait for ever.
            finish();
            CurrentLoop.leave();
        }
    }

    /**
     * One turn of each loop on the calling thread, the first of which begins its life; true if
     * anything was done.
     */
    public boolean step() {
        CurrentLoop.enter(home);
        try {
            if (life == Life.NEW) {
                enterLife();
                othersRunning = loops.size() - 1;
                loops.forEach(EventLoop::standBy);
                home.enter();
                startup.fire(home, Runnable::run, () -> {});
            }
            return life != Life.STOPPED && stepAll();
        } finally {
            CurrentLoop.leave();
        }
    }

    private boolean stepAll() {
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
        CurrentLoop.enter(loop);
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
            CurrentLoop.enter(home);
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

    /** Each step runs whatever becomes of the others. */
    private void finish() {
        life = Life.STOPPED;
        othersLeave = true;
        loops.forEach(LoopReactor::nudge);
        ended.complete(null);
        Guard.run(LOG, "The end of the pool's threads", () -> workers.stopAndJoin(WORKERS_END));
        Guard.run(LOG, "The end of the handshakes' threads", handshakePool::stop);
        Guard.run(LOG, "The end of the watchdog", watchdog::stop);
        home.runLastCalls();
        home.leave();
        home.release();
        released.countDown();
    }

    @Override
    public void stop() {
        synchronized (this) {
            if (life != Life.RUNNING) {
                throw new IllegalStateException("can't stop a reactor that isn't running");
            }
            life = Life.STOPPING;
        }
        home.callFromThread(() -> shutdown.fire(home, this::disconnectAll, this::leave));
    }

    /**
     * Ends ports, attempts to connect and the connections of all loops; {@code then} runs when each
     * of them was told.
     */
    private void disconnectAll(Runnable then) {
        endNetworking();
        int[] left = {loops.size()};
        Runnable dropped =
                () -> {
                    if (--left[0] == 0) {
                        then.run();
                    }
                };
        for (EventLoop loop : loops) {
            // The second call is behind what the end of the connections has queued.
            boolean accepted =
                    loop.callFromThread(
                            () -> {
                                loop.dropAll();
                                loop.callFromThread(() -> home.callFromThread(dropped));
                            });
            if (!accepted) {
                home.callFromThread(dropped);
            }
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
        if (!simulated && isInAnyLoopThread()) {
            throw new IllegalStateException(
                    "a loop's thread cannot wait for its own end; use stop()");
        }
        if (closeUnrun()) {
            return;
        }
        if (simulated) {
            stopStepping();
        } else if (stopAndWait()) {
            joinAll();
        }
    }

    /** Releases a reactor that never ran; false if this one did. */
    private synchronized boolean closeUnrun() {
        if (life != Life.NEW) {
            return false;
        }
        for (EventLoop loop : loops) {
            loop.enter();
        }
        endNetworking();
        finish();
        for (EventLoop loop : loops.subList(1, loops.size())) {
            loop.runLastCalls();
            loop.leave();
            loop.release();
        }
        return true;
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
        if (atMost.isNegative()) {
            throw new IllegalArgumentException("a drain takes no negative time: " + atMost);
        }
        CompletableFuture<Integer> drained = new CompletableFuture<>();
        if (!home.callInLoop(() -> drain(atMost, drained))) {
            drained.completeExceptionally(new IllegalStateException("the reactor was stopped"));
        }
        return drained;
    }

    private void drain(Duration atMost, CompletableFuture<Integer> drained) {
        stopStreamPorts();
        for (EventLoop loop : loops) {
            loop.callFromThread(
                    () -> {
                        for (StreamTransport transport : loop.transports()) {
                            transport.drainProtocol();
                        }
                    });
        }
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
            home.callInLoop(call);
        }
    }

    @Override
    public SystemEventTrigger addSystemEventTrigger(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger) {
        home.checkThread();
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
                    () -> callFor(result, call), () -> result.completeExceptionally(stopped()));
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    private <T> void callFor(CompletableFuture<T> result, Callable<T> call) {
        Runnable completion;
        try {
            T value = call.call();
            completion = () -> result.complete(value);
        } catch (Throwable e) {
            completion = () -> result.completeExceptionally(new CompletionException(e));
        }
        if (!home.callFromThread(completion)) {
            result.completeExceptionally(stopped());
        }
    }

    private static IllegalStateException stopped() {
        return new IllegalStateException("the reactor was stopped");
    }

    @Override
    public <T> T blockingCallFromThread(Supplier<? extends CompletableFuture<T>> call)
            throws InterruptedException {
        if (isInAnyLoopThread()) {
            throw new IllegalStateException("a loop's thread would wait for itself");
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
            return await(result);
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        }
    }

    /** The result, if it comes before the reactor's end. */
    private <T> T await(CompletableFuture<T> result)
            throws InterruptedException, ExecutionException {
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

    @Override
    public boolean callFromThread(Runnable call) {
        return home.callFromThread(call);
    }

    @Override
    public boolean isInLoopThread() {
        return home.isInLoopThread();
    }

    @Override
    public boolean isInAnyLoopThread() {
        return loops.stream().anyMatch(EventLoop::isInLoopThread);
    }

    @Override
    public void checkThread() {
        home.checkThread();
    }

    @Override
    public <T> T shared(LoopLocal<T> kind) {
        return home.shared(kind);
    }

    @Override
    public MemoryBudget memory() {
        return home.memory;
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
        return currentLoop().callLater(delay, call);
    }

    /** The loop whose thread calls; the home loop on any other thread. */
    private EventLoop currentLoop() {
        for (EventLoop loop : loops) {
            if (loop.isInLoopThread()) {
                return loop;
            }
        }
        return home;
    }
}
