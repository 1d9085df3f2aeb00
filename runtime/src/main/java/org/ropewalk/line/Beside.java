package org.ropewalk.line;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.reactor.Protocol;
import org.ropewalk.reactor.Transport;

/** What a handler does beside its reply: what it pushes, and what is to be done behind it. */
final class Beside {
    private static final int STEP_BYTES = 128;

    private final KeptBytes pushed;
    final List<Runnable> behind = new ArrayList<>();

    /** Nothing yet, of a connection of {@code protocol}. */
    Beside(Protocol protocol) {
        pushed = new KeptBytes(protocol, Integer.MAX_VALUE);
    }

    /** Keeps lines that are pushed; false if there is no memory for them. */
    boolean push(byte[] lines, int length) {
        return pushed.append(lines, 0, length, STEP_BYTES);
    }

    /** How many bytes are kept. */
    int pushedBytes() {
        return pushed.count();
    }

    /** Sends what is kept. */
    void send(Transport transport) {
        if (pushed.count() > 0) {
            transport.write(pushed.array(), 0, pushed.count());
            pushed.release();
        }
    }

    /** Forgets what is kept. */
    void release() {
        pushed.release();
    }
}
