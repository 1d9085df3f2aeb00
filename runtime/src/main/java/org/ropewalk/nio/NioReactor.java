package org.ropewalk.nio;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.ports.LoopReactor;
import org.ropewalk.reactor.Reactor;
import org.ropewalk.selector.NioNetwork;

/** Makes reactors over the JDK's selector: the ones that speak over real networks. */
public final class NioReactor {
    private NioReactor() {}

    /**
     * A reactor with one loop.
     *
     * @throws UncheckedIOException if the system gives no selector
     */
    public static Reactor create() {
        return create(1);
    }

    /**
     * A reactor with {@code loops} loops, 1 to 1,024: the first accepts and calls factories,
     * connections live on all of them in turn.
     *
     * @throws UncheckedIOException if the system gives no selector
     */
    public static Reactor create(int loops) {
        LoopReactor.checkLoops(loops);
        boolean spinning = Runtime.getRuntime().availableProcessors() > 1;
        List<EventLoop> made = new ArrayList<>();
        try {
            for (int i = 0; i < loops; i++) {
                made.add(new EventLoop(new NioNetwork(), spinning));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no selector can be opened", e);
        }
        return LoopReactor.threaded(made);
    }
}
