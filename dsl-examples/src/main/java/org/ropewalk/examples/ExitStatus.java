package org.ropewalk.examples;

import java.util.concurrent.CompletableFuture;

/**
 * Ends the process with a status of its own, behind a signal too, where the JVM alone would end
 * with 128 and the signal's number.
 */
final class ExitStatus {
    private final CompletableFuture<Integer> status = new CompletableFuture<>();

    /** From now on a signal ends the process when {@link #end} is called, and not before. */
    ExitStatus() {
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(() -> Runtime.getRuntime().halt(status.join()), "exit-status"));
    }

    /** Ends the process; does not return. */
    void end(int code) {
        status.complete(code);
        System.exit(code);
    }
}
