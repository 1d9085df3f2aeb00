package org.ropewalk.processor.model;

/**
 * How a protocol's lines stand on the wire.
 *
 * @param terminator what ends a line
 * @param separator what stands between words
 * @param caseSensitive whether the case of letters counts in verbs and literals
 * @param charset the name of the character set of text
 * @param order how the server treats commands behind an unfinished one
 * @param carrier how words travel
 * @param continued what stands between code and text in all lines of a reply but the last; empty
 *     where nothing does
 */
public record Wire(
        Terminator terminator,
        Separator separator,
        boolean caseSensitive,
        String charset,
        Order order,
        Carrier carrier,
        String continued) {
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

    /** What stands between words. */
    public enum Separator {
        /** One blank or more. */
        SPACES,
        /** One blank or tab, or more. */
        BLANKS,
        /** Exactly one blank. */
        ONE_SPACE
    }

    /** How commands behind an unfinished one are treated. */
    public enum Order {
        /** The next is read after the reply. */
        SERIAL,
        /** Handlers overlap, replies keep the order. */
        PIPELINED,
        /** Handlers overlap, replies go out as they come. */
        TAGGED
    }

    /** How words travel. */
    public enum Carrier {
        /** As they stand. */
        LINE,
        /** A colon starts the last one, which may have blanks. */
        TRAILING
    }

    /** Whether all lines of a reply but the last are marked. */
    public boolean marksContinued() {
        return !continued.isEmpty();
    }
}
