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
    /** Where they end. */
    Framing value() default Framing.COUNTED;

    /** The text after counted bytes. */
    Trailer trailer() default Trailer.TERMINATOR;

    /**
     * The line that ends them, for {@link Framing#UNTIL}; the bytes that end them, as characters up
     * to U+00FF, for {@link Framing#DELIMITED}.
     */
    String until() default "";

    /**
     * The largest length of {@link Framing#COUNTED} that the protocol has. What tells a larger one
     * is no length: its line is malformed, as by a word that is no number, and nothing is skipped.
     * Not to be mistaken for {@link Limits#payload}, over which a payload is refused as too big.
     */
    long maxLength() default Long.MAX_VALUE;

    /** The format of the length before each chunk of {@link Framing#CHUNKED}. */
    Chunk chunk() default Chunk.UINT32;

    /** Where a payload ends. */
    enum Framing {
        /** After as many bytes as {@code {name.length}} in its line says. */
        COUNTED,
        /** At a line with a single dot; lines that begin with a dot bear one more. */
        DOTTED,
        /** At the line that {@link Payload#until} gives. */
        UNTIL,
        /** After the bytes {@link Payload#until}, which the payload cannot contain. */
        DELIMITED,
        /** After a chunk of length zero. */
        CHUNKED,
        /** With the connection. */
        UNTIL_CLOSE
    }

    /** The format of the length of a chunk. */
    enum Chunk {
        /** By four bytes before it, the highest first. */
        UINT32,
        /** By a line before it, in hexadecimal digits; CR LF follows it, as in HTTP/1.1. */
        HEX_LINE
    }

    /** The text after a counted payload. */
    enum Trailer {
        /** A line end, as the protocol's lines have it. */
        TERMINATOR,
        /** CR LF, whatever the lines have. */
        CRLF,
        /** Nothing. */
        NONE
    }
}
