package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The replies to errors that the runtime finds. Those of a state are used first, then those of the
 * method, then those of the protocol. Their templates may contain {@code {verb}}, {@code {usage}},
 * {@code {message}} and {@code {incident}}.
 *
 * <p>If nothing is declared, and no other kind is used instead, the line {@code ERROR} is sent. For
 * {@link #failed}, {@link #busy}, {@link #timeout} and {@link #shutdown} no line is sent then; the
 * connection is only closed.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Errors {
    /** No command of any state begins with the first word of the line. */
    Reply unknown() default @Reply(UNDECLARED);

    /** The line is empty; {@link #unknown} if not declared. */
    Reply empty() default @Reply(UNDECLARED);

    /**
     * The line is a command of another state; {@link #unknown} if not declared. The whole line is
     * compared: it matches no command of this state, but one of another.
     */
    Reply misplaced() default @Reply(UNDECLARED);

    /**
     * The command is not available on this connection; {@link #misplaced} if not declared. This is
     * the command with {@link StartTls}, if the server has no TLS or TLS is active already.
     */
    Reply unavailable() default @Reply(UNDECLARED);

    /** The line has too few or too many words; {@link #malformed} if not declared. */
    Reply usage() default @Reply(UNDECLARED);

    /** A word has the wrong form; {@link #unknown} if not declared. */
    Reply malformed() default @Reply(UNDECLARED);

    /** A payload has a wrong end or wrong content; {@link #malformed} if not declared. */
    Reply payload() default @Reply(UNDECLARED);

    /** A line exceeds its limit; {@link #malformed} if not declared. */
    Reply tooLong() default @Reply(UNDECLARED);

    /** A payload exceeds its limit; {@link #malformed} if not declared. */
    Reply tooBig() default @Reply(UNDECLARED);

    /**
     * There is no memory for a payload, because all connections share a limit; {@link #tooBig} if
     * not declared.
     */
    Reply memory() default @Reply(UNDECLARED);

    /** The handler threw an undeclared exception; the connection is closed after the reply. */
    Reply failed() default @Reply(UNDECLARED);

    /**
     * There are too many connections, errors or attempts; the connection is closed after the reply.
     */
    Reply busy() default @Reply(UNDECLARED);

    /** A timeout passed; the connection is closed after the reply. */
    Reply timeout() default @Reply(UNDECLARED);

    /** The server stops; the connection is closed after the reply. */
    Reply shutdown() default @Reply(UNDECLARED);

    /**
     * Further error lines, such as {@code "4{*}"}, for the generated client. If no declared line
     * matches, but one of these does, the call fails and the connection stays open. This applies to
     * each line of a reply. Those of the method, of its states and of the protocol are used
     * together. The server never sends them.
     */
    String[] refusals() default {};

    /** The value of a reply that sends nothing. */
    String SILENT = "\u0000silent";

    /** Not set here: the enclosing declaration applies, then the default. */
    String UNDECLARED = "\u0000undeclared";
}
