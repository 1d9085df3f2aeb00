package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Options of fields, the lines {@code name=value} or {@code name: value} of a block or a payload.
 * Only {@link #fold} has an effect on a record that is a payload, and on a {@link Payload} that is
 * a map of fields.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
public @interface Fields {
    /** Whether a line that begins with a blank or a tab continues the field before it. */
    boolean fold() default false;

    /** The meaning of a repeated field whose value is not a list. */
    Repeated repeated() default Repeated.REFUSED;

    /** The meaning of a repeated field. */
    enum Repeated {
        /** The block is malformed. */
        REFUSED,
        /** The first one is used. */
        FIRST,
        /** The last one is used. */
        LAST
    }
}
