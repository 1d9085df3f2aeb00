package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * After this command's reply the connection is secured; what arrived in clear behind it ends the
 * connection.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.METHOD)
public @interface StartTls {
    /** Whether the greeting is sent again, secured. */
    boolean greet() default false;
}
