package org.ropewalk.annotation;

/**
 * The line ends, for {@link LineProtocol#terminator} and {@link LineProtocol#replyTerminator}. You
 * may also use a text of one to eight characters up to U+00FF, one byte each. Its first character
 * must be a control character, or a symbol that no number contains.
 */
public final class Terminator {
    /** CR LF. */
    public static final String CRLF = "\r\n";

    /** LF without CR. */
    public static final String LF = "\n";

    /** CR without LF. */
    public static final String CR = "\r";

    /** The byte zero. */
    public static final String NUL = "\0";

    /** Short for {@code {CRLF, LF}}: both are read, CR LF is written. */
    public static final String CRLF_OR_LF = "\r\n|\n";

    /** Short for {@code {LF, CRLF}}: both are read, LF is written. */
    public static final String LF_OR_CRLF = "\n|\r\n";

    private Terminator() {}
}
