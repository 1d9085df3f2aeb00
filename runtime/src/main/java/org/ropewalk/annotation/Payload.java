package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Bytes that follow a line. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.RECORD_COMPONENT, ElementType.METHOD})
public @interface Payload {
    /** Where the payload ends. */
    Framing value() default Framing.COUNTED;

    /** The text after a counted payload. */
    Trailer trailer() default Trailer.TERMINATOR;

    /**
     * The end of the payload: a line for {@link Framing#UNTIL}, bytes for {@link
     * Framing#DELIMITED}, given as characters up to U+00FF.
     */
    String until() default "";

    /**
     * The largest length that the protocol allows, for {@link Framing#COUNTED}. A line with a
     * larger length is malformed, as if it were not a number, and nothing is skipped. This differs
     * from {@link Limits#payload}: a payload over that limit is refused as too big.
     */
    long maxLength() default Long.MAX_VALUE;

    /** The format of the length before each chunk of {@link Framing#CHUNKED}. */
    Chunk chunk() default Chunk.UINT32;

    /** Where a payload ends. */
    enum Framing {
        /** After the number of bytes that {@code {name.length}} in its line gives. */
        COUNTED,
        /**
         * At a line with a single dot; a line that begins with a dot has a second one on the wire.
         */
        DOTTED,
        /** At the line {@link Payload#until}. */
        UNTIL,
        /** After the bytes {@link Payload#until}, which the payload cannot contain. */
        DELIMITED,
        /** After a chunk of length zero. */
        CHUNKED,
        /** At the end of the connection. */
        UNTIL_CLOSE
    }

    /** The format of the length of a chunk. */
    enum Chunk {
        /** Four bytes before the chunk, the highest first. */
        UINT32,
        /**
         * A line of hexadecimal digits before the chunk; CR LF follows the chunk, as in HTTP/1.1.
         */
        HEX_LINE
    }

    /** The text after a counted payload. */
    enum Trailer {
        /** A line end of the protocol. */
        TERMINATOR,
        /** CR LF, in every protocol. */
        CRLF,
        /** Nothing. */
        NONE
    }
}
