package org.ropewalk.loop;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.ropewalk.reactor.DelayedCall;

/**
 * The calls of one loop that wait for their time: an indexed binary heap, so that a call is
 * cancelled or moved in O(log n). Calls with one deadline stay in the order in which they were set.
 */
public final class TimerHeap {
    /** A deadline further away than this (146 years) is as good as never; differences still fit. */
    private static final long FOREVER_NS = Long.MAX_VALUE / 2;

    /** What a heap must know about its loop. */
    public interface Owner {
        /** The loop's time, in nanoseconds. */
        long nanoTime();

        /**
         * Throws {@link IllegalStateException} on a thread that may not touch the loop's timers.
         */
        void checkThread();
    }

    private final Owner owner;
    private Timer[] heap = new Timer[16];
    private int size;
    private long sequence;

    /** An empty heap of {@code owner}. */
    public TimerHeap(Owner owner) {
        this.owner = owner;
    }

    /** Adds a call that is due {@code delay} from now. */
    public DelayedCall add(Duration delay, Runnable call) {
        long delayNs = nanos(delay);
        if (delayNs < 0) {
            throw new IllegalArgumentException("a call cannot be made in the past: " + delay);
        }
        Timer timer = new Timer(call, owner.nanoTime() + delayNs);
        insert(timer);
        return timer;
    }

    /** Whether no call waits. */
    public boolean isEmpty() {
        return size == 0;
    }

    /** How many calls wait. */
    public int size() {
        return size;
    }

    /** When the first call is due; only if there is one. */
    public long firstDueNs() {
        return heap[0].dueNs;
    }

    /** Where the calls begin that are added from now on: see {@link #takeDue}. */
    public long mark() {
        return sequence;
    }

    /**
     * Removes and returns the first call if it was due at {@code nowNs} and set before {@code
     * mark}; else null. A call that a due call sets waits for the next round, however short its
     * delay.
     */
    public Runnable takeDue(long nowNs, long mark) {
        if (size == 0) {
            return null;
        }
        Timer first = heap[0];
        if (first.dueNs - nowNs > 0 || first.order >= mark) {
            return null;
        }
        removeAt(0);
        Runnable call = first.call;
        first.call = null;
        first.called = true;
        return call;
    }

    /** Forgets all calls. */
    public void clear() {
        while (size > 0) {
            heap[0].cancel();
        }
    }

    static long nanos(Duration duration) {
        try {
            return Math.max(-FOREVER_NS, Math.min(FOREVER_NS, duration.toNanos()));
        } catch (ArithmeticException tooLarge) {
            return duration.isNegative() ? -FOREVER_NS : FOREVER_NS;
        }
    }

    private void insert(Timer timer) {
        if (size == heap.length) {
            heap = Arrays.copyOf(heap, size * 2);
        }
        timer.order = sequence++;
        siftUp(size++, timer);
    }

    private void removeAt(int index) {
        heap[index].index = -1;
        Timer last = heap[--size];
        heap[size] = null;
        if (index < size) {
            settle(index, last);
        }
    }

    private void settle(int index, Timer timer) {
        if (index > 0 && timer.isBefore(heap[(index - 1) >>> 1])) {
            siftUp(index, timer);
        } else {
            siftDown(index, timer);
        }
    }

    private void siftUp(int from, Timer timer) {
        int index = from;
        while (index > 0) {
            int parent = (index - 1) >>> 1;
            if (!timer.isBefore(heap[parent])) {
                break;
            }
            place(index, heap[parent]);
            index = parent;
        }
        place(index, timer);
    }

    private void siftDown(int from, Timer timer) {
        int index = from;
        for (int child = 2 * index + 1; child < size; child = 2 * index + 1) {
            if (child + 1 < size && heap[child + 1].isBefore(heap[child])) {
                child++;
            }
            if (!heap[child].isBefore(timer)) {
                break;
            }
            place(index, heap[child]);
            index = child;
        }
        place(index, timer);
    }

    private void place(int index, Timer timer) {
        heap[index] = timer;
        timer.index = index;
    }

    private final class Timer implements DelayedCall {
        private Runnable call;
        private long dueNs;
        private long order;
        private int index = -1;
        private boolean called;

        Timer(Runnable call, long dueNs) {
            this.call = Objects.requireNonNull(call, "call");
            this.dueNs = dueNs;
        }

        boolean isBefore(Timer other) {
            return dueNs == other.dueNs ? order < other.order : dueNs - other.dueNs < 0;
        }

        @Override
        public void cancel() {
            check("cancel");
            removeAt(index);
            call = null;
        }

        @Override
        public void reset(Duration delay) {
            check("reset");
            moveTo(owner.nanoTime() + nanos(delay));
        }

        @Override
        public void delay(Duration extra) {
            check("delay");
            moveTo(dueNs + nanos(extra));
        }

        private void moveTo(long newDueNs) {
            dueNs = newDueNs;
            order = sequence++;
            settle(index, this);
        }

        private void check(String operation) {
            owner.checkThread();
            if (index < 0) {
                throw new IllegalStateException(
                        "Tried to "
                                + operation
                                + (called
                                        ? " an already-called call."
                                        : " an already-cancelled call."));
            }
        }

        @Override
        public boolean isActive() {
            return index >= 0;
        }

        @Override
        public long getTime() {
            return dueNs;
        }
    }
}
