package org.ropewalk.uring;

import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;

/** What a ring needs of the kernel, and what is said where it is not there. */
final class Requirements {
    private static final String TOO_OLD = "the kernel is too old: Linux 6.1 is needed";

    private static final int EPERM = 1;
    private static final int EACCES = 13;
    private static final int EINVAL = 22;
    private static final int ENOSYS = 38;

    /** The ring is not enabled yet: the answer to an attempt to enter it, where that is allowed. */
    private static final int EBADFD = 77;

    private static final Map<Integer, String> REASONS =
            Map.of(
                    EPERM,
                    "it is disabled (sysctl kernel.io_uring_disabled), or a container's policy"
                            + " refuses it",
                    EACCES,
                    "a security policy refuses it",
                    EINVAL,
                    TOO_OLD,
                    ENOSYS,
                    "the kernel has no io_uring, or a container's policy hides it",
                    Errno.ENOMEM,
                    "there is not enough memory, or too little may be locked (ulimit -l)",
                    Errno.EMFILE,
                    "no descriptor is left (ulimit -n)");

    /** The operations, with their names for messages. */
    private static final Map<Integer, String> OPERATIONS =
            Map.of(
                    Ring.OP_ACCEPT, "ACCEPT",
                    Ring.OP_CANCEL, "ASYNC_CANCEL",
                    Ring.OP_CONNECT, "CONNECT",
                    Ring.OP_CLOSE, "CLOSE",
                    Ring.OP_READ, "READ",
                    Ring.OP_SEND, "SEND",
                    Ring.OP_RECV, "RECV");

    /** SINGLE_MMAP, NODROP, EXT_ARG. */
    private static final int FEATURES = 1 | 1 << 1 | 1 << 8;

    private static final int REGISTER_PROBE = 8;
    private static final int PROBED = 64;

    private final KernelAnswers answers;

    Requirements(KernelAnswers answers) {
        this.answers = answers;
    }

    /**
     * The descriptor of the ring; throws why there is none.
     *
     * @param own the kernel's answer: a descriptor, or -errno
     */
    int descriptor(long own) throws IOException {
        long answer = answers.ring(own);
        if (answer >= 0) {
            return (int) answer;
        }
        if (own >= 0) {
            Libc.close((int) own);
        }
        throw reason((int) -answer);
    }

    private static IOException reason(int errno) {
        String reason = REASONS.get(errno);
        return reason == null ? Errno.exception(errno) : new IOException(reason);
    }

    /** Throws if one of the features is not there. */
    void checkFeatures(int own) throws IOException {
        if ((answers.features(own) & FEATURES) != FEATURES) {
            throw new IOException(TOO_OLD);
        }
    }

    /** Throws if {@code ring} cannot be used, or cannot have one of the operations. */
    void checkOperations(Ring ring, Arena memory) throws IOException {
        MemorySegment probe = memory.allocate(16 + 8L * PROBED, 8);
        long result = ring.tryRegister(REGISTER_PROBE, probe.address(), PROBED);
        if (result < 0) {
            throw reason((int) -result);
        }
        result = answers.enter(ring.tryEnter());
        if (result != -EBADFD) {
            throw reason((int) -result);
        }
        for (Map.Entry<Integer, String> each : OPERATIONS.entrySet()) {
            int operation = each.getKey();
            boolean own = (probe.get(JAVA_SHORT_UNALIGNED, 16 + 8L * operation + 2) & 1) != 0;
            if (!answers.has(operation, own)) {
                throw new IOException("the kernel refuses the operation " + each.getValue());
            }
        }
    }
}
