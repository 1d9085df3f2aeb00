package org.ropewalk.selector;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;

/**
 * Descriptors that are held for hard times. While connections have taken all others, these are
 * given back, so that the rest of the process (a log file, a class that is loaded late) still
 * works; no connection is accepted until they are held again.
 */
public final class Reserve {
    private static final int PIPES = 2;

    private final Pipe[] pipes = new Pipe[PIPES];
    private boolean held;

    /** Holds them; and has the JDK set up what it needs descriptors for when it first reads. */
    public Reserve() throws IOException {
        hold();
        ByteBuffer one = ByteBuffer.allocate(1);
        pipes[0].sink().write(one);
        pipes[0].source().read(one.clear());
        release();
        hold();
    }

    /** Takes them again, if they were given back; throws if there are not enough. */
    public void hold() throws IOException {
        if (held) {
            return;
        }
        held = true;
        try {
            for (int i = 0; i < PIPES; i++) {
                pipes[i] = Pipe.open();
            }
        } catch (IOException e) {
            release();
            throw e;
        }
    }

    /** Gives them back. */
    public void release() {
        held = false;
        for (int i = 0; i < PIPES; i++) {
            close(pipes[i]);
            pipes[i] = null;
        }
    }

    private static void close(Pipe pipe) {
        if (pipe == null) {
            return;
        }
        try {
            pipe.source().close();
            pipe.sink().close();
        } catch (IOException e) {
            throw new IllegalStateException("a pipe cannot be closed", e);
        }
    }
}
