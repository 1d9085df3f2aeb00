package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A line may hold several commands with a separator between them: {@code "*RST;VOLT 5"}. Each is
 * read as if it were a line of its own. A separator inside quotes or an IEEE 488.2 block ({@link
 * Quoted}) does not count. A generated client sends one command in each line, and quotes or refuses
 * values with a separator. The {@link Envelope} of commands is a prefix, once in a line: {@code
 * "ATE0;+CSQ"}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface Chain {
    /** The separator: one punctuation mark. */
    String value();

    /**
     * How the commands of a line are answered. In all forms but {@link Together#WHOLE}, each
     * command is read after the reply to the one before, and empty commands are ignored.
     */
    Together together() default Together.WHOLE;

    /** How the commands of a line are answered. */
    enum Together {
        /** Each with its own reply. */
        WHOLE,
        /**
         * The last line of a reply is written only for the last command; an error ends the line,
         * and the other commands of it are not run.
         */
        ONE_END,
        /** The replies are in one line, with the separator between them; errors among them. */
        ONE_LINE
    }
}
