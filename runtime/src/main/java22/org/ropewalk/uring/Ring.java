package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static org.ropewalk.uring.Libc.MEMORY;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout.OfInt;
import java.lang.foreign.ValueLayout.OfLong;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * One io_uring: the queue of operations and the queue of their results, which this process shares
 * with the kernel (linux/io_uring.h). The thread that submits first is the only one that may.
 */
final class Ring implements AutoCloseable {
    /** Is told the results. */
    interface Results {
        /**
         * An operation has a result.
         *
         * @param data what was given with the operation
         * @param result a count or a descriptor, or -errno
         * @param flags the kernel's {@code IORING_CQE_F_} bits
         */
        void completed(long data, int result, int flags);
    }

    static final int OP_ACCEPT = 13;
    static final int OP_CANCEL = 14;
    static final int OP_CONNECT = 16;
    static final int OP_CLOSE = 19;
    static final int OP_READ = 22;
    static final int OP_SEND = 26;
    static final int OP_RECV = 27;

    /** The operation goes on, and will have more results. */
    static final int F_MORE = 2;

    /** A flag of an operation: only a failure is a result. */
    static final int SKIP_SUCCESS = 1 << 6;

    /** A flag of an operation: the kernel selects a buffer of those that were provided. */
    static final int BUFFER_SELECT = 1 << 5;

    /** CQSIZE, CLAMP, R_DISABLED, SUBMIT_ALL, SINGLE_ISSUER, DEFER_TASKRUN. */
    private static final int SETUP = 1 << 3 | 1 << 4 | 1 << 6 | 1 << 7 | 1 << 12 | 1 << 13;

    private static final int REGISTER_ENABLE_RINGS = 12;
    private static final int ENTER_GETEVENTS = 1;
    private static final int ENTER_EXT_ARG = 1 << 3;
    private static final int PARAMETERS_BYTES = 120;
    private static final long SQES_OFFSET = 0x10000000L;
    private static final long NS_PER_S = 1_000_000_000L;

    /** PROT_READ and PROT_WRITE; MAP_SHARED and MAP_POPULATE. */
    private static final long PROTECTION = 3;

    private static final long MAPPING = 0x8001;

    private static final int ENTRIES = 256;
    private static final int RESULTS = 4096;

    private static final OfInt INT = JAVA_INT_UNALIGNED;
    private static final OfLong LONG = JAVA_LONG_UNALIGNED;
    private static final VarHandle INT_AT = JAVA_INT.varHandle();

    private record Result(long data, int result, int flags) {}

    private final KernelAnswers answers;
    private final int fd;
    private final long rings;
    private final long ringsBytes;
    private final long sqes;
    private final long sqesBytes;
    private final int entries;
    private final int results;
    private final long sqTailAt;
    private final long cqHeadAt;
    private final long cqTailAt;
    private final long cqes;

    /** {@code struct io_uring_getevents_arg}, and the time behind it. */
    private final long argument;

    /** Results that were taken while something waited for one of them. */
    private final Queue<Result> taken = new ArrayDeque<>();

    private int sqTail;
    private int submitted;
    private int cqHead;
    private boolean enabled;

    /**
     * A ring that has no operations; throws if the kernel gives none that can be used.
     *
     * @param memory is closed after the ring
     * @param answers what the kernel answers
     */
    Ring(Arena memory, KernelAnswers answers) throws IOException {
        this.answers = answers;
        argument = memory.allocate(48, 8).address();
        MemorySegment parameters = memory.allocate(PARAMETERS_BYTES, 8);
        parameters.set(INT, 4, answers.results(RESULTS));
        parameters.set(INT, 8, SETUP);
        Requirements required = new Requirements(answers);
        int wanted = answers.operations(ENTRIES);
        long own = Libc.tryCall("syscall", Libc.IO_URING_SETUP, wanted, parameters.address());
        fd = required.descriptor(own);
        try {
            entries = parameters.get(INT, 0);
            results = parameters.get(INT, 4);
            required.checkFeatures(parameters.get(INT, 20));
            required.checkOperations(this, memory);
            long sqArray = parameters.get(INT, 64);
            long cqesOffset = parameters.get(INT, 100);
            ringsBytes = Math.max(sqArray + entries * 4L, cqesOffset + results * 16L);
            rings = Libc.call("mmap", 0, ringsBytes, PROTECTION, MAPPING, fd, 0);
            sqesBytes = entries * 64L;
            sqes = Libc.call("mmap", 0, sqesBytes, PROTECTION, MAPPING, fd, SQES_OFFSET);
            for (int i = 0; i < entries; i++) {
                MEMORY.set(INT, rings + sqArray + i * 4L, i);
            }
            sqTailAt = rings + parameters.get(INT, 44);
            cqHeadAt = rings + parameters.get(INT, 80);
            cqTailAt = rings + parameters.get(INT, 84);
            cqes = rings + cqesOffset;
        } catch (IOException e) {
            Libc.close(fd);
            throw e;
        }
        MEMORY.set(LONG, argument + 16, argument + 24);
    }

