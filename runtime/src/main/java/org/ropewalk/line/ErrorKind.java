package org.ropewalk.line;

/** The kinds of errors in the input of a peer, or in its handling. */
public enum ErrorKind {
    /** No command of any state begins so. */
    UNKNOWN,
    /** An empty line. */
    EMPTY,
    /** A command of another state. */
    MISPLACED,
    /** A command that this connection does not offer: STARTTLS without TLS, or under it. */
    UNAVAILABLE,
    /** Too few words or too many. */
    USAGE,
    /** A word of the wrong form. */
    MALFORMED,
    /** A payload with a wrong end or wrong contents. */
    PAYLOAD,
    /** A line over its limit. */
    TOO_LONG,
    /** A payload over its limit. */
    TOO_BIG,
    /** There is no memory for a payload. */
    MEMORY,
    /** The handler threw an undeclared exception. */
    FAILED,
    /** More than the server takes at a time. */
    BUSY,
    /** A timeout. */
    TIMEOUT,
    /** The server stops. */
    SHUTDOWN,
    /** A client's call failed by a line of {@code @Errors(refusals)}; no server reports it. */
    REFUSED;

    /** Whether it is an error of a payload, and not of a line. */
    public boolean isOfPayload() {
        return this == PAYLOAD || this == TOO_BIG || this == MEMORY;
    }
}
