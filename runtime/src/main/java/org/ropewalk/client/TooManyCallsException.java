package org.ropewalk.client;

/**
 * A call was not accepted, because too many calls wait to be sent. The limits are those of the
 * client's options, and the memory that a factory or the reactor allows for all connections ({@link
 * org.ropewalk.reactor.MemoryBudget}).
 */
public final class TooManyCallsException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TooManyCallsException(String message) {
        super(message);
    }
}