    /** The system call io_uring_register. */
    void register(int operation, long what, int count) throws IOException {
        Libc.call("syscall", Libc.IO_URING_REGISTER, fd, operation, what, count);
    }

    /** As {@link #register}: its result, or -errno. */
    long tryRegister(int operation, long what, int count) {
        return Libc.tryCall("syscall", Libc.IO_URING_REGISTER, fd, operation, what, count);
    }

    /** Enters the ring, and neither submits nor waits: the result, or -errno. */
    long tryEnter() {
        return Libc.tryCall("syscall", Libc.IO_URING_ENTER, fd, 0, 0, 0, 0, 0);
    }

    // ---- operations

    /**
     * Queues an operation; its number, see {@link #isQueued}.
     *
     * @param head the code, the flags from bit 8, the further flags from bit 16
     * @param lengthAndFlags the length, and the flags of the code from bit 32
     */
    int queue(int head, int of, long address, long offset, long lengthAndFlags, long data) {
        if (sqTail - submitted == entries) {
            submit();
        }
        long at = sqes + (sqTail & entries - 1) * 64L;
        MEMORY.set(LONG, at, Integer.toUnsignedLong(head) | (long) of << 32);
        MEMORY.set(LONG, at + 8, offset);
        MEMORY.set(LONG, at + 16, address);
        MEMORY.set(LONG, at + 24, lengthAndFlags);
        MEMORY.set(LONG, at + 32, data);
        // The other bytes are always 0, as the kernel made them: it does not write here.
        return sqTail++;
    }

    /** Whether the operation of this number was not submitted yet. */
    boolean isQueued(int number) {
        return number - submitted >= 0;
    }

    /** Sets the length of an operation that is queued. */
    void setLength(int number, int length) {
        MEMORY.set(INT, sqes + (number & entries - 1) * 64L + 24, length);
    }

    /** Submits what is queued, without waiting. */
    void submit() {
        enter(0, ENTER_GETEVENTS, 0, 0);
        while (sqTail - submitted == entries) {
            take();
            enter(0, ENTER_GETEVENTS, 0, 0);
        }
    }

    /** Submits what is queued, and waits until there are so many results or the time is over. */
    void submitAndWait(int atLeast, long timeoutNs) {
        if (!taken.isEmpty() || atLeast == 0) {
            enter(0, ENTER_GETEVENTS, 0, 0);
        } else if (timeoutNs < 0) {
            enter(Math.min(atLeast, results), ENTER_GETEVENTS, 0, 0);
        } else {
            MEMORY.set(LONG, argument + 24, timeoutNs / NS_PER_S);
            MEMORY.set(LONG, argument + 32, timeoutNs % NS_PER_S);
            enter(Math.min(atLeast, results), ENTER_GETEVENTS | ENTER_EXT_ARG, argument, 24);
        }
    }

    private void enter(int atLeast, int flags, long with, long size) {
        if (!enabled) {
            enable();
        }
        INT_AT.setRelease(MEMORY, sqTailAt, sqTail);
        int queued = sqTail - submitted;
        int taken = answers.submits(queued);
        // A kernel that does not take all does not wait.
        int results = taken < queued ? 0 : atLeast;
        long count = taken < 0 ? taken : enter(taken, results, flags, with, size);
        if (count < 0 && !isPassing((int) -count)) {
            throw new IllegalStateException(
                    "the ring cannot be entered: " + Libc.strerror((int) -count));
        }
        submitted += (int) Math.max(0, count);
    }

