package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a command that guesses may be made at, such as a log-in: each failure is answered late, and
 * after too many of them without a success the {@link Errors#busy} reply follows and the connection
 * ends. An outcome that leads to a {@link Once} state asks for one more line, and is neither a
 * failure nor a success. No thread waits, and the attempts of one connection are made one after the
 * other.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Attempts {
    /** How many may fail. */
    int value() default 3;

    /** How late a failure is answered, in seconds. */
    int delaySeconds() default 1;
}
