package org.ropewalk.observe;

/**
 * What an observer does about one command of a server, or one call of a client. On a server, {@link
 * #entered} and {@link #left} are called in pairs around code that works for the command, on the
 * thread that runs it: the loop's, and that of a handler that may block.
 */
public interface CommandScope {
    /** Does nothing. */
    CommandScope NONE = end -> {};

    /** Code that works for the command runs next on this thread. */
    default void entered() {}

    /** That code has run. */
    default void left() {}

    /**
     * The command is complete: its reply was written, or read, or will never be. Called once, on
     * the connection's loop; for a call on the thread that completes it.
     */
    void completed(CommandEnd end);
}
