package org.ropewalk.annotation;

/**
 * The line ends, for {@link LineProtocol#terminator} and {@link LineProtocol#replyTerminator}. Any
 * text of one to eight characters up to U+00FF may be given, a byte each. Its first character must
 * be a control, or a sign that no number has.
 */
public final class Terminator {
    /** CR LF. */
    public static final String CRLF = "\r\n";

    /** LF alone. */
    public static final String LF = "\n";

    /** CR alone. */
    public static final String CR = "\r";

    /** The byte zero. */
    public static final String NUL = "\0";

    /** Short for {@code {CRLF, LF}}: both are read, CR LF is written. */
    public static final String CRLF_OR_LF = "\r\n|\n";

    /** Short for {@code {LF, CRLF}}: both are read, LF is written. */
    public static final String LF_OR_CRLF = "\n|\r\n";

    private Terminator() {}
}
