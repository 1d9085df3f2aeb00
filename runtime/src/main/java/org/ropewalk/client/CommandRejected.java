package org.ropewalk.client;

import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.ErrorKind;

/**
 * The server sent an error line of the protocol that the command does not declare as an exception.
 * It is the cause of a {@link org.ropewalk.reactor.ConnectionDone} if the server sent such a line
 * before it closed the connection: {@link ErrorKind#BUSY}, {@link ErrorKind#TIMEOUT} or {@link
 * ErrorKind#SHUTDOWN}.
 */
public final class CommandRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorKind[] kinds;
    private final String line;
    private transient @Nullable Object next;

    /** Called by generated clients. */
    public CommandRejected(String line, ErrorKind... kinds) {
        super("the server refused the command: " + line);
        this.kinds = kinds.clone();
        this.line = line;
    }

    /** The possible kinds of error; several if the protocol uses the same line for them. */
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
     * The state that the error led to, if it did, in the form of the blocking view.
     *
     * @param <S> the state; assigned to anything else, the cast fails
     */
    @SuppressWarnings("unchecked")
    public <S> Optional<S> next() {
        return Optional.ofNullable((S) next);
    }
}
