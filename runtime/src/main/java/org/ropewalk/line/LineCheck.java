package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Function;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.ComputedParts;

/** A value that is computed from a line and follows it. Immutable. */
@ForGeneratedCode
public final class LineCheck {
    private final ComputedParts parts;
    private final Function<Slice, String> value;

    /**
     * A value.
     *
     * @param before what is before the line
     * @param between what is between the line and the value
     * @param value the value of a line
     */
    public LineCheck(String before, String between, Function<Slice, String> value) {
        this.parts = new ComputedParts(before, between);
        this.value = value;
    }

    /** Where the line itself begins. */
    public int begin(byte[] bytes, int from, int to) {
        return parts.begin(bytes, from, to);
    }

    /** Where the line in {@code bytes[from, to)} ends; {@code to} if nothing is after it. */
    public int end(byte[] bytes, int from, int to) {
        return parts.end(bytes, from, to);
    }

    /**
     * Whether {@code bytes[from, to)}, a line that ends at {@code end}, has the text before it and
     * the right value after it.
     *
     * @param foldsCase whether the case of ASCII letters has no meaning
     */
    public boolean isSound(boolean foldsCase, byte[] bytes, int from, int end, int to) {
        int at = parts.value(bytes, from, end, to);
        if (at < 0) {
            return false;
        }
        byte[] expected = encoded(bytes, begin(bytes, from, to), end);
        if (expected.length != to - at) {
            return false;
        }
        return foldsCase
                ? ByteArrays.equalFolded(expected, bytes, at)
                : Arrays.equals(expected, 0, expected.length, bytes, at, to);
    }

    private byte[] encoded(byte[] bytes, int from, int to) {
        return value.apply(Slice.of(bytes, from, to - from)).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code line} with the text before it and the value after it. */
    byte[] around(byte[] line) {
        return parts.whole(line, encoded(line, 0, line.length));
    }
}
