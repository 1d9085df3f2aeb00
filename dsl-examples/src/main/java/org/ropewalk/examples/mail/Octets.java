package org.ropewalk.examples.mail;

import java.io.ByteArrayOutputStream;
import org.ropewalk.line.Bytes;

/**
 * A message as POP3 sends it: each line ends in CR LF, whatever ends it in the file (RFC 1939 11).
 */
final class Octets {
    private static final byte[] LINE_END = {'\r', '\n'};

    private Octets() {}

    /** How many bytes it has then. */
    static long asSent(Bytes text) {
        long count = 0;
        for (int i = 0; i < text.length(); i++) {
            count += endsLine(text, i) ? LINE_END.length : isPartOfEnd(text, i) ? 0 : 1;
        }
        return count + (endsWhole(text) ? 0 : LINE_END.length);
    }

    /** It then. */
    static Bytes sent(Bytes text) {
        ByteArrayOutputStream sent = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (endsLine(text, i)) {
                sent.writeBytes(LINE_END);
            } else if (!isPartOfEnd(text, i)) {
                sent.write(text.at(i));
            }
        }
        if (!endsWhole(text)) {
            sent.writeBytes(LINE_END);
        }
        return Bytes.of(sent.toByteArray());
    }

    /** An LF, or a CR that stands alone. */
    private static boolean endsLine(Bytes text, int at) {
        return text.at(at) == '\n' || text.at(at) == '\r' && !isPartOfEnd(text, at);
    }

    /** A CR with its LF behind it. */
    private static boolean isPartOfEnd(Bytes text, int at) {
        return text.at(at) == '\r' && at + 1 < text.length() && text.at(at + 1) == '\n';
    }

    private static boolean endsWhole(Bytes text) {
        return text.length() == 0
                || text.at(text.length() - 1) == '\n'
                || text.at(text.length() - 1) == '\r';
    }
}
