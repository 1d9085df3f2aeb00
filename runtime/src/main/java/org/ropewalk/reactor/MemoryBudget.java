package org.ropewalk.reactor;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A bound on the bytes that connections keep between their turns: output that the network has not
 * taken, replies that wait for others, payloads that have not come whole, or that a handler has
 * while it works, input that is not read yet, pushes for the connections of another loop, the calls
 * of clients that wait to be sent. A reactor has one for all of its connections, each factory one
 * for its own. All methods may be called on any thread.
 *
 * <p>What would exceed it is not kept: a payload or a call is refused, and any other connection
 * that would keep more ends with {@link MemoryExhausted}.
 */
public final class MemoryBudget {
    /** The handlers' own data and the garbage of a moment need most of the heap. */
    private static final int HEAP_PARTS = 4;

    private static final int SPARED_PARTS = 4;

    private final AtomicLong used = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile long limit;

    /** A budget of a quarter of the largest heap. */
    public MemoryBudget() {
        this(Runtime.getRuntime().maxMemory() / HEAP_PARTS);
    }

    /**
     * A budget of {@code limit} bytes.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public MemoryBudget(long limit) {
        limit(limit);
    }

    /** How many bytes may be kept. */
    public long limit() {
        return limit;
    }

    /**
     * Sets how many bytes may be kept from now on; what is kept already stays.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public void limit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a memory limit must be positive, not " + bytes);
        }
        limit = bytes;
    }

    /** How many bytes are kept now. */
    public long used() {
        return used.get();
    }

    /** How often more was wanted than the limit allows. */
    public long refused() {
        return refused.get();
    }

    /**
     * Counts {@code bytes} more, unless that exceeds the limit: then false, and none is counted.
     */
    public boolean reserve(long bytes) {
        long before;
        do {
            before = used.get();
            if (before + bytes > limit) {
                refused.incrementAndGet();
                return false;
            }
        } while (!used.compareAndSet(before, before + bytes));
        return true;
    }

    /** Counts {@code bytes} less, which were reserved before. */
    public void release(long bytes) {
        used.addAndGet(-bytes);
    }

    /**
     * Reserves bytes of a connection, in its factory's budget and in its reactor's: in both or in
     * none.
     *
     * @param factory of the connection's protocol; null if it has none
     * @param loop of the connection
     */
    public static boolean reserve(@Nullable Factory factory, Loop loop, long bytes) {
        if (!loop.memory().reserve(bytes)) {
            return false;
        }
        if (factory != null && !factory.memory().reserve(bytes)) {
            loop.memory().release(bytes);
            return false;
        }
        return true;
    }

    /**
     * As {@link #reserve(Factory, Loop, long)}, for what only waits: a quarter of each budget is
     * left for what is being sent and received.
     */
    public static boolean reserveSpare(@Nullable Factory factory, Loop loop, long bytes) {
        boolean spare =
                loop.memory().spares(bytes) && (factory == null || factory.memory().spares(bytes));
        return spare && reserve(factory, loop, bytes);
    }

    private boolean spares(long bytes) {
        boolean spares = used.get() + bytes <= limit - limit / SPARED_PARTS;
        if (!spares) {
            refused.incrementAndGet();
        }
        return spares;
    }

    /** Releases what {@link #reserve(Factory, Loop, long)} has reserved for the same connection. */
    public static void release(@Nullable Factory factory, Loop loop, long bytes) {
        loop.memory().release(bytes);
        if (factory != null) {
            factory.memory().release(bytes);
        }
    }
}
