package org.ropewalk.uring;

import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the best reactor that this machine has. */
public final class Reactors {
    private static final Logger LOG = LoggerFactory.getLogger(Reactors.class);

    private Reactors() {}

    /** A reactor with one loop over io_uring, or else over the JDK's selector. */
    public static Reactor best() {
        return best(1);
    }

    /**
     * A reactor with {@code loops} loops, 1 to 1,024, over io_uring if it can be used, or else over
     * the JDK's selector. Logs which, and why.
     */
    public static Reactor best(int loops) {
        return best(loops, KernelAnswers.OWN);
    }

    /** As the other, over a kernel that answers so. */
    static Reactor best(int loops, KernelAnswers answers) {
        try {
            Reactor reactor = UringReactor.create(loops, answers);
            LOG.info("The reactor uses io_uring");
            return reactor;
        } catch (UnsupportedOperationException e) {
            LOG.info("The reactor uses the selector of the JDK: {}", e.getMessage());
            return NioReactor.create(loops);
        }
    }
}
