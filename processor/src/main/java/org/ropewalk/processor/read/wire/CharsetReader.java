package org.ropewalk.processor.read.wire;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ropewalk.processor.report.Diagnostic;
import org.ropewalk.processor.report.Place;
import org.ropewalk.processor.report.Reports;

/** Reads which character set the lines have: one with the bytes of ASCII. */
public final class CharsetReader {
    private static final int DELETE = 0x7F;

    private CharsetReader() {}

    /** The name of the character set; {@code UTF-8} if it cannot be used, which is reported. */
    static String read(String name, Place place, Reports reports) {
        Optional<Charset> charset = find(name);
        if (charset.isEmpty()) {
            reports.add(Diagnostic.UNKNOWN_CHARSET, place, name);
        } else if (!charset.get().canEncode()) {
            reports.add(Diagnostic.UNSUITABLE_CHARSET, place, name, "can only be decoded");
        } else if (!hasAscii(charset.get())) {
            reports.add(
                    Diagnostic.UNSUITABLE_CHARSET,
                    place,
                    name,
                    "does not encode ASCII as ASCII bytes");
        }
        return isUsable(name) ? name : StandardCharsets.UTF_8.name();
    }

    private static boolean isUsable(String name) {
        return find(name).filter(Charset::canEncode).filter(CharsetReader::hasAscii).isPresent();
    }

    /** The character set of that name; UTF-8 where it cannot be used, which is reported once. */
    public static Charset charset(String name) {
        return isUsable(name) ? find(name).orElseThrow() : StandardCharsets.UTF_8;
    }

    private static Optional<Charset> find(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether blanks, line ends and literals are the bytes that the runtime looks for. */
    private static boolean hasAscii(Charset charset) {
        for (char c = 0; c < DELETE; c++) {
            byte[] bytes = String.valueOf(c).getBytes(charset);
            if (bytes.length != 1 || bytes[0] != c) {
                return false;
            }
        }
        return true;
    }
}
