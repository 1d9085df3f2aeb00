package org.ropewalk.frame.ahead;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.ropewalk.line.ErrorKind;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;

/**
 * Recognizes input for another kind of server: HTTP of a browser, or TLS. It gets no answer, so
 * that nothing of its request is ever done.
 */
public final class ProtocolSniffer {
    private static final Set<String> VERBS = Set.of("POST", "HEAD", "OPTIONS", "CONNECT", "PRI");
    private static final Pattern REQUEST_OR_HOST =
            Pattern.compile("(?s).* HTTP/\\d\\.\\d|(?i:host:).*");

    /** A record of TLS, a handshake's, begins with these two bytes. */
    private static final byte HANDSHAKE = 0x16;

    private static final byte MAJOR_VERSION = 3;

    private ProtocolSniffer() {}

    /** Whether a line that was refused is one of HTTP's. */
    public static boolean isHttp(LineReader line, ErrorKind refused) {
        return REQUEST_OR_HOST.matcher(new String(line.copy(), ISO_8859_1)).matches()
                || refused == ErrorKind.UNKNOWN
                        && VERBS.contains(line.verbText().toUpperCase(Locale.ROOT));
    }

    /** Whether a line that begins with the two bytes after {@code start} is a record of TLS. */
    public static boolean isTls(byte[] bytes, int start, LineFormat format) {
        return bytes[start] == HANDSHAKE
                && bytes[start + 1] == MAJOR_VERSION
                && !format.allowsControls(bytes, start, start + 2);
    }
}
