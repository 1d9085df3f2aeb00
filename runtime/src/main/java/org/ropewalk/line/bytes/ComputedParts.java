package org.ropewalk.line.bytes;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ropewalk.reactor.Output;

/** The texts around a line that a computed value follows. Immutable. */
public final class ComputedParts {
    private static final int NONE = -1;

    private final byte[] before;
    private final byte[] between;

    /**
     * The texts around a line.
     *
     * @param before what is before the line
     * @param between what is between the line and the value
     */
    public ComputedParts(String before, String between) {
        this.before = before.getBytes(StandardCharsets.UTF_8);
        this.between = between.getBytes(StandardCharsets.UTF_8);
    }

    /** Where the line itself begins in {@code bytes[from, to)}. */
    public int begin(byte[] bytes, int from, int to) {
        return to - from >= before.length && stands(before, bytes, from)
                ? from + before.length
                : from;
    }

    /** Where the line in {@code bytes[from, to)} ends; {@code to} if nothing is after it. */
    public int end(byte[] bytes, int from, int to) {
        for (int end = to - between.length; end >= from; end--) {
            if (stands(between, bytes, end)) {
                return end;
            }
        }
        return to;
    }

    /**
     * Where the value begins in {@code bytes[from, to)}, a line that ends at {@code end}; -1 if the
     * text before the line is not there, or no value.
     */
    public int value(byte[] bytes, int from, int end, int to) {
        int at = end + between.length;
        return begin(bytes, from, to) - from == before.length && at <= to ? at : NONE;
    }

    /**
     * {@code line} with what is before it, and {@code value}.
     *
     * @throws IllegalArgumentException if the value contains what is in front of it
     */
    public byte[] whole(byte[] line, byte[] value) {
        if (between.length == 0 || end(value, 0, value.length) < value.length) {
            throw new IllegalArgumentException(
                    "a computed value that contains "
                            + new String(between, StandardCharsets.UTF_8));
        }
        Output whole = new Output(before.length + line.length + between.length + value.length);
        whole.write(before);
        whole.write(line);
        whole.write(between);
        whole.write(value);
        return whole.array();
    }

    private static boolean stands(byte[] text, byte[] bytes, int at) {
        return Arrays.equals(bytes, at, at + text.length, text, 0, text.length);
    }
}
