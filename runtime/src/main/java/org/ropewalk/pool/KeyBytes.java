package org.ropewalk.pool;

import java.util.List;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;

/** The bytes of the key of a call: those of its word, without quotes and escapes. */
final class KeyBytes {
    private KeyBytes() {}

    /** The bytes of each key: several if {@code key} is a list. */
    static List<byte[]> all(Object key, LineFormat format) {
        return key instanceof List<?> several
                ? several.stream().map(each -> of(each, format)).toList()
                : List.of(of(key, format));
    }

    private static byte[] of(Object key, LineFormat format) {
        if (key instanceof byte[] bytes) {
            return bytes;
        }
        return key instanceof Bytes bytes ? bytes.toByteArray() : format.text(key.toString());
    }
}
