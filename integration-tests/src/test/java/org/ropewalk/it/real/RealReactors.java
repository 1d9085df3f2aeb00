package org.ropewalk.it.real;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
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
    public static boolean areRings() {
        return "uring".equals(System.getProperty("ropewalk.reactor"));
    }

    /**
     * A JVM with a heap of 64 MB whose reactors are of the same kind; a test is not run where there
     * is no such kernel.
     */
    public static Process startWithSmallHeap(List<String> mainAndArguments) throws IOException {
        create().close();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options());
        command.addAll(List.of("-Xmx64m", "-cp", System.getProperty("java.class.path")));
        command.addAll(mainAndArguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
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
