package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A line may hold several commands with a separator between them: {@code "*RST;VOLT 5"}. Each is
 * read and answered as if it were a line of its own. A separator inside quotes ({@link Quoted})
 * does not count. A generated client sends one command in each line, and refuses values with a
 * separator.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Chain {
    /** The separator: one punctuation mark. */
    String value();

    /** How the commands of a line are answered; only {@link Together#WHOLE} is supported yet. */
    Together together() default Together.WHOLE;

    /** How the commands of a line are answered. */
    enum Together {
        /** Each with its own reply. */
        WHOLE,
        /**
         * The last line of a reply is written only for the last command; an error ends the line.
         */
        ONE_END,
        /** The replies are joined in one line, with the separator between them. */
        ONE_LINE
    }
}
