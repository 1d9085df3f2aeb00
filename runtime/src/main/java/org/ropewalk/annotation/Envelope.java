package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Text around each line; {@code {*}} is the line itself. On a protocol, {@code "${*}*{checksum}"}
 * has a value behind each line that is computed from it: by a static method of that name with
 * {@link Supplies}, from a {@code Slice} to a {@code String}. What is read must have the same
 * value.
 *
 * <p>In blocks it has the fields that all commands, or all replies, have. A field whose value the
 * replies repeat, {@code [ActionID: {tag}]}, tells to which command a reply belongs; {@link Push
 * push messages} do not have it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Envelope {
    /** Around commands. */
    String command() default "{*}";

    /** Around replies. */
    String reply() default "{*}";

    /** Around all lines of a reply except the last; {@link #reply} if empty. */
    String other() default "";
}
