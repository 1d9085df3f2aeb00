package org.ropewalk.examples.beanstalkd;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ropewalk.examples.beanstalkd.Beanstalkd.Reservation;

/** A worker's wish for a job. */
final class Wish {
    private final CompletableFuture<Reservation> answer = new CompletableFuture<>();
    private final boolean ends;
    private final long untilNs;

    /** Without an end. */
    Wish() {
        this.ends = false;
        this.untilNs = 0;
    }

    Wish(long untilNs) {
        this.ends = true;
        this.untilNs = untilNs;
    }

    CompletionStage<Reservation> answer() {
        return answer;
    }

    void answer(Reservation reservation) {
        answer.complete(reservation);
    }

    /** How long it waits yet; {@link Alarm#NEVER} if it has no end. */
    long leftNs(long nowNs) {
        return ends ? untilNs - nowNs : Alarm.NEVER;
    }
}
