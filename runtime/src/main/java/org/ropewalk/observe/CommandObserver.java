package org.ropewalk.observe;

/**
 * Is told of the connections and commands of a server ({@code CommandFactory.observe}), or of the
 * connections and calls of clients ({@code ClientOptions.observe}). Methods are called on the loops
 * of the connections, several at a time where a reactor has several loops; they must not block.
 * What they throw is logged, and has no other effect.
 */
public interface CommandObserver {
    /** The name of commands that no declared command matches. */
    String UNKNOWN = "unknown";

    /** A connection is made. */
    default ConnectionScope opened(ConnectionInfo connection) {
        return ConnectionScope.NONE;
    }

    /**
     * A command begins: its line was read, and its handler is called next; or a call was made.
     *
     * @param command the name of the command's method in the declaration; {@link #UNKNOWN} for a
     *     line that is none of them
     */
    default CommandScope started(ConnectionInfo connection, String command) {
        return CommandScope.NONE;
    }

    /** A client's attempt to connect has ended; on the reactor's home loop. */
    default void attempted(ConnectAttempt attempt) {}
}
