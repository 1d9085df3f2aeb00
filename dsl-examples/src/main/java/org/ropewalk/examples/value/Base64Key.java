package org.ropewalk.examples.value;

import java.util.Base64;
import java.util.Optional;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.Slice;

/** A key of any bytes, in one word of base 64. */
public final class Base64Key {
    /** Characters that stand for three bytes. */
    private static final int GROUP = 4;

    private Base64Key() {}

    /** The key in {@code word}; empty if that is no base 64. */
    public static Optional<Bytes> decode(Slice word) {
        if (word.length() % GROUP != 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Bytes.of(Base64.getDecoder().decode(word.toBytes().toByteArray())));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** The word for {@code key}. */
    public static String encode(Bytes key) {
        return Base64.getEncoder().encodeToString(key.toByteArray());
    }
}
