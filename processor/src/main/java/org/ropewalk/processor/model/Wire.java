package org.ropewalk.processor.model;

/**
 * How a protocol's lines stand on the wire.
 *
 * @param terminator what ends a line
 * @param oneSpace whether words are separated by exactly one space
 * @param caseSensitive whether the case of letters counts in verbs and literals
 * @param charset the name of the character set of text
 * @param order how the server treats commands behind an unfinished one
 */
public record Wire(
        Terminator terminator,
        boolean oneSpace,
        boolean caseSensitive,
        String charset,
        Order order) {
    /** What ends a line; the first named is written. */
    public enum Terminator {
        /** CR LF alone. */
        CRLF,
        /** LF alone. */
        LF,
        /** Both are read, CR LF is written. */
        CRLF_OR_LF,
        /** Both are read, LF is written. */
        LF_OR_CRLF
    }

    /** How commands behind an unfinished one are treated. */
    public enum Order {
        /** The next is read after the reply. */
        SERIAL,
        /** Handlers overlap, replies keep the order. */
        PIPELINED
    }
}
