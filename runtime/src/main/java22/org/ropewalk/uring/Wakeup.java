package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.atomic.AtomicBoolean;

/** Ends the wait of a ring, from any thread: the ring reads a descriptor of events. */
final class Wakeup implements Slots.Holder, AutoCloseable {
    /** EFD_CLOEXEC. */
    private static final int FLAGS = 02000000;

    private static final int BYTES = 8;
    private static final long AT_POSITION = -1;

    private final Ring ring;
    private final int slot;
    private final int fd;
    private final MemorySegment one;
    private final MemorySegment read;

    /** Whether the wait that is under way, or the next one, will end. */
    private final AtomicBoolean woken = new AtomicBoolean();

    private boolean closed;

    Wakeup(Ring ring, Slots slots, Arena memory) throws IOException {
        this.ring = ring;
        this.one = memory.allocate(BYTES, BYTES);
        this.read = memory.allocate(BYTES, BYTES);
        this.fd = (int) Libc.call("eventfd", 0, FLAGS);
        this.slot = slots.add(this);
        one.set(JAVA_LONG, 0, 1);
    }

    /** Waits for the first event. */
    void begin() {
        ring.queue(Ring.OP_READ, fd, read.address(), AT_POSITION, BYTES, Slots.data(1, slot));
    }

    @Override
    public void completed(int kind, int result, int flags) {
        woken.set(false);
        begin();
    }

    /** Ends the wait; any thread. */
    void wake() {
        if (!woken.getAndSet(true)) {
            synchronized (this) {
                if (!closed) {
                    Libc.write(fd, one.address(), BYTES);
                }
            }
        }
    }

    /** Does nothing from now on when it is called. */
    @Override
    public synchronized void close() {
        closed = true;
        Libc.close(fd);
    }
}
