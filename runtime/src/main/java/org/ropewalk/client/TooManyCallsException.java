package org.ropewalk.client;

/**
 * A call was not accepted: as many calls of its connection wait to be sent as the client's options
 * allow, or they hold as many bytes; or the calls of all connections hold as much memory as their
 * factory or reactor may ({@link org.ropewalk.reactor.MemoryBudget}). Nothing was sent; the call
 * may be made again when others have been sent.
 */
public final class TooManyCallsException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    TooManyCallsException(String message) {
        super(message);
    }
}
