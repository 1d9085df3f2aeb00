package org.ropewalk.loop;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.MemoryBudget;
import org.ropewalk.reactor.TurnTask;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * One loop: in each turn calls from other threads, timers, tasks, then what the network has. Owns
 * the arrays that the connection being served reads from and writes to.
 */
public class EventLoop implements Loop, TimerHeap.Owner {
    private static final Logger LOG = LoggerFactory.getLogger(EventLoop.class);

    /** Timers that are served before sockets have their turn again. */
    private static final int TIMER_BATCH = 1_024;

    /** Polls without waiting after a turn that had something, where there is a core to spare. */
    private static final int SPINS = 20;

    /** Stands for the thread of a simulated loop while another loop has its turn; never started. */
    private static final Thread ELSEWHERE = new Thread("ropewalk-elsewhere");

    private final Network network;
    private final int spins;
    private final TimerHeap timers = new TimerHeap(this);
    private final TurnTask.Queue tasks = new TurnTask.Queue();
    private final ThreadCallQueue calls = new ThreadCallQueue();

    /** What its connections share, by the numbers of the kinds. */
    private Object[] shared = {};

    private final ConnectionLog connectionLog = new ConnectionLog(this, LOG);
    private final LoopConnection.Connections connections;
    private final TurnBuffers turnBuffers;
    private final ProtocolTurns turns;

    /** What the connections of all loops of the reactor may keep. */
    private MemoryBudget memory = new MemoryBudget();

    private volatile Thread thread;

    /** The loop has ended: no call will be made any more. */
    private volatile boolean ended;

    /** Grows with whatever is begun: odd while the network is waited for. */
    private final AtomicLong progress = new AtomicLong();

    /** What peers can cause as often as they like is logged through this. */
    private final LogGate failures = new LogGate(LOG);

    /** Where handshakes are computed; on the loop's own thread in a simulation. */
    private Executor handshakePool = Runnable::run;

    /** TLS handshakes of clients that are under way; any thread. */
    private final AtomicInteger handshakes = new AtomicInteger();

    private final TurnTask overload =
            new TurnTask() {
                @Override
                protected void run() {
                    tellOverload();
                }
            };

    private long turnNs;
    private boolean busy;

    /** A loop over {@code network}. */
    public EventLoop(Network network, boolean spinning) {
        this.network = network;
        this.spins = spinning ? SPINS : 0;
        this.turnNs = network.nanoTime();
        this.connections = new LoopConnection.Connections(this, network, connectionLog);
        this.turnBuffers = new TurnBuffers(network::place);
        this.turns = new ProtocolTurns(turnBuffers);
    }

    // ---- the turn

    /** Makes the calling thread this loop's. */
    public final void enter() {
        thread = Thread.currentThread();
        turnNs = network.nanoTime();
    }

    /** The calling thread is this loop's no more. */
    public final void leave() {
        thread = null;
    }

    /** In a simulation another loop has its turn on the calling thread. */
    public final void standBy() {
        thread = ELSEWHERE;
    }

    /**
     * One turn; waits for the network at most {@code maxNs}. True if anything was done. Never
     * throws.
     */
    public final boolean turn(long maxNs) {
        try {
            boolean done = runCalls();
            done |= runTimers();
            done |= runTasks();
            long timeoutNs = tasks.isEmpty() && calls.isEmpty() ? waitNs(maxNs) : 0;
            progress.lazySet(progress.getPlain() + 1);
            done |= poll(timeoutNs);
            begins();
            return runTasks() || done;
        } catch (Throwable e) {
            failed("A turn of a loop failed", e);
            return true;
        }
    }

    /** Something is begun that may take time. */
    final void begins() {
        long before = progress.getPlain();
        progress.lazySet(before + (waits(before) ? 1 : 2));
    }

    /** What changes when the loop gets on; any thread. */
    public final long progress() {
        return progress.get();
    }

    /** Whether the loop waits for the network, if this is its progress. */
    public static boolean waits(long progress) {
        return (progress & 1) == 1;
    }

