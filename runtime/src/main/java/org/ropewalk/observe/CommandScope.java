package org.ropewalk.observe;

/**
 * Observes one command of a server, or one call of a client. On a server, {@link #entered} and
 * {@link #left} are called in pairs around code that works for the command. They are called on the
 * thread of that code: the loop's, or that of a blocking handler.
 */
public interface CommandScope {
    /** Does nothing. */
    CommandScope NONE = end -> {};

    /** Called before code that works for the command runs on this thread. */
    default void entered() {}

    /** Called after that code has run. */
    default void left() {}

    /**
     * Called once when the command is complete: its reply was written, or read, or there will be
     * none. On the connection's loop; for a call on the thread that completes it.
     */
    void completed(CommandEnd end);
}
