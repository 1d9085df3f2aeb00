package org.ropewalk.observe;

import java.util.Locale;

/**
 * How a command of a server, or a call of a client, ended; of several outcomes the worst is used.
 */
public enum Outcome {
    /** It was answered with a reply. */
    REPLIED,
    /** It was done, and the protocol has no reply to it, or the peer wanted none. */
    NO_REPLY,
    /** It was answered with an error: a declared exception, or a line that is refused. */
    REJECTED,
    /** The handler failed or took too long; on a client, the call could not be made or answered. */
    FAILED,
    /** The connection ended before the reply. */
    CLOSED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** Its name in lower case, for labels of metrics and fields of events. */
    public String label() {
        return label;
    }
}
