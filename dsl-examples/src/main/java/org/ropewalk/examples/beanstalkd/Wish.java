package org.ropewalk.examples.beanstalkd;

import java.util.Comparator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.beanstalkd.Beanstalkd.DeadlineSoon;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reservation;
import org.ropewalk.examples.beanstalkd.Beanstalkd.TimedOut;

/** A worker's wish for a job, which ends without one at a time. */
final class Wish {
    /** The time of a wish without an end. */
    static final long NEVER_NS = Long.MAX_VALUE;

    /** Which of two ends first. */
    static final Comparator<Wish> EARLY =
            Comparator.comparingLong(Wish::dueNs).thenComparingLong(wish -> wish.number);

    private final CompletableFuture<Reservation> answer = new CompletableFuture<>();
    private final Worker worker;
    private final long number;
    private final long untilNs;
    private final long warnedNs;

    /**
     * A wish.
     *
     * @param number no other wish has it
     * @param untilNs when it ends
     * @param warnedNs when the worker is warned that a job of its own times out
     */
    Wish(Worker worker, long number, long untilNs, long warnedNs) {
        this.worker = worker;
        this.number = number;
        this.untilNs = untilNs;
        this.warnedNs = warnedNs;
    }

    Worker worker() {
        return worker;
    }

    CompletionStage<Reservation> answer() {
        return answer;
    }

    void answer(Reservation reservation) {
        answer.complete(reservation);
    }

    /** It is over, without a job. */
    void answerAt(long nowNs) {
        answer(warnedNs <= nowNs ? new DeadlineSoon() : new TimedOut());
    }

    /** When it is over. */
    long dueNs() {
        return Math.min(untilNs, warnedNs);
    }
}
