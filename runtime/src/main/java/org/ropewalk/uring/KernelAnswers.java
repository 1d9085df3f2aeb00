package org.ropewalk.uring;

/** What the kernel answers; a test gives the answers of another kernel. */
interface KernelAnswers {
    /** The answers of this kernel. */
    KernelAnswers OWN = new KernelAnswers() {};

    /**
     * To the request for a ring.
     *
     * @param own a descriptor, or -errno
     */
    default long ring(long own) {
        return own;
    }

    /**
     * To the attempt to enter the ring before it is enabled.
     *
     * @param own -errno
     */
    default long enter(long own) {
        return own;
    }

    /** To the question for features; the bits {@code IORING_FEAT_}. */
    default int features(int own) {
        return own;
    }

    /** To the question whether it has the operation {@code IORING_OP_}. */
    default boolean has(int operation, boolean own) {
        return own;
    }

    /** To the request for room for so many operations that were not submitted; a power of two. */
    default int operations(int wanted) {
        return wanted;
    }

    /** To the request for room for so many results; a power of two. */
    default int results(int wanted) {
        return wanted;
    }

    /** To the request for buffers that are filled by several receptions. */
    default boolean fillsIncrementally() {
        return true;
    }

    /** To the submission of so many operations: how many are taken, or -errno. */
    default int submits(int queued) {
        return queued;
    }
}
