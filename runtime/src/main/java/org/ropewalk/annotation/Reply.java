package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The answer: the lines that are written, and read back by the client. Stands on a method, or on
 * the type of its result: a record, a constant of an enum, or a class with one public constructor
 * and an accessor for each of its parameters.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.METHOD, ElementType.TYPE, ElementType.FIELD})
public @interface Reply {
    /**
     * The line; none if it is {@link #NONE}. Of several spellings the first is written, and a
     * client reads all; each names the same values. {@code "Id: {}\nOK"} is a result in several
     * lines, which come in this order.
     */
    String[] value() default NONE;

    /** The line of each item; {@code \n{text*}} behind it is a text as second line. */
    String each() default NONE;

    /**
     * The line after the items, or after the line of a result that is no list. Of several spellings
     * the first is written, and a client reads all. If the method returns a {@code
     * CompletionStage}, {@link #value} is written when the method has returned, and this line when
     * the stage completes; but if {@link #value} has a part of the result, both are written
     * together.
     */
    String[] end() default NONE;

    /** The line for an empty optional, or for {@code false}. */
    String absent() default NONE;

    /** The parameter or earlier command for each element of which there is one item. */
    String per() default "";

    /**
     * Whether the reply is written without the {@link Envelope} of other replies; only {@link
     * #value}, if {@link #end} is written later.
     */
    boolean bare() default false;

    /** Whether the connection is closed after it. */
    boolean close() default false;

    /** No line; NUL alone is no template. */
    String NONE = "\u0000";
}
