package org.ropewalk.reactor;

import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Limits the bytes that connections keep between their turns. These are waiting output, replies
 * that wait for others, incomplete payloads or payloads that a handler uses, unread input, push
 * messages for other loops, and waiting calls of clients. A reactor has one budget for all its
 * connections, and each factory one for its own. All methods may be called on any thread.
 *
 * <p>If the limit would be exceeded, a payload or a call is refused, and any other connection that
 * needs more ends with {@link MemoryExhausted}.
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

    /** The largest number of bytes that may be kept. */
    public long limit() {
        return limit;
    }

    /**
     * Sets the largest number of bytes; bytes that are kept already stay.
     *
     * @throws IllegalArgumentException if it is not positive
     */
    public void limit(long bytes) {
        if (bytes <= 0) {
            throw new IllegalArgumentException("a memory limit must be positive, not " + bytes);
        }
        limit = bytes;
    }

    /** The number of bytes that are kept now. */
    public long used() {
        return used.get();
    }

    /** The number of reservations that were refused. */
    public long refused() {
        return refused.get();
    }

    /**
     * Reserves {@code bytes} more. Returns false, and reserves nothing, if that exceeds the limit.
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

    /** Releases {@code bytes} that were reserved before. */
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
     * As {@link #reserve(Factory, Loop, long)}, for data that can wait: a quarter of each budget is
     * kept free for data that is being sent and received.
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

    /**
     * Releases the bytes that {@link #reserve(Factory, Loop, long)} reserved for the same
     * connection.
     */
    public static void release(@Nullable Factory factory, Loop loop, long bytes) {
        loop.memory().release(bytes);
        if (factory != null) {
            factory.memory().release(bytes);
        }
    }
}