    /** Whose loop this is now; null before and after its life. Any thread. */
    public final Thread thread() {
        return thread;
    }

    /**
     * Whether this loop's thread is the one that ends the process, and waits for that. Any thread.
     */
    public final boolean endsProcess() {
        Thread current = thread;
        return current != null
                && Arrays.stream(current.getStackTrace())
                        .anyMatch(frame -> frame.getClassName().equals("java.lang.Shutdown"));
    }

    private long waitNs(long maxNs) {
        if (timers.isEmpty()) {
            return maxNs;
        }
        long untilNs = Math.max(0, timers.firstDueNs() - network.nanoTime());
        return maxNs < 0 ? untilNs : Math.min(maxNs, untilNs);
    }

    /** In how long the first timer is due; the end of time if none is set. */
    public final long dueInNs() {
        return timers.isEmpty() ? Long.MAX_VALUE : timers.firstDueNs() - network.nanoTime();
    }

    private boolean poll(long timeoutNs) {
        try {
            int ready = 0;
            if (busy && timeoutNs != 0) {
                for (int i = 0; i < spins && ready == 0; i++) {
                    ready = network.poll(0);
                }
            }
            // A poll that does not wait takes away the wake-up of a call that has arrived
            // meanwhile.
            if (ready == 0 && (timeoutNs == 0 || calls.mayWait())) {
                ready = network.poll(timeoutNs);
            }
            busy = ready > 0;
        } catch (IOException e) {
            failed("The network cannot be waited for", e);
        }
        turnNs = network.nanoTime();
        if (Thread.interrupted()) {
            failed("An interrupt of a loop's thread was ignored", null);
        }
        return busy;
    }

    private boolean runCalls() {
        if (!calls.beginRound()) {
            return false;
        }
        for (Runnable call = calls.next(); call != null; call = calls.next()) {
            guarded(call);
        }
        return true;
    }

    private boolean runTimers() {
        if (timers.isEmpty()) {
            return false;
        }
        long mark = timers.mark();
        int left = TIMER_BATCH;
        boolean any = false;
        for (Runnable call = takeDue(mark); call != null; ) {
            guarded(call);
            any = true;
            call = --left > 0 ? takeDue(mark) : null;
        }
        return any;
    }

    private Runnable takeDue(long mark) {
        // What the call measures begins now, and not when the network was polled.
        turnNs = network.nanoTime();
        return timers.takeDue(turnNs, mark);
    }

    /** Runs what is queued now; what that queues comes after the network has had its turn. */
    private boolean runTasks() {
        if (tasks.isEmpty()) {
            return false;
        }
        TurnTask.Queue round = tasks.takeAll();
        while (!round.isEmpty()) {
            begins();
            try {
                round.runFirst();
            } catch (Throwable e) {
                failed("A task of a loop failed", e);
            }
        }
        return true;
    }

    private void guarded(Runnable call) {
        begins();
        try {
            call.run();
        } catch (Throwable e) {
            failed("A call of a loop failed", e);
        }
    }

    // ---- failures

    /** Logs what failed outside a connection, so often a minute. Never throws. */
    public final void failed(String what, Throwable failure) {
        try {
            failures.log(nanoTime(), Level.ERROR, what, failure);
        } catch (Throwable exhausted) {
            // A loop goes on without its log.
            return;
        }
    }

    /** As the other, for a failure of {@code object}, whose name the line needs. */
    public final void failed(String what, Object object, Throwable failure) {
        try {
            failures.log(nanoTime(), Level.ERROR, what, object, failure);
        } catch (Throwable exhausted) {
            // A loop goes on without its log.
            return;
        }
    }

    // ---- what connections share

    /** What the connection that is being served reads from and writes to. */
    final TurnBuffers turnBuffers() {
        return turnBuffers;
    }

    /** Handshakes are computed on these threads from now on. */
    public final void computeHandshakesOn(Executor pool) {
        handshakePool = pool;
    }

