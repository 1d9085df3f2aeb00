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
}
