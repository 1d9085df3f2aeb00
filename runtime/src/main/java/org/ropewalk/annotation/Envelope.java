package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What stands around lines; {@code {*}} is the line itself. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Envelope {
    /** Around commands. */
    String command() default "{*}";

    /** Around replies. */
    String reply() default "{*}";

    /** Around all lines of a reply but the one that ends it; {@link #reply} if empty. */
    String other() default "";
}
