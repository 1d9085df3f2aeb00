package org.ropewalk.examples.beanstalkd;

import org.ropewalk.line.Bytes;

/** A job and where it is. Guarded by the store. */
final class Job {
    /** Where a job is. */
    enum State {
        READY,
        DELAYED,
        RESERVED,
        BURIED
    }

    /** What a job costs beside its body: this object, its places in the tube and in the index. */
    private static final int OVERHEAD_BYTES = 240;

    final long id;
    final Queue tube;
    final Bytes body;
    final int ttr;
    final long createdNs;
    int pri;
    int delay;
    State state;

    /** When it is ready, or its reservation ends. */
    long deadlineNs;

    /** In which order jobs were buried. */
    long buried;

    Worker owner;
    int reserves;
    int timeouts;
    int releases;
    int buries;
    int kicks;

    Job(long id, Queue tube, int pri, int ttr, Bytes body, long createdNs) {
        this.id = id;
        this.tube = tube;
        this.pri = pri;
        this.ttr = ttr == 0 ? 1 : ttr;
        this.body = body;
        this.createdNs = createdNs;
    }

    long bytes() {
        return OVERHEAD_BYTES + body.length();
    }
}
