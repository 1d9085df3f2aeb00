package org.ropewalk.block;

import java.util.Arrays;

/** Finds the head of a block: the value of the field that is its verb, or its first line. */
final class BlockHead {
    /** The verb's name with its mark, without a blank after it; empty if the first line counts. */
    private final byte[] verb;

    private final boolean trimmed;
    private final boolean foldsCase;
    private int from;
    private int to;

    /** Finds the field that {@code verb} names, or the first line if that is empty. */
    BlockHead(byte[] verb, boolean foldsCase) {
        this.trimmed = verb.length > 0 && verb[verb.length - 1] == ' ';
        this.verb = trimmed ? Arrays.copyOf(verb, verb.length - 1) : verb;
        this.foldsCase = foldsCase;
    }

    /** Finds it in {@code bytes[0, end)}, lines that end in LF; it is empty if there is none. */
    void find(byte[] bytes, int end) {
        int begin = 0;
        while (begin < end) {
            int next = lineEnd(bytes, begin, end);
            if (FieldNames.startsWith(bytes, begin, next, verb, foldsCase)) {
                from = begin + verb.length;
                to = next;
                if (trimmed) {
                    from = skipBlanks(bytes, from, to);
                    to = trimEnd(bytes, from, to);
                }
                return;
            }
            begin = next + 1;
        }
        from = 0;
        to = 0;
    }

    /** Where the head begins. */
    int from() {
        return from;
    }

    /** Where the head ends. */
    int to() {
        return to;
    }

    static int lineEnd(byte[] bytes, int begin, int end) {
        int at = begin;
        while (at < end && bytes[at] != '\n') {
            at++;
        }
        return at;
    }

    static boolean isBlank(byte value) {
        return value == ' ' || value == '\t';
    }

    static int skipBlanks(byte[] bytes, int begin, int end) {
        int at = begin;
        while (at < end && isBlank(bytes[at])) {
            at++;
        }
        return at;
    }

    /** Where {@code bytes[begin, end)} ends without the blanks after it. */
    static int trimEnd(byte[] bytes, int begin, int end) {
        int at = end;
        while (at > begin && isBlank(bytes[at - 1])) {
            at--;
        }
        return at;
    }
}
