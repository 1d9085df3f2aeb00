package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Suppresses replies. On a boolean parameter: if it is true, there is no reply to a success or a
 * declared error. On a method: there is never a reply. With {@link #unless}, on a protocol, a state
 * or a method: there is a reply to a success only if the command asks for it.
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
     * The tag of the protocol's {@link Envelope}, in brackets there. If the method returns nothing,
     * the success has a reply only if the command has the tag. Results and errors always have a
     * reply. The generated client gives each command a tag, so it is informed of each success. On a
     * type it applies to the commands of that protocol or state.
     */
    String unless() default "";
}
