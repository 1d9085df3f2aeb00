package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The bounds of a protocol, a state, a method or a parameter. Every bound is on by default. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER})
public @interface Limits {
    /** How many bytes of a line without its end; by default 8,192. */
    int line() default DEFAULT;

    /**
     * How many bytes of an over-long line that are skipped, before the connection is closed; by
     * default 65,536.
     */
    int lineDiscard() default DEFAULT;

    /** How many bytes of one payload in memory; by default 1,048,576. */
    int payload() default DEFAULT;

    /**
     * How many bytes of a refused payload that are skipped, before the connection is closed; by
     * default 4,194,304, or four times {@link #payload} if that is more.
     */
    int payloadDiscard() default DEFAULT;

    /** How many words that one variadic placeholder takes; by default 64. */
    int words() default DEFAULT;

    /** How many bytes of one reply; by default 16,777,216. */
    int reply() default DEFAULT;

    /** How many bytes of one line of a reply, without its end; by default 65,536. */
    int replyLine() default DEFAULT;

    /**
     * How many bytes wait for a peer that does not read, above which nothing more is read from it,
     * until half of them are left; by default 65,536.
     */
    int highWater() default DEFAULT;

    /**
     * How many bytes wait for a peer that does not read, beside one reply, before its connection is
     * reset; by default 4,194,304.
     */
    int output() default DEFAULT;

    /**
     * How many bytes wait for a peer that does not read, before a push to it is dropped or its
     * connection closed ({@link Push#slow}); by default 8,388,608.
     */
    int pushed() default DEFAULT;

    /**
     * How many commands that wait or are in flight, before nothing more is read; by default 128.
     */
    int pipelined() default DEFAULT;

    /** How many consecutive errors, before the connection is closed; by default 10. */
    int errors() default DEFAULT;

    /** Seconds between commands; by default 300. */
    int idleSeconds() default DEFAULT;

    /** Seconds from a line's first byte to its end; a trickle does not extend it; by default 60. */
    int lineSeconds() default DEFAULT;

    /** Seconds for a payload, beside one more for each 500 bytes that have come; by default 60. */
    int payloadSeconds() default DEFAULT;

    /** Seconds for an asynchronous handler; by default 60. */
    int requestSeconds() default DEFAULT;

    /**
     * Seconds in which a peer takes nothing of what waits for it, or less than 500 bytes for each,
     * before its connection is reset; by default 60.
     */
    int stallSeconds() default DEFAULT;

    /** How many connections at a time; by default 10,000. */
    int connections() default DEFAULT;

    /** Nothing is said here: the next wider declaration counts, then the default. */
    int DEFAULT = -1;

    /** No bound at all. Zero never means that. */
    int UNLIMITED = Integer.MAX_VALUE;
}
