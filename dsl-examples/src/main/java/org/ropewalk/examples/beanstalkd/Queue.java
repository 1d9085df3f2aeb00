package org.ropewalk.examples.beanstalkd;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ropewalk.examples.beanstalkd.Job.State;

/** A tube's jobs. Guarded by the store. */
final class Queue {
    private static final long SECOND_NS = 1_000_000_000L;

    /** A priority below which jobs count as urgent. */
    private static final int URGENT_PRIORITY = 1024;

    /** Which of two ready jobs is reserved first. */
    static final Comparator<Job> URGENT =
            Comparator.comparing(Job::pri, Integer::compareUnsigned)
                    .thenComparing(Job::id, Long::compareUnsigned);

    /** Which of two jobs is due first. */
    static final Comparator<Job> EARLY =
            Comparator.comparingLong(Job::deadlineNs).thenComparing(Job::id, Long::compareUnsigned);

    private final String name;
    private final Schedule schedule;
    private final TreeSet<Job> ready = new TreeSet<>(URGENT);
    private final TreeSet<Job> delayed = new TreeSet<>(EARLY);
    private final TreeSet<Job> buried = new TreeSet<>(Comparator.comparingLong(Job::burial));

    /** Those who wait for a job, in the order in which they began to. */
    private final Set<Worker> waiting = new LinkedHashSet<>();

    private int reserved;
    private int using;
    private int watching;
    private int urgent;
    private long total;
    private long deleted;
    private long pauses;
    private int pauseSeconds;

    /** Until when no job is reserved; before now if it is not paused. */
    private long pausedUntilNs;

    Queue(String name, Schedule schedule, long nowNs) {
        this.name = name;
        this.schedule = schedule;
        this.pausedUntilNs = nowNs;
    }

    String name() {
        return name;
    }

    // ---- jobs

    private TreeSet<Job> jobs(State state) {
        return switch (state) {
            case READY -> ready;
            case DELAYED -> delayed;
            case BURIED -> buried;
            case RESERVED -> throw new IllegalArgumentException("workers have reserved jobs");
        };
    }

    /** Counts a job that is put here. */
    void countPut() {
        total++;
    }

    void countDeleted() {
        deleted++;
    }

    /** A job is here now, in its state. */
    void add(Job job) {
        if (job.state() == State.RESERVED) {
            reserved++;
        } else {
            jobs(job.state()).add(job);
        }
        count(job, 1);
        if (isTimed(job)) {
            schedule.add(job);
        }
    }

    void remove(Job job) {
        if (job.state() == State.RESERVED) {
            reserved--;
        } else {
            jobs(job.state()).remove(job);
        }
        count(job, -1);
        if (isTimed(job)) {
            schedule.remove(job);
        }
    }

    private static boolean isTimed(Job job) {
        return job.state() == State.RESERVED || job.state() == State.DELAYED;
    }

    private void count(Job job, int more) {
        if (job.state() == State.READY) {
            urgent += Integer.compareUnsigned(job.pri(), URGENT_PRIORITY) < 0 ? more : 0;
            schedule.changed(this);
        }
    }

    /** The ready job that is reserved first; there is one. */
    Job firstReady() {
        return ready.first();
    }

    /** The job of a state, but reserved, that comes first. */
    Optional<Job> first(State state) {
        TreeSet<Job> jobs = jobs(state);
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.first());
    }

    int count(State state) {
        return state == State.RESERVED ? reserved : jobs(state).size();
    }

    int urgent() {
        return urgent;
    }

    long total() {
        return total;
    }

    long deleted() {
        return deleted;
    }

    // ---- workers

    int using() {
        return using;
    }

    void using(int more) {
        using += more;
    }

    int watching() {
        return watching;
    }

    void watching(int more) {
        watching += more;
    }

    int waiting() {
        return waiting.size();
    }

    /** A worker begins to wait for a job. */
    void await(Worker worker) {
        waiting.add(worker);
        schedule.changed(this);
    }

    /** A worker waits no longer. */
    void leave(Worker worker) {
        waiting.remove(worker);
        schedule.changed(this);
    }

    /** The worker that has waited longest; there is one. */
    Worker firstWaiting() {
        return waiting.iterator().next();
    }

    /** Whether a job is ready, and a worker waits for it. */
    boolean isAwaited() {
        return !ready.isEmpty() && !waiting.isEmpty();
    }

    // ---- pauses

    void pause(int seconds, long nowNs) {
        pausedUntilNs = nowNs + Integer.toUnsignedLong(seconds) * SECOND_NS;
        pauseSeconds = seconds;
        pauses++;
    }

    boolean isPaused(long nowNs) {
        return pauseLeftNs(nowNs) > 0;
    }

    long pauseLeftNs(long nowNs) {
        return pausedUntilNs - nowNs;
    }

    int pauseSeconds() {
        return pauseSeconds;
    }

    long pauses() {
        return pauses;
    }

    boolean isForgotten() {
        return using == 0
                && watching == 0
                && reserved == 0
                && ready.isEmpty()
                && delayed.isEmpty()
                && buried.isEmpty();
    }
}
