package org.ropewalk.block;

import java.nio.charset.StandardCharsets;

/**
 * Finds the field of a block that tells how many bytes follow the block. What is doubtful is
 * refused: another reader of the same bytes would take another end. Immutable.
 */
final class BlockLength {
    /** No such field: nothing follows. */
    static final long NONE = -1;

    /** The field occurs twice, or is no number of bytes. */
    static final long BAD = -2;

    private final byte[] name;
    private final byte mark;
    private final boolean trimmed;
    private final boolean hasHead;
    private final boolean foldsCase;

    /**
     * A field.
     *
     * @param field its name with the mark, and perhaps a blank
     * @param hasHead whether the first line is no field
     */
    BlockLength(String field, boolean hasHead, boolean foldsCase) {
        String marked = field.stripTrailing();
        int end = marked.length() - 1;
        this.name = marked.substring(0, end).getBytes(StandardCharsets.US_ASCII);
        this.mark = (byte) marked.charAt(end);
        this.trimmed = field.endsWith(" ");
        this.hasHead = hasHead;
        this.foldsCase = foldsCase;
    }

    /** How many bytes follow the block {@code bytes[0, end)}; {@link #NONE} or {@link #BAD}. */
    long find(byte[] bytes, int end) {
        long found = NONE;
        int at = hasHead ? BlockHead.lineEnd(bytes, 0, end) + 1 : 0;
        while (at < end) {
            int next = BlockHead.lineEnd(bytes, at, end);
            int value = valueFrom(bytes, at, next);
            if (value >= 0) {
                found = found == NONE ? number(bytes, at, value, next) : BAD;
            }
            at = next + 1;
        }
        return found;
    }

    /** Where the value begins if the line {@code bytes[from, to)} is the field; -1 if not. */
    private int valueFrom(byte[] bytes, int from, int to) {
        if (!FieldNames.startsWith(bytes, from, to, name, foldsCase)) {
            return -1;
        }
        int at = BlockHead.skipBlanks(bytes, from + name.length, to);
        return at < to && bytes[at] == mark ? at + 1 : -1;
    }

    private long number(byte[] bytes, int line, int from, int to) {
        int begin = trimmed ? BlockHead.skipBlanks(bytes, from, to) : from;
        int end = trimmed ? BlockHead.trimEnd(bytes, begin, to) : to;
        if (begin == end || from - 1 != line + name.length) {
            return BAD;
        }
        long number = 0;
        for (int i = begin; i < end; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9 || number > (Long.MAX_VALUE - digit) / 10) {
                return BAD;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
