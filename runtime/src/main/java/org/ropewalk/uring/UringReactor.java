package org.ropewalk.uring;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.ports.LoopReactor;
import org.ropewalk.reactor.Reactor;

/**
 * Makes reactors over the io_uring of Linux, which need less processor time than those over the
 * JDK's selector. They need JDK 22 or later, Linux 6.1 or later and the option {@code
 * --enable-native-access=org.ropewalk} (on the class path {@code ALL-UNNAMED}).
 */
public final class UringReactor {
    private UringReactor() {}

    /**
     * A reactor with one loop.
     *
     * @throws UnsupportedOperationException if io_uring cannot be used; the message says why
     */
    public static Reactor create() {
        return create(1);
    }

    /**
     * A reactor with {@code loops} loops, 1 to 1,024: the first accepts and calls factories,
     * connections live on all of them in turn.
     *
     * @throws UnsupportedOperationException if io_uring cannot be used; the message says why
     */
    public static Reactor create(int loops) {
        return create(loops, KernelAnswers.OWN);
    }

    /** As the other, over a kernel that answers so. */
    static Reactor create(int loops, KernelAnswers answers) {
        LoopReactor.checkLoops(loops);
        List<Network> networks = new ArrayList<>();
        try {
            for (int i = 0; i < loops; i++) {
                networks.add(UringNetworks.open(answers));
            }
        } catch (UnsupportedOperationException e) {
            networks.forEach(Network::close);
            throw e;
        }
        return LoopReactor.threaded(
                networks.stream().map(network -> new EventLoop(network, false)).toList());
    }
}
