package org.ropewalk.observe;

/**
 * Observes the connections and commands of a server ({@code CommandFactory.observe}), or the
 * connections and calls of clients ({@code ClientOptions.observe}). The methods are called on the
 * loops of the connections; with several loops, several calls may run at the same time. They must
 * not block. Their exceptions are logged, and have no other effect.
 */
public interface CommandObserver {
    /** The name of lines that match no declared command. */
    String UNKNOWN = "unknown";

    /** Called when a connection is open. */
    default ConnectionScope opened(ConnectionInfo connection) {
        return ConnectionScope.NONE;
    }

    /**
     * Called when a command begins: its line was read, and its handler is called next; or a call
     * was made.
     *
     * @param command the method name of the command; {@link #UNKNOWN} for a line that matches none
     */
    default CommandScope started(ConnectionInfo connection, String command) {
        return CommandScope.NONE;
    }

    /** Called when a client's attempt to connect has ended; on the reactor's home loop. */
    default void attempted(ConnectAttempt attempt) {}
}
