package org.ropewalk.examples.beanstalkd;

import java.util.Comparator;
import java.util.Optional;
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

    private static final Comparator<Job> EARLY =
            Comparator.comparingLong(Job::deadlineNs).thenComparing(Job::id, Long::compareUnsigned);

    private final String name;
    private final TreeSet<Job> ready = new TreeSet<>(URGENT);
    private final TreeSet<Job> delayed = new TreeSet<>(EARLY);
    private final TreeSet<Job> buried = new TreeSet<>(Comparator.comparingLong(Job::burial));
    private int reserved;
    private int using;
    private int watching;
    private int waiting;
    private long total;
    private long deleted;
    private long pauses;
    private int pauseSeconds;

    /** Until when no job is reserved; before now if it is not paused. */
    private long pausedUntilNs;

    Queue(String name, long nowNs) {
        this.name = name;
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
    }

    void remove(Job job) {
        if (job.state() == State.RESERVED) {
            reserved--;
        } else {
            jobs(job.state()).remove(job);
        }
    }

    /** The job of a state, but reserved, that comes first. */
    Optional<Job> first(State state) {
        TreeSet<Job> jobs = jobs(state);
        return jobs.isEmpty() ? Optional.empty() : Optional.of(jobs.first());
    }

    int count(State state) {
        return state == State.RESERVED ? reserved : jobs(state).size();
    }

    long urgent() {
        return ready.stream()
                .filter(job -> Integer.compareUnsigned(job.pri(), URGENT_PRIORITY) < 0)
                .count();
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
        return waiting;
    }

    void waiting(int more) {
        waiting += more;
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
