package org.ropewalk.loop.ports;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Guard;
import org.ropewalk.reactor.CurrentLoop;
import org.ropewalk.reactor.Reactor.Phase;
import org.ropewalk.reactor.Reactor.SystemEvent;
import org.ropewalk.reactor.Reactor.SystemEventTrigger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a reactor: runs its loops, each on a thread or all in steps, and ends them. Each step
 * of the end runs whatever becomes of the others, and what it calls of the program's runs on the
 * home loop.
 */
final class ReactorLife {
    private static final Logger LOG = LoggerFactory.getLogger(ReactorLife.class);

    /** How often the process's end looks whether a loop can still stop. */
    private static final long LOOK_MS = 100;

    /** How long the end waits for calls that are under way on threads of the pool. */
    private static final Duration WORKERS_END = Duration.ofSeconds(5);

    private enum State {
        NEW,
        RUNNING,
        STOPPING,
        STOPPED
    }

    private final LoopGroup loops;
    private final EventLoop home;
    private final PortRegistry registry;
    private final WorkerPool workers;
    private final HandshakePool handshakePool;
    private final Watchdog watchdog;
    private final boolean simulated;
    private final SystemEvents startup;
    private final SystemEvents shutdown;
    private final List<Thread> threads = new ArrayList<>();

    /** At zero when all is released. */
    private final CountDownLatch released = new CountDownLatch(1);

    private volatile State state = State.NEW;
    private volatile boolean othersLeave;
    private boolean homeLeaves;
    private int othersRunning;

    /**
     * A life that has not begun.
     *
     * @param simulated whether it runs in {@linkplain #step steps}, and not on threads
     */
    ReactorLife(
            LoopGroup loops,
            PortRegistry registry,
            WorkerPool workers,
            HandshakePool handshakePool,
            Watchdog watchdog,
            boolean simulated) {
        this.loops = loops;
        this.home = loops.home();
        this.registry = registry;
        this.workers = workers;
        this.handshakePool = handshakePool;
        this.simulated = simulated;
        this.startup = new SystemEvents(home);
        this.shutdown = new SystemEvents(home);
        this.watchdog = watchdog;
    }

    boolean isRunning() {
        return state == State.RUNNING || state == State.STOPPING;
    }

    // ---- the beginning

    /** Runs on the calling thread until the end; the process's end is this one's too. */
    void run() {
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

    /** Runs on a thread of its own; returns when it runs. */
    void start() {
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
        enter();
        loops.served();
        watchdog.start();
    }

    private void enter() {
        if (state != State.NEW) {
            throw new IllegalStateException(
                    state == State.STOPPED
                            ? "a reactor that was stopped stays stopped; create another"
                            : "the reactor is already running");
        }
        state = State.RUNNING;
    }

    private void runHome() {
        home.enter();
        CurrentLoop.enter(home);
        try {
            startOthers();
            startup.fire(Runnable::run, () -> {});
            while (!homeLeaves) {
                home.turn(-1);
            }
        } finally {
            // Also if the JVM is at its end: what waits for the reactor must not wait for ever.
            finish();
            CurrentLoop.leave();
        }
    }

    private void startOthers() {
        for (EventLoop loop : loops.others()) {
            Thread thread =
                    new Thread(() -> runOther(loop), "ropewalk-loop-" + loops.all().indexOf(loop));
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
        release(loop);
        home.callFromThread(
                () -> {
                    othersRunning--;
                    leaveHome();
                });
    }

    private static void release(EventLoop loop) {
        loop.runLastCalls();
        loop.leave();
        loop.release();
    }

    // ---- steps

    /**
     * One turn of each loop on the calling thread, the first of which begins its life; true if
     * anything was done.
     */
    boolean step() {
        CurrentLoop.enter(home);
        try {
            if (state == State.NEW) {
                enter();
                othersRunning = loops.others().size();
                loops.all().forEach(EventLoop::standBy);
                home.enter();
                startup.fire(Runnable::run, () -> {});
            }
            return state != State.STOPPED && stepAll();
        } finally {
            CurrentLoop.leave();
        }
    }

    private boolean stepAll() {
        boolean done = home.turn(0);
        for (EventLoop loop : loops.others()) {
            done |= stepOther(loop);
        }
        if (homeLeaves) {
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

    /** When the first timer is due; the end of time if none is set. */
    long dueInNs() {
        long first = Long.MAX_VALUE;
        if (state != State.STOPPED) {
            for (EventLoop loop : loops.all()) {
                first = Math.min(first, loop.dueInNs());
            }
        }
        return first;
    }

    // ---- the end

    void stop() {
        synchronized (this) {
            if (state != State.RUNNING) {
                throw new IllegalStateException("can't stop a reactor that isn't running");
            }
            state = State.STOPPING;
        }
        home.callFromThread(() -> shutdown.fire(this::disconnectAll, this::leave));
    }

    /**
     * Ends ports, attempts to connect and the connections of all loops; {@code then} runs when each
     * of them was told.
     */
    private void disconnectAll(Runnable then) {
        registry.end();
        int[] left = {loops.all().size()};
        Runnable dropped =
                () -> {
                    if (--left[0] == 0) {
                        then.run();
                    }
                };
        for (EventLoop loop : loops.all()) {
            // The second call is after what the end of the connections has queued.
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
        loops.wakeAll();
        home.callFromThread(this::leaveHome);
    }

    private void leaveHome() {
        if (othersLeave && othersRunning == 0) {
            homeLeaves = true;
            // The turn that is under way does not wait for the network.
            home.callFromThread(() -> {});
        }
    }

    /** Each step runs whatever becomes of the others. */
    private void finish() {
        state = State.STOPPED;
        othersLeave = true;
        loops.wakeAll();
        loops.ended();
        Guard.run(LOG, "The end of the pool's threads", () -> workers.stopAndJoin(WORKERS_END));
        Guard.run(LOG, "The end of the handshakes' threads", handshakePool::stop);
        Guard.run(LOG, "The end of the watchdog", watchdog::stop);
        release(home);
        released.countDown();
    }

    /** Stops what runs, and waits until all is released. */
    void close() {
        if (!simulated && loops.isInAnyLoopThread()) {
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
        if (state != State.NEW) {
            return false;
        }
        loops.all().forEach(EventLoop::enter);
        registry.end();
        finish();
        loops.others().forEach(ReactorLife::release);
        return true;
    }

    private void stopStepping() {
        if (state == State.RUNNING) {
            stop();
        }
        while (state != State.STOPPED) {
            step();
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
            LOG.debug("The reactor is already stopping");
        }
        try {
            while (!released.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                if (loops.all().stream().anyMatch(EventLoop::endsProcess)) {
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

    // ---- system events

    void callWhenRunning(Runnable call) {
        if (state == State.NEW) {
            startup.add(
                    Phase.AFTER,
                    () -> {
                        call.run();
                        return null;
                    });
        } else if (!home.callInLoop(call)) {
            throw LoopGroup.stopped();
        }
    }

    SystemEventTrigger add(
            Phase phase, SystemEvent event, Supplier<? extends CompletableFuture<?>> trigger) {
        return (event == SystemEvent.STARTUP ? startup : shutdown).add(phase, trigger);
    }
}
