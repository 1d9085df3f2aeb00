package org.ropewalk.line;

/** What follows the counted bytes of a payload. */
public enum Trailer {
    /** A line end, as the protocol's lines have it. */
    TERMINATOR,
    /** CR LF, whatever the lines have. */
    CRLF,
    /** Nothing. */
    NONE;

    /** What {@link #lengthAt} says if the bytes that came do not tell yet. */
    static final int UNDECIDED = -1;

    /** What {@link #lengthAt} says if something else stands there. */
    static final int WRONG = -2;

    /** How long the trailer is that stands in {@code bytes[at, limit)}. */
    int lengthAt(byte[] bytes, int at, int limit, LineFormat format) {
        if (this == NONE) {
            return 0;
        }
        if (at == limit) {
            return UNDECIDED;
        }
        boolean readsLf = this == TERMINATOR && format.readsLf;
        boolean readsCrLf = this == CRLF || format.readsCrLf;
        if (bytes[at] == '\n' && readsLf) {
            return 1;
        }
        if (bytes[at] != '\r' || !readsCrLf) {
            return WRONG;
        }
        if (at + 1 == limit) {
            return UNDECIDED;
        }
        return bytes[at + 1] == '\n' ? 2 : WRONG;
    }
}
