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
     * The line ends: all are accepted, the first is written. None may be a part of another, but LF
     * and CR of CR LF.
     */
    String[] terminator() default Terminator.CRLF;

    /** The line ends of the server's lines, if they differ from {@link #terminator}. */
    String[] replyTerminator() default {};

    /** The separator of words. */
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
     * The control characters that words and texts may contain, such as {@code "\u0001\u0002"}. NUL,
     * CR and LF are never among them. A line that is received with another control is malformed,
     * and a value that holds another is refused when it is written.
     */
    String controls() default "";

    /** The state in which a connection begins; the protocol itself if it has no states. */
    Class<?> initial() default void.class;

    /**
     * The mark between code and text in all lines of a reply except the last, as in SMTP and FTP;
     * by default none. Where {@link Reply#value} has it, the lines behind it have no code; a client
     * skips lines inside such a reply that the declaration does not have.
     */
    String continued() default "";

    /** How commands that follow a pending command are handled. */
    Order order() default Order.SERIAL;

    /** How words travel; where several are named, a connection's first byte decides. */
    Carrier[] carrier() default Carrier.LINE;

    /**
     * Whether the protocol is served over datagrams too: {@code XFactory.datagrams()} serves a
     * port, {@code XClient.datagrams} sends. A datagram contains one line or several; the end of
     * the last one may be missing. The replies to one go back in one.
     */
    boolean datagrams() default false;
}
