package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a value of several parts, a constant's word, or a named word is written. */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.FIELD, ElementType.RECORD_COMPONENT})
public @interface Format {
    /**
     * The template. That of a record is one word: literals, components, widths and optional groups,
     * {@code {low}-[{high}]}.
     */
    String value();
}
