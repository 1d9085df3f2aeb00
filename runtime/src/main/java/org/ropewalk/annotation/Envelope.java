package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text around each line; {@code {*}} is the line itself.
 *
 * <p>{@code "${*}*{checksum}"} on a protocol adds a value that is computed from the line. It is
 * computed by a static method of that name with {@link Supplies}, from a {@code Slice} to a {@code
 * String}. A received line must have the same value. A tag may be in front of the line: {@code
 * "{tag} {*}*{checksum}"}. Then the value is computed from both.
 *
 * <p>{@code command = "{*}"} on a {@link Once} state says that its line has no envelope. The reply
 * repeats the tag of the command that led to the state.
 *
 * <p>In a protocol of blocks, the envelope has the fields that all commands, or all replies, have.
 * A field whose value the replies repeat, {@code [ActionID: {tag}]}, tells which command a reply
 * belongs to. {@link Push Push messages} do not have it. Characters after the empty line, as in
 * {@code "{*}\n\n\0"}, follow each block and its payload in both directions.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Envelope {
    /** The envelope of commands. */
    String command() default "{*}";

    /**
     * The envelope of replies. {@code "\n{*}"} on a protocol: an empty line is before each line of
     * the server.
     */
    String reply() default "{*}";

    /** The envelope of all lines of a reply except the last; {@link #reply} if empty. */
    String other() default "";
}
