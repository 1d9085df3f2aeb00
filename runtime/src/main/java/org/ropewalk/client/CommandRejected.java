package org.ropewalk.client;

import java.util.Optional;
import org.ropewalk.line.ErrorKind;

/**
 * The server answered with one of the protocol's error lines, which the command does not declare as
 * an exception.
 */
public final class CommandRejected extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ErrorKind kind;
    private final String line;
    private transient Object next;

    /** Made by generated clients. */
    public CommandRejected(ErrorKind kind, String line) {
        super("the server refused the command: " + line);
        this.kind = kind;
        this.line = line;
    }

    /** Which of the error lines it is; where several look alike, the first. */
    public ErrorKind kind() {
        return kind;
    }

    /** The line, escaped, and cut after 100 bytes. */
    public String line() {
        return line;
    }

    void next(Object state) {
        next = state;
    }

    /**
     * Where the error has led the session, if it has led it anywhere: a state, as the blocking view
     * implements it.
     *
     * @param <S> the state; assigned to anything else, the cast fails
     */
    @SuppressWarnings("unchecked")
    public <S> Optional<S> next() {
        return Optional.ofNullable((S) next);
    }
}
