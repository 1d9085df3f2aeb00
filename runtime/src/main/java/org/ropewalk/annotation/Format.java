package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The format of a value of several parts, of a constant, or of a date or time.
 *
 * <p>For a type of {@code java.time}, or an {@code Optional} or a list of such, it is a pattern of
 * {@link java.time.format.DateTimeFormatter}: {@code @Format("yyyyMMdd HHmmss") LocalDateTime
 * since}. It is written on the parameter, on the component, or on the method for its result. The
 * pattern may contain the letters {@code y u M d D E H h a m s S X x Z}, quoted text, other
 * characters, and brackets. Names are English. A date or time that does not exist is malformed. A
 * value that the pattern cannot hold completely, such as a fraction of a second, is refused when it
 * is written.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({
    ElementType.TYPE,
    ElementType.FIELD,
    ElementType.RECORD_COMPONENT,
    ElementType.PARAMETER,
    ElementType.METHOD
})
public @interface Format {
    /**
     * The template, or the pattern. The template of a record has literals, components, widths,
     * lists and optional groups: {@code {low}-[{high}]}. With blanks it is several words: {@code
     * {x} {y}}. If there are several templates or patterns, all are read, and the first that can
     * hold the whole value is written.
     */
    String[] value();
}
