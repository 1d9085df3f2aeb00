package org.ropewalk.examples.beanstalkd;

import java.time.Duration;
import org.ropewalk.reactor.DelayedCall;
import org.ropewalk.reactor.Reactor;

/** One timer on the home loop of a reactor, which is set anew again and again. Any thread. */
final class Alarm {
    /** So long that the alarm does not ring. */
    static final long NEVER = Long.MAX_VALUE;

    private final Reactor reactor;
    private final Runnable rings;

    /** Belongs to the home loop. */
    private DelayedCall call;

    Alarm(Reactor reactor, Runnable rings) {
        this.reactor = reactor;
        this.rings = rings;
    }

    /**
     * Rings in {@code waitNs}, and not when it was set to before. On another thread it rings soon,
     * as a later call on the home loop may be made first.
     */
    void set(long waitNs) {
        if (reactor.isInLoopThread()) {
            replace(waitNs);
        } else {
            reactor.callFromThread(rings);
        }
    }

    private void replace(long waitNs) {
        if (call != null) {
            call.cancel();
            call = null;
        }
        if (waitNs != NEVER) {
            call =
                    reactor.callLater(
                            Duration.ofNanos(Math.max(0, waitNs)),
                            () -> {
                                call = null;
                                rings.run();
                            });
        }
    }
}
