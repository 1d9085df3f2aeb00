package org.ropewalk.line;

import org.ropewalk.annotation.ForGeneratedCode;

/** What follows the counted bytes of a payload. */
@ForGeneratedCode
public enum Trailer {
    /** A line end, as the protocol's lines have it. */
    TERMINATOR,
    /** CR LF, whatever the lines have. */
    CRLF,
    /** Nothing. */
    NONE,
    /** What follows each block of the protocol. */
    BLOCK
}
