package org.ropewalk.examples.beanstalkd;

import java.util.Comparator;
import java.util.TreeSet;

/** A tube's jobs. Guarded by the store. */
final class Queue {
    private static final Comparator<Job> URGENT =
            Comparator.<Job, Integer>comparing(job -> job.pri, Integer::compareUnsigned)
                    .thenComparing(job -> job.id, Long::compareUnsigned);
    private static final Comparator<Job> EARLY =
            Comparator.<Job>comparingLong(job -> job.deadlineNs)
                    .thenComparing(job -> job.id, Long::compareUnsigned);

    final String name;
    final TreeSet<Job> ready = new TreeSet<>(URGENT);
    final TreeSet<Job> delayed = new TreeSet<>(EARLY);
    final TreeSet<Job> buried = new TreeSet<>(Comparator.comparingLong(job -> job.buried));
    int reserved;
    int using;
    int watching;
    int waiting;
    long total;
    long deleted;
    long pauses;
    int pauseSeconds;

    /** Until when no job is reserved; before now if it is not paused. */
    long pausedUntilNs;

    Queue(String name, long nowNs) {
        this.name = name;
        this.pausedUntilNs = nowNs;
    }

    boolean isPaused(long nowNs) {
        return pausedUntilNs - nowNs > 0;
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