    final Executor handshakePool() {
        return handshakePool;
    }

    /** TLS handshakes of clients that are under way; any thread. */
    public final AtomicInteger handshakes() {
        return handshakes;
    }

    /** Counts what connections keep in {@code budget} from now on. */
    public final void share(MemoryBudget budget) {
        memory = budget;
    }

    final ProtocolTurns turns() {
        return turns;
    }

    /** The time when this turn's network was polled, or when the current timer was begun. */
    final long turnNs() {
        return turnNs;
    }

    final LoopConnection.Connections connections() {
        return connections;
    }

    /** What is logged about this loop's connections. */
    public final ConnectionLog connectionLog() {
        return connectionLog;
    }

    /** The connections of this loop, the oldest first. */
    public final List<LoopConnection> transports() {
        return connections.all();
    }

    /** Drops all connections because the reactor ends, and informs their protocols. */
    public final void dropAll() {
        for (LoopConnection each : transports()) {
            each.drop();
        }
        runTasks();
    }

    /** The calls that wait, without the loop's own. */
    public final int timerCount() {
        return timers.size() - connections.timers();
    }

    /** How many connections it serves. */
    public final int connectionCount() {
        return connections.count();
    }

    /** Calls from other threads that wait for their turn; any thread. */
    public final int waitingCalls() {
        return calls.size();
    }

    /** The network on which its sockets wait. */
    public final Network network() {
        return network;
    }

    /** Accepts no more calls, and runs those that were accepted. On the loop's thread. */
    public final void runLastCalls() {
        calls.close();
        while (runCalls()) {
            runTasks();
        }
    }

    /** Forgets all timers, and releases the network. */
    public final void release() {
        ended = true;
        timers.clear();
        Guard.run(LOG, "The end of a network", network::close);
        shared = new Object[0];
        turnBuffers.wipe();
    }

    // ---- Loop

    @Override
    public final long nanoTime() {
        return network.nanoTime();
    }

    @Override
    public final long turnNanoTime() {
        return turnNs;
    }

    @Override
    public void checkThread() {
        Thread current = thread;
        if (current != null && current != Thread.currentThread()) {
            throw new IllegalStateException(
                    "this must be called on the thread of its loop; on another thread use"
                            + " callFromThread");
        }
    }

    @Override
    public DelayedCall callLater(Duration delay, Runnable call) {
        checkThread();
        if (ended) {
            throw new IllegalStateException("the reactor was stopped");
        }
        return timers.add(delay, call);
    }

    @Override
    public final boolean callFromThread(Runnable call) {
        Objects.requireNonNull(call, "call");
        if (!calls.add(call)) {
            return false;
        }
        if (calls.claimWakeup() && !isInLoopThread()) {
            network.wakeup();
        }
        return true;
    }

    @Override
    public final boolean hasPendingCalls() {
        return !calls.isEmpty();
    }

    @Override
    public final boolean isInLoopThread() {
        return thread == Thread.currentThread();
    }

    @Override
    @SuppressWarnings("unchecked")
    public final <T> T shared(LoopLocal<T> kind) {
        Object known = kind.number() < shared.length ? shared[kind.number()] : null;
        return (T) (known == null ? share(kind) : known);
    }

    private Object share(LoopLocal<?> kind) {
        Object made = kind.create(this);
        if (kind.number() >= shared.length) {
            shared = Arrays.copyOf(shared, kind.number() + 1);
        }
        shared[kind.number()] = made;
        return made;
    }

    @Override
    public final boolean lendsAgain() {
        return !network.isSimulated();
    }

    @Override
    public final MemoryBudget memory() {
        return memory;
    }

    @Override
    public final void overloadChanged() {
        tasks.add(overload);
    }

    private void tellOverload() {
        for (LoopConnection each : transports()) {
            each.tellOverload();
        }
    }

    @Override
    public final void afterTurn(TurnTask task) {
        tasks.add(task);
    }
}
