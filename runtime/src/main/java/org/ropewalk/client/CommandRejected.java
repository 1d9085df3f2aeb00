package org.ropewalk.client;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.ErrorKind;

/**
 * The server answered with one of the protocol's error lines, which the command does not declare as
 * an exception. It is the cause of a {@link org.ropewalk.reactor.ConnectionDone} where the server
 * has sent such a line by itself before it ended the connection: {@link ErrorKind#BUSY}, {@link
 * ErrorKind#TIMEOUT} or {@link ErrorKind#SHUTDOWN}.
 */
public final class CommandRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorKind[] kinds;
    private final String line;
    private transient @Nullable Object next;

    /** Made by generated clients. */
    public CommandRejected(String line, ErrorKind... kinds) {
        super("the server refused the command: " + line);
        this.kinds = kinds.clone();
        this.line = line;
    }

    /**
     * The kinds of error that the line can mean: one, or several where the protocol writes them
     * alike.
     */
    public Set<ErrorKind> kinds() {
        return Set.of(kinds);
    }

    /** The line, escaped, and cut after 100 bytes. */
    public String line() {
        return line;
    }

    void next(Object state) {
        next = state;
    }

    /**
     * The state into which the error has led the session, if it has: as the blocking view
     * implements it.
     *
     * @param <S> the state; assigned to anything else, the cast fails
     */
    @SuppressWarnings("unchecked")
    public <S> Optional<S> next() {
        return Optional.ofNullable((S) next);
    }
}
