package org.ropewalk.uring;

import org.opentest4j.TestAbortedException;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Port;
import org.ropewalk.reactor.Reactor;

/** A reactor over rings for one test, which is aborted where there are none. */
final class TestedRing {
    Reactor reactor;

    void create(int loops, KernelAnswers answers) {
        try {
            reactor = UringReactor.create(loops, answers);
        } catch (UnsupportedOperationException e) {
            throw new TestAbortedException(e.getMessage(), e);
        }
    }

    Port serve(Factory factory) {
        Port port = reactor.listenTcp(0, factory, "127.0.0.1", 1_024);
        reactor.start();
        return port;
    }

    void close() {
        if (reactor != null) {
            reactor.close();
        }
    }
}
