package org.ropewalk.datagram;

import java.util.Arrays;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.ends.LineEnds;

/** The lines of a datagram. */
final class Lines {
    private Lines() {}

    /** The index behind the line that begins at {@code from}; that of the end if it has none. */
    static int behind(LineFormat format, byte[] bytes, int from) {
        LineEnds ends = format.otherEnds();
        if (ends != null) {
            return behind(ends, bytes, from);
        }
        for (int at = from; at < bytes.length; at++) {
            boolean crLf = at > from && bytes[at - 1] == '\r' && format.readsCrLf();
            if (bytes[at] == '\n' && (crLf || format.readsLf())) {
                return at + 1;
            }
        }
        return bytes.length;
    }

    private static int behind(LineEnds ends, byte[] bytes, int from) {
        int at = ends.find(bytes, from, bytes.length, bytes.length);
        int length = at < bytes.length ? ends.lengthAt(bytes, at, bytes.length) : 0;
        return length > 0 ? at + length : bytes.length;
    }

    /** What of {@code bytes} lies behind {@code from}, with what the last line lacks. */
    static byte[] completed(LineFormat format, byte[] bytes, int from) {
        byte[] end = end(format);
        int length = bytes.length - from;
        byte[] whole = Arrays.copyOfRange(bytes, from, bytes.length + end.length);
        System.arraycopy(end, 0, whole, length, end.length);
        return whole;
    }

    /** What ends a message: an end of a line, and of blocks an empty line, too. */
    private static byte[] end(LineFormat format) {
        byte[] end = format.readEnd();
        if (format.blocks() == null) {
            return end;
        }
        byte[] twice = Arrays.copyOf(end, 2 * end.length);
        System.arraycopy(end, 0, twice, end.length, end.length);
        return twice;
    }
}
