package org.ropewalk.it.real;

import java.util.List;
import org.opentest4j.TestAbortedException;
import org.ropewalk.nio.NioReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.uring.UringReactor;

/** Reactors over real sockets: the property {@code ropewalk.reactor} chooses the kernel. */
public final class RealReactors {
    private RealReactors() {}

    /** A reactor with one loop. */
    public static Reactor create() {
        return create(1);
    }

    /** Whether tests over sockets run on io_uring. */
    private static boolean areRings() {
        return "uring".equals(System.getProperty("ropewalk.reactor"));
    }

    /** The options of a JVM whose reactors are of the same kind. */
    public static List<String> options() {
        return areRings()
                ? List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "-Dropewalk.reactor=uring",
                        "-Dropewalk.daemon.reactor=uring")
                : List.of();
    }

    /** A reactor with {@code loops} loops; a test is not run where there is no such kernel. */
    public static Reactor create(int loops) {
        if (!areRings()) {
            return NioReactor.create(loops);
        }
        try {
            return UringReactor.create(loops);
        } catch (UnsupportedOperationException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }
}