    /** How many operations were submitted, or -errno. */
    private long enter(int submits, int atLeast, int flags, long with, long size) {
        long count = Libc.enter(fd, submits, atLeast, flags, with, size);
        // Once more, for the reason: usually that the time is over.
        return count >= 0
                ? count
                : Libc.tryCall(
                        "syscall", Libc.IO_URING_ENTER, fd, submits, 0, ENTER_GETEVENTS, 0, 0);
    }

    private static boolean isPassing(int errno) {
        return errno == Errno.EINTR
                || errno == Errno.EAGAIN
                || errno == Errno.EBUSY
                || errno == Errno.ETIME;
    }

    private void enable() {
        try {
            register(REGISTER_ENABLE_RINGS, 0, 0);
            enabled = true;
        } catch (IOException e) {
            throw new IllegalStateException("the ring cannot be enabled: " + e.getMessage(), e);
        }
    }

    // ---- results

    /** Tells all results that are there: how many. */
    int tell(Results to) {
        int count = 0;
        for (Result next = taken.poll(); next != null; next = taken.poll()) {
            to.completed(next.data, next.result, next.flags);
            count++;
        }
        int tail = (int) INT_AT.getAcquire(MEMORY, cqTailAt);
        while (tail - cqHead > 0) {
            long at = cqes + (cqHead & results - 1) * 16L;
            long data = MEMORY.get(LONG, at);
            int result = MEMORY.get(INT, at + 8);
            int flags = MEMORY.get(INT, at + 12);
            // Given back before it is told: that may take further results.
            INT_AT.setRelease(MEMORY, cqHeadAt, ++cqHead);
            to.completed(data, result, flags);
            count++;
        }
        return count;
    }

    /** Tells the urgent ones of the results. */
    void tellUrgent(Results to) {
        if (!taken.isEmpty()) {
            for (int left = taken.size(); left > 0; left--) {
                Result next = taken.remove();
                if (Slots.isUrgent(next.data)) {
                    to.completed(next.data, next.result, next.flags);
                } else {
                    taken.add(next);
                }
            }
        }
        int tail = (int) INT_AT.getAcquire(MEMORY, cqTailAt);
        for (int i = cqHead; i != tail; i++) {
            long at = cqes + (i & results - 1) * 16L;
            long data = MEMORY.get(LONG, at);
            if (Slots.isUrgent(data)) {
                MEMORY.set(LONG, at, 0L);
                to.completed(data, MEMORY.get(INT, at + 8), MEMORY.get(INT, at + 12));
            }
        }
    }

    /** Takes the results that are there, to be told later. */
    void take() {
        int tail = (int) INT_AT.getAcquire(MEMORY, cqTailAt);
        while (cqHead != tail) {
            long at = cqes + (cqHead & results - 1) * 16L;
            taken.add(
                    new Result(
                            MEMORY.get(LONG, at),
                            MEMORY.get(INT, at + 8),
                            MEMORY.get(INT, at + 12)));
            cqHead++;
        }
        INT_AT.setRelease(MEMORY, cqHeadAt, cqHead);
    }

    /** Waits until something more has a result, and tells those of {@code slot} to {@code to}. */
    void await(int slot, Results to) {
        enter(1, ENTER_GETEVENTS, 0, 0);
        take();
        for (int left = taken.size(); left > 0; left--) {
            Result next = taken.remove();
            if ((int) next.data == slot) {
                to.completed(next.data, next.result, next.flags);
            } else {
                taken.add(next);
            }
        }
    }

    /** Whether nothing is queued. */
    boolean isSubmitted() {
        return sqTail == submitted;
    }

    /** Whether results were taken that were not told yet. */
    boolean hasTaken() {
        return !taken.isEmpty();
    }

    @Override
    public void close() {
        Libc.close(fd);
        Libc.tryCall("munmap", rings, ringsBytes);
        Libc.tryCall("munmap", sqes, sqesBytes);
    }
}
