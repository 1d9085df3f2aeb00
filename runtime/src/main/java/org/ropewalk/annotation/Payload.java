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

    /** What follows counted bytes. */
    Trailer trailer() default Trailer.TERMINATOR;

    /** The line that ends them, for {@link Framing#UNTIL}. */
    String until() default "";

    /** Where a payload ends. */
    enum Framing {
        /** After as many bytes as {@code {name.length}} in its line says. */
        COUNTED,
        /** At a line with a single dot; lines that begin with a dot bear one more. */
        DOTTED,
        /** At the line that {@link Payload#until} gives. */
        UNTIL,
        /** With the connection. */
        UNTIL_CLOSE
    }

    /** What follows a counted payload. */
    enum Trailer {
        /** A line end, as the protocol's lines have it. */
        TERMINATOR,
        /** CR LF, whatever the lines have. */
        CRLF,
        /** Nothing. */
        NONE
    }
}
