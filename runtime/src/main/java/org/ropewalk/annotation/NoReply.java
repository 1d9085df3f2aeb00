package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a boolean parameter: when it is true, success and declared errors are not answered. On a
 * method: it is never answered.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.PARAMETER, ElementType.METHOD})
public @interface NoReply {
    /**
     * The parameter or supplied value that suppresses the reply if it is true; empty for always.
     */
    String when() default "";
}
