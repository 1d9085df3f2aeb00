package org.ropewalk.loop;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.ropewalk.reactor.Reactor;

/** What a reactor under test stands on, and how a test waits for it. */
interface Kernel {
    /** A reactor that runs. */
    Reactor create();

    /** Lets the reactor run until {@code condition}, asked on its thread, is true. */
    void until(BooleanSupplier condition);

    /** Runs {@code call} on the loop's thread, and hands on what it throws. */
    void on(Runnable call);

    /** Lets time pass; false if only waiting could do that. */
    default boolean advance(Duration duration) {
        return false;
    }
}
