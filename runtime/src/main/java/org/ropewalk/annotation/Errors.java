package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The replies to errors that the runtime finds. A state's count before the method's, the method's
 * before the protocol's. Their templates know {@code {verb}}, {@code {usage}}, {@code {message}}
 * and {@code {incident}}.
 *
 * <p>Where nothing is declared, not even for what a kind falls back to, the line {@code ERROR} is
 * written; {@link #failed}, {@link #busy}, {@link #timeout} and {@link #shutdown} then write
 * nothing and just end the connection.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Errors {
    /** No command of any state begins so. */
    Reply unknown() default @Reply(UNDECLARED);

    /** An empty line; {@link #unknown} if not declared. */
    Reply empty() default @Reply(UNDECLARED);

    /**
     * A command of another state; {@link #unknown} if not declared. The whole line tells: it fits
     * no command of this state, but one of another.
     */
    Reply misplaced() default @Reply(UNDECLARED);

    /**
     * A command that this connection does not offer; {@link #misplaced} if not declared. It is the
     * command with {@link StartTls}, where the server has no TLS or the connection is secure.
     */
    Reply unavailable() default @Reply(UNDECLARED);

    /** Too few words or too many; {@link #malformed} if not declared. */
    Reply usage() default @Reply(UNDECLARED);

    /** A word of the wrong form; {@link #unknown} if not declared. */
    Reply malformed() default @Reply(UNDECLARED);

    /** A payload with a wrong end or wrong contents; {@link #malformed} if not declared. */
    Reply payload() default @Reply(UNDECLARED);

    /** A line over its limit; {@link #malformed} if not declared. */
    Reply tooLong() default @Reply(UNDECLARED);

    /** A payload over its limit; {@link #malformed} if not declared. */
    Reply tooBig() default @Reply(UNDECLARED);

    /**
     * Not enough memory for a payload, see the limit of all connections together; {@link #tooBig}
     * if not declared.
     */
    Reply memory() default @Reply(UNDECLARED);

    /** The handler threw an undeclared exception; the connection is closed after the reply. */
    Reply failed() default @Reply(UNDECLARED);

    /** Too many connections, errors or attempts; the connection is closed after the reply. */
    Reply busy() default @Reply(UNDECLARED);

    /** A timeout; the connection is closed after the reply. */
    Reply timeout() default @Reply(UNDECLARED);

    /** The server stops; the connection ends after it. */
    Reply shutdown() default @Reply(UNDECLARED);

    /**
     * Lines, such as {@code "4{*}"}, that fail a call of the generated client where no line that is
     * declared fits: in place of any line of a reply. The connection lives on. Those of the method,
     * of its states and of the protocol count together. The server never writes them.
     */
    String[] refusals() default {};

    /** As a reply's value: nothing is written. */
    String SILENT = "\u0000silent";

    /** Not set here: the enclosing declaration applies, then the default. */
    String UNDECLARED = "\u0000undeclared";
}
