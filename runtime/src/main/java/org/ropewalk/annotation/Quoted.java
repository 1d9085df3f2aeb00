package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Words may be written in quotes, so that they can contain blanks. A value is read bare or in
 * quotes; it is written bare if it can be, otherwise in quotes, otherwise it is refused. In a
 * template, {@code "{name}"} is always written in quotes. Numbers and constants are written bare;
 * free text {@code {name*}} is never quoted.
 *
 * <pre>{@code
 * @LineProtocol(terminator = Terminator.LF)
 * @Quoted
 * interface Player {
 *     @Command("find {tag} {what}") @Reply(each = "file: {*}", end = "OK")
 *     List<String> find(String tag, String what);    // find album "The \"White\" Album"
 * }
 * }</pre>
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Quoted {
    /**
     * The characters that quote a word; the first one is written. Without any, a backslash begins
     * an escape everywhere: in words, texts and fields. There, {@code @Quoted(quotes = "", escape =
     * Quoted.Escape.NONE)} on a command or on the type of a result says that its lines have no
     * escapes.
     */
    String quotes() default "\"";

    /** How a quote stands inside quotes. */
    Escape escape() default Escape.BACKSLASH;

    /**
     * Other characters that stand behind a backslash, each with what it means: {@code "n\nr\r"}.
     * They hold in the first kind of quotes; inside another kind, a backslash escapes the quote
     * alone.
     */
    String escapes() default "";

    /** Characters that end a bare word, so that a value with one is quoted. */
    String specials() default "";

    /**
     * The bare word for an empty {@code Optional} outside of brackets, such as {@code NIL}. A value
     * with these letters is written in quotes.
     */
    String nil() default "";

    /**
     * How a word is written that quotes cannot hold, such as one with a line end. All literals of a
     * line together are within the limit {@code payload}, the rest of it is within {@code line}.
     */
    Literal literal() default Literal.NONE;

    /** How a quote stands inside quotes. */
    enum Escape {
        /** A backslash stands before it, and before a backslash. */
        BACKSLASH,
        /** Not at all. */
        NONE,
        /** It is written twice. */
        DOUBLED,
        /** As {@link #BACKSLASH}; {@code \xHH} is any byte. */
        BACKSLASH_HEX
    }

    /** How a word is written as counted bytes. */
    enum Literal {
        /** Not at all. */
        NONE,
        /**
         * {@code {5}}, a line end and the bytes, which a client sends when the server has asked for
         * them with a line that begins with {@code +}. A server reads {@code {5+}}, too.
         */
        SYNCHRONIZING,
        /**
         * {@code {5+}} of a client, {@code {5}} of a server: a line end and the bytes at once. Both
         * are read.
         */
        NON_SYNCHRONIZING,
        /** {@code #15hello}: the number of digits of the length, the length, the bytes. */
        IEEE_488
    }
}
