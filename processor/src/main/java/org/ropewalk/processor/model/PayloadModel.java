package org.ropewalk.processor.model;

/**
 * How bytes behind a line are framed.
 *
 * @param framing where they end
 * @param trailer what follows counted bytes
 * @param until the line, or the bytes, that end them, where they are given
 * @param chunk how chunks tell their lengths
 * @param maxLength the largest number of counted bytes that a line can tell
 */
public record PayloadModel(
        Framing framing, Trailer trailer, String until, Chunk chunk, long maxLength) {
    /** Whether its line says how long it is. */
    public boolean isCounted() {
        return framing == Framing.COUNTED;
    }

    /** Whether it ends with the connection. */
    public boolean endsConnection() {
        return framing == Framing.UNTIL_CLOSE;
    }

    /** Where a payload ends. */
    public enum Framing {
        /** After as many bytes as its line says. */
        COUNTED,
        /** At a line with a single dot. */
        DOTTED,
        /** At a given line. */
        UNTIL,
        /** Behind given bytes. */
        DELIMITED,
        /** Behind a chunk of no bytes. */
        CHUNKED,
        /** With the connection. */
        UNTIL_CLOSE
    }

    /** How a chunk tells its length. */
    public enum Chunk {
        /** By four bytes. */
        UINT32,
        /** By a line. */
        HEX_LINE
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
