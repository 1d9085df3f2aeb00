package org.ropewalk.examples.beanstalkd;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a store does next, found without a look at all tubes, jobs and workers: the jobs that have a
 * time, the wishes, and the tubes that have both a ready job and a worker that waits. Guarded by
 * the store.
 */
final class Schedule {
    private final NavigableSet<Job> timed = new TreeSet<>(Queue.EARLY);
    private final NavigableSet<Wish> wishes = new TreeSet<>(Wish.EARLY);
    private final Set<Queue> awaited = new LinkedHashSet<>();

    /** A job is delayed or reserved. */
    void add(Job job) {
        timed.add(job);
    }

    /** It is no longer, or its time changes. */
    void remove(Job job) {
        timed.remove(job);
    }

    /** The jobs of a tube, or those who wait for them, have changed. */
    void changed(Queue tube) {
        if (tube.isAwaited()) {
            awaited.add(tube);
        } else {
            awaited.remove(tube);
        }
    }

    void begin(Wish wish) {
        wishes.add(wish);
    }

    void end(Wish wish) {
        wishes.remove(wish);
    }

    /** How many workers wait. */
    int waiting() {
        return wishes.size();
    }

    /** A delayed or reserved job whose time has come. */
    Optional<Job> dueJob(long nowNs) {
        return timed.isEmpty()
                ? Optional.empty()
                : Optional.of(timed.first()).filter(job -> job.isDue(nowNs));
    }

    /** A wish that is over. */
    Optional<Wish> dueWish(long nowNs) {
        return wishes.isEmpty()
                ? Optional.empty()
                : Optional.of(wishes.first()).filter(wish -> wish.dueNs() <= nowNs);
    }

    /** The tube whose first job is reserved next. */
    Optional<Queue> next(long nowNs) {
        return awaited.stream()
                .filter(tube -> !tube.isPaused(nowNs))
                .min(Comparator.comparing(Queue::firstReady, Queue.URGENT));
    }

    /** How long until something is due; {@link Alarm#NEVER} if nothing will be. */
    long waitNs(long nowNs) {
        long wait = Alarm.NEVER;
        if (!timed.isEmpty()) {
            wait = timed.first().leftNs(nowNs);
        }
        if (!wishes.isEmpty() && wishes.first().dueNs() != Wish.NEVER_NS) {
            wait = Math.min(wait, wishes.first().dueNs() - nowNs);
        }
        for (Queue tube : awaited) {
            wait = Math.min(wait, tube.pauseLeftNs(nowNs));
        }
        return wait;
    }
}
