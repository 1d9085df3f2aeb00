package org.ropewalk.processor.model;

/**
 * How bytes behind a line are framed.
 *
 * @param framing where they end
 * @param trailer what follows counted bytes
 */
public record PayloadModel(Framing framing, Trailer trailer) {
    /** Bytes that end at a line with a single dot. */
    public static final PayloadModel DOTTED = new PayloadModel(Framing.DOTTED, Trailer.NONE);

    /** Where a payload ends. */
    public enum Framing {
        /** After as many bytes as its line says. */
        COUNTED,
        /** At a line with a single dot. */
        DOTTED,
        /** At a given line. */
        UNTIL,
        /** With the connection. */
        UNTIL_CLOSE
    }

    /** What follows a counted payload. */
    public enum Trailer {
        /** A line end, as the protocol's lines have it. */
        TERMINATOR,
        /** CR LF, whatever the lines have. */
        CRLF,
        /** Nothing. */
        NONE
    }
}
