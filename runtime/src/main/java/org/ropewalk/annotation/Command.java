package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A line that the peer may send in this state, and the method that it calls. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface Command {
    /**
     * The line's template. Several are alternatives: all are read, the first is written; all bind
     * the same names. None at all means the method's name (in upper case where letter case does not
     * count) and its parameters, each one word; an empty one means no line, the payload alone.
     */
    String[] value() default {};

    /**
     * Whether the peer must wait for the reply before it sends anything more, so that no one can
     * have put words into its mouth. One that has sent more is answered as if the command were
     * misplaced ({@link Errors#misplaced}), and the connection ends: the only rule that depends on
     * how the network cuts what is sent.
     */
    boolean last() default false;

    /**
     * Whether a generated client has the command. It has not where only the one that asks knows
     * which of several replies comes, as none of them has a line that tells; the client's blocking
     * view then throws {@link UnsupportedOperationException} for it.
     */
    boolean client() default true;
}
