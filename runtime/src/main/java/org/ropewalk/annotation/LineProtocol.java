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
    /** What ends a line. */
    Terminator terminator() default Terminator.CRLF;

    /** What stands between words. */
    Separator separator() default Separator.SPACES;

    /** Whether the case of ASCII letters counts in verbs, literals and constants. */
    boolean caseSensitive() default false;

    /** The name of the character set of text; bytes that are not of it make a line malformed. */
    String charset() default "UTF-8";

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
