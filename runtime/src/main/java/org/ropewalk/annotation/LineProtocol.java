package org.ropewalk.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Declares an interface as a line protocol. Each method with {@link Command} is a command of the
 * client. The compiler generates {@code XProtocol}, {@code XFactory} and {@code XClient}.
 */
@Documented
@Retention(RetentionPolicy.CLASS)
@Target(ElementType.TYPE)
public @interface LineProtocol {
    /**
     * The line ends: all are read, the first is written. No line end may be part of another, except
     * LF and CR of CR LF.
     */
    String[] terminator() default Terminator.CRLF;

    /** The line ends of the server's lines, if they differ from {@link #terminator}. */
    String[] replyTerminator() default {};

    /** The separator of words. */
    Separator separator() default Separator.SPACES;

    /** How commands, literals, constants and the names of named words may be spelled. */
    Spelling spelling() default Spelling.IGNORE_CASE;

    /** {@code true} is a short form of {@code spelling = EXACT}. */
    boolean caseSensitive() default false;

    /**
     * The charset of text; a line with other bytes is malformed. {@code ISO-8859-1} has a character
     * for each byte, so any bytes are read and written unchanged.
     */
    String charset() default "UTF-8";

    /**
     * The control characters that words and texts may contain, such as {@code "\u0001"}; never NUL,
     * CR and LF. A received line with another control character is malformed; a value with one is
     * refused when it is written.
     */
    String controls() default "";

    /** The state in which a connection begins; the protocol itself if it has no states. */
    Class<?> initial() default void.class;

    /**
     * The mark after the code in all lines of a reply except the last, as in SMTP and FTP; by
     * default there is none. If {@link Reply#value} contains the mark, the lines after it have no
     * code; a client skips undeclared lines inside such a reply.
     */
    String continued() default "";

    /** How commands that follow a pending command are handled. */
    Order order() default Order.SERIAL;

    /** The format of words; if there are several, the first byte of a connection selects one. */
    Carrier[] carrier() default Carrier.LINE;

    /**
     * Whether the protocol is served over datagrams too: {@code XFactory.datagrams()} serves a
     * port, {@code XClient.datagrams} sends. A datagram contains one or several lines; the last
     * line end may be missing. The replies to one datagram are sent in one.
     */
    boolean datagrams() default false;

    /**
     * A class that changes the bytes of each connection, above TLS and below lines: {@link
     * org.ropewalk.filter.Telnet}, or another {@link org.ropewalk.filter.Filter} with a constructor
     * without parameters. Servers and clients have it; by default there is none.
     */
    Class<?> filter() default void.class;
}
