package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * How a value of several parts, a constant's word, a named word, or a date or time is written.
 *
 * <p>On a parameter, a record's component, or a method (for its result) whose type is one of {@code
 * java.time}, an {@code Optional} or a list of such, it is a pattern of {@link
 * java.time.format.DateTimeFormatter}: {@code @Format("yyyyMMdd HHmmss") LocalDateTime since}.
 * Known are the letters {@code y u M d D E H h a m s S X x Z}, quoted text, other characters, and
 * brackets. A date or time that does not exist is malformed; a value of which the pattern would
 * lose a part, such as a fraction of a second, is refused when it is written. Names are English.
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
     * lists and optional groups, {@code {low}-[{high}]}; with blanks it is several words, {@code
     * {x} {y}}. Of several patterns all are read, and the first that has room for the value is
     * written.
     */
    String[] value();
}
