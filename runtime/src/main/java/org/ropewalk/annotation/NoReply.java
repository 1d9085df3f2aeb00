package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a boolean parameter: when it is true, success and declared errors are not answered. On a
 * method: it is never answered. With {@link #unless}, on a protocol, a state or a method: success
 * is answered only to commands that ask for it.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD, ElementType.TYPE})
public @interface NoReply {
    /**
     * The parameter or supplied value that suppresses the reply if it is true; empty for always.
     */
    String when() default "";

    /**
     * The tag of the protocol's {@link Envelope}, in brackets there. The success of a command whose
     * method returns nothing is answered only if the command has the tag; results and errors are
     * always answered. A client gives each command a tag, and so learns of each success. On a type
     * it holds for the commands of that protocol or state.
     */
    String unless() default "";
}
