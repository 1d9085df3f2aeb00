package org.ropewalk.processor.model;

import java.util.Locale;
import java.util.Optional;

/** What the runtime may find wrong. */
public enum ErrorKind {
    /** No command of any state begins so. */
    UNKNOWN(null),
    /** An empty line. */
    EMPTY(UNKNOWN),
    /** A command of another state. */
    MISPLACED(UNKNOWN),
    /** A command that this connection does not offer. */
    UNAVAILABLE(MISPLACED),
    /** A word of the wrong form. */
    MALFORMED(UNKNOWN),
    /** Too few words or too many. */
    USAGE(MALFORMED),
    /** A payload that does not end where it should. */
    PAYLOAD(MALFORMED),
    /** A line over the limit. */
    TOO_LONG(MALFORMED),
    /** A payload over the limit. */
    TOO_BIG(MALFORMED),
    /** There is no memory for a payload. */
    MEMORY(TOO_BIG),
    /** The handler threw what it did not declare. */
    FAILED(null),
    /** More than the server takes at a time. */
    BUSY(null),
    /** Nothing came in time. */
    TIMEOUT(null),
    /** The server stops. */
    SHUTDOWN(null);

    private final ErrorKind fallback;

    ErrorKind(ErrorKind fallback) {
        this.fallback = fallback;
    }

    /** Its name in {@code @Errors}. */
    public String member() {
        int underscore = name().indexOf('_');
        String lower = name().toLowerCase(Locale.ROOT);
        return underscore < 0
                ? lower
                : lower.substring(0, underscore)
                        + name().charAt(underscore + 1)
                        + lower.substring(underscore + 2);
    }

    /** The kind whose reply serves where none is declared for this one. */
    public Optional<ErrorKind> fallback() {
        return Optional.ofNullable(fallback);
    }
}
