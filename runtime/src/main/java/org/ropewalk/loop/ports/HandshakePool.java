package org.ropewalk.loop.ports;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * Threads for the arithmetic of TLS handshakes, which takes milliseconds: connections that stand
 * keep their turns while others come.
 */
final class HandshakePool implements Executor {
    /** Half of the machine computes; the loops have the other half. */
    private static final int THREADS = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);

    private final WorkerPool workers = new WorkerPool("ropewalk-tls", THREADS);

    /** Runs {@code task} on one of them; here, if there are none any more. */
    @Override
    public void execute(Runnable task) {
        try {
            workers.execute(task);
        } catch (RejectedExecutionException stopped) {
            task.run();
        }
    }

    /** How many tasks wait for a thread. */
    int waiting() {
        return workers.waiting();
    }

    void stop() {
        workers.stop();
    }
}
