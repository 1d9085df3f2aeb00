package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A text that a server writes, without a line end, when it waits for a command in a state: after
 * the greeting, and after each reply. Stands on a state, or on a protocol without states. A client
 * skips it. It is the reply to a command that leads to the state and has none of its own.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Prompt {
    /** The text, such as {@code "> "}. */
    String value();
}
