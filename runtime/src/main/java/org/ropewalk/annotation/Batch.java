package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A state that keeps the commands of another state, and runs them together. A method with a
 * parameter of type {@link org.ropewalk.batch.QueuedCommands} runs them. Only commands of the other
 * state lead to it. A client does not have the state. A payload of counted bytes is kept with its
 * command.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Batch {
    /** The state whose commands are kept. */
    Class<?> of();

    /**
     * The line that answers a command that is kept. Then an unknown command, or one with too few or
     * too many words, is refused at once. Without it, nothing is answered before the commands are
     * run.
     */
    Reply kept() default @Reply;

    /**
     * The line that replaces the last line of the reply of each command, if the protocol has lines;
     * without it, that line is left out. The first error ends the commands.
     */
    String each() default "";
}
