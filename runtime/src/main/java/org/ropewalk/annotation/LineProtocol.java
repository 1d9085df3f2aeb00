package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an interface as a line protocol. Its methods with {@link Command} are what the peer may
 * say; the compiler generates {@code XProtocol}, {@code XFactory} and {@code XClient}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LineProtocol {
    /**
     * What ends a line: all are read, the first is written. None may be a part of another, but LF
     * and CR of CR LF.
     */
    String[] terminator() default Terminator.CRLF;

    /** What ends the server's lines, where that is something else than {@link #terminator}. */
    String[] replyTerminator() default {};

    /** What stands between words. */
    Separator separator() default Separator.SPACES;

    /** How verbs, literals, constants and names of named words may be spelled. */
    Spelling spelling() default Spelling.IGNORE_CASE;

    /** Another way to write {@code spelling = EXACT}. */
    boolean caseSensitive() default false;

    /**
     * The name of the character set of text; bytes that are not of it make a line malformed. {@code
     * ISO-8859-1} has every byte: each becomes one character, and is the same byte when that is
     * written.
     */
    String charset() default "UTF-8";

    /**
     * The control characters that words and texts may hold, such as {@code "\u0001\u0002"}. NUL, CR
     * and LF are never among them. A line that is received with another control is malformed, and a
     * value that holds another is refused when it is written.
     */
    String controls() default "";

    /** The state in which a connection begins; the protocol itself if it has no states. */
    Class<?> initial() default void.class;

    /**
     * What stands between code and text in all lines but the last of a reply, as SMTP and FTP write
     * them; usually empty.
     */
    String continued() default "";

    /** How commands behind an unfinished one are treated. */
    Order order() default Order.SERIAL;

    /** How words travel; where several are named, a connection's first byte decides. */
    Carrier[] carrier() default Carrier.LINE;
}
