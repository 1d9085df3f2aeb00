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

    private static final long SECOND_NS = 1_000_000_000L;

    private final long id;
    private final Queue tube;
    private final Bytes body;
    private final int ttr;
    private final long createdNs;
    private int pri;
    private int delay;
    private State state;

    /** When it is ready, or its reservation ends. */
    private long deadlineNs;

    /** In which order jobs were buried. */
    private long burial;

    private Worker owner;
    private int reserves;
    private int timeouts;
    private int releases;
    private int buries;
    private int kicks;

    /** A job that is nowhere yet. */
    Job(long id, Queue tube, int pri, int ttr, Bytes body, long createdNs) {
        this.id = id;
        this.tube = tube;
        this.pri = pri;
        this.ttr = ttr == 0 ? 1 : ttr;
        this.body = body;
        this.createdNs = createdNs;
    }

    // ---- what it is

    long id() {
        return id;
    }

    Queue tube() {
        return tube;
    }

    Bytes body() {
        return body;
    }

    int ttr() {
        return ttr;
    }

    long createdNs() {
        return createdNs;
    }

    int pri() {
        return pri;
    }

    int delay() {
        return delay;
    }

    State state() {
        return state;
    }

    boolean isOwnedBy(Worker worker) {
        return owner == worker;
    }

    /** How long until it is ready, or its reservation ends; below 0 behind that. */
    long leftNs(long nowNs) {
        return deadlineNs - nowNs;
    }

    boolean isDue(long nowNs) {
        return leftNs(nowNs) <= 0;
    }

    long deadlineNs() {
        return deadlineNs;
    }

    long burial() {
        return burial;
    }

    int reserves() {
        return reserves;
    }

    int timeouts() {
        return timeouts;
    }

    int releases() {
        return releases;
    }

    int buries() {
        return buries;
    }

    int kicks() {
        return kicks;
    }

    long bytes() {
        return OVERHEAD_BYTES + body.length();
    }

    // ---- where it goes

    /** It is nowhere. */
    void leave() {
        if (state != null) {
            tube.remove(this);
        }
        if (owner != null) {
            owner.left(this);
            owner = null;
        }
        state = null;
    }

    private void enter(State next) {
        state = next;
        tube.add(this);
    }

    void ready() {
        leave();
        enter(State.READY);
    }

    /** It is ready, in so many seconds. */
    void waitFor(int seconds, long nowNs) {
        delay = seconds;
        leave();
        if (seconds == 0) {
            enter(State.READY);
        } else {
            deadlineNs = nowNs + Integer.toUnsignedLong(seconds) * SECOND_NS;
            enter(State.DELAYED);
        }
    }

    void reserve(Worker worker, long nowNs) {
        reserves++;
        hold(worker, nowNs);
    }

    /** Its reservation begins again. */
    void touch(long nowNs) {
        hold(owner, nowNs);
    }

    private void hold(Worker worker, long nowNs) {
        leave();
        deadlineNs = nowNs + Integer.toUnsignedLong(ttr) * SECOND_NS;
        owner = worker;
        owner.took(this);
        enter(State.RESERVED);
    }

    /** Its reservation is over. */
    void timeOut() {
        timeouts++;
        ready();
    }

    void release(int newPri, int seconds, long nowNs) {
        leave();
        pri = newPri;
        releases++;
        waitFor(seconds, nowNs);
    }

    void bury(int newPri, long order) {
        leave();
        pri = newPri;
        buries++;
        burial = order;
        enter(State.BURIED);
    }

    void kick() {
        kicks++;
        ready();
    }
}
