package org.ropewalk.loop;

import org.opentest4j.TestAbortedException;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.uring.UringReactor;

/** Reactors over real sockets: the property {@code ropewalk.reactor} chooses the kernel. */
public final class SocketReactors {
    private SocketReactors() {}

    /** Whether tests over sockets run on io_uring. */
    public static boolean areRings() {
        return "uring".equals(System.getProperty("ropewalk.reactor"));
    }

    /** A reactor with one loop. */
    public static Reactor create() {
        return create(1);
    }

    /** A reactor with {@code loops} loops; a test is not run where there is no such kernel. */
    public static Reactor create(int loops) {
        return areRings() ? uring(loops) : NioReactor.create(loops);
    }

    /** A reactor over io_uring; a test is not run where that cannot be used. */
    static Reactor uring(int loops) {
        try {
            return UringReactor.create(loops);
        } catch (UnsupportedOperationException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
