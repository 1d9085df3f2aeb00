package org.ropewalk.line.words;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.Controls;

/** The literals of a text, which is read and written as it is: with their beginnings. */
public final class TextLiterals {
    private TextLiterals() {}

    /**
     * The first byte that a text must not have which is to be written; a text of a server may have
     * literals. {@code to} if there is none.
     *
     * @throws IllegalArgumentException if it ends with the begin of a literal
     */
    public static int fault(
            @Nullable Quotes words, Controls controls, byte[] bytes, int from, int to) {
        int part = words != null && words.isServed() ? end(words, controls, bytes, from, to) : from;
        if (words != null && words.announces(bytes, part, to, to)) {
            throw new IllegalArgumentException(
                    "cannot be written: the begin of a literal without its bytes");
        }
        return controls.notInText(bytes, part, to);
    }

    /** The next line end, or the next byte that is not in texts. */
    private static int next(@Nullable Controls controls, byte[] bytes, int from, int to) {
        if (controls != null) {
            return controls.notInText(bytes, from, to);
        }
        int i = from;
        while (i < to && bytes[i] != '\n') {
            i++;
        }
        return i < to && i > from && bytes[i - 1] == '\r' ? i - 1 : i;
    }

    private static int end(
            Quotes words, @Nullable Controls controls, byte[] bytes, int from, int to) {
        int part = from;
        int i = next(controls, bytes, part, to);
        while (i + 1 < to) {
            int next = bytes[i] == '\n' ? i + 1 : i + 2;
            boolean ends = bytes[i] == '\n' || bytes[i] == '\r' && bytes[i + 1] == '\n';
            boolean isRead = controls == null || words.lengthMayEndIn(bytes[i] == '\r');
            long end =
                    ends && isRead && words.announces(bytes, part, i, next)
                            ? next + words.announced(bytes, part, i, next)
                            : Long.MAX_VALUE;
            if (end > to) {
                return part;
            }
            part = (int) end;
            i = next(controls, bytes, part, to);
        }
        return part;
    }

    /**
     * Whether a line may hold every control in {@code bytes[from, to)}, but for literals.
     *
     * @param literals null if there are none
     */
    public static boolean allow(
            @Nullable Quotes literals, Controls controls, byte[] bytes, int from, int to) {
        return literals == null
                ? controls.areInLines(bytes, from, to)
                : allow(literals, controls, false, bytes, from, to);
    }

    /** As the other, of values, which are read with the literals of a line. */
    public static boolean allowInValues(
            @Nullable Quotes literals, Controls controls, byte[] bytes, int from, int to) {
        if (literals == null) {
            return controls.areInValues(bytes, from, to);
        }
        return literals.hasBlocks()
                ? allow(literals, controls, true, bytes, from, to)
                : allow(controls, true, bytes, end(literals, null, bytes, from, to), to);
    }

    private static boolean allow(
            Quotes literals, Controls controls, boolean values, byte[] bytes, int from, int to) {
        int at = from;
        for (int i = from; i < to; i++) {
            long end = literals.writtenEnd(bytes, i, to);
            if (end > i && !literals.isQuote(bytes[i])) {
                if (!allow(controls, values, bytes, at, i)) {
                    return false;
                }
                at = (int) Math.min(end, to);
            }
            i = end > i ? (int) Math.min(end, to) - 1 : i;
        }
        return allow(controls, values, bytes, at, to);
    }

    private static boolean allow(
            Controls controls, boolean values, byte[] bytes, int from, int to) {
        return values
                ? controls.notInText(bytes, from, to) == to
                : controls.areInLines(bytes, from, to);
    }
}
