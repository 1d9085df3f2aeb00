package org.ropewalk.line.ends;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Terminator;

/** What ends a line, where that is not CR LF or LF alone: one of some texts. Immutable. */
public final class LineEnds {
    /** The result of {@link #lengthAt} if more bytes are needed. */
    public static final int UNDECIDED = -1;

    private static final int BYTES = 256;

    private final byte[][] ends;
    private final boolean[] begins = new boolean[BYTES];
    private final boolean dropsLf;

    /** Sets that are read without an object of this class. */
    private static final List<List<String>> USUAL =
            List.of(
                    List.of(Terminator.CRLF),
                    List.of(Terminator.LF),
                    List.of(Terminator.CRLF, Terminator.LF),
                    List.of(Terminator.LF, Terminator.CRLF));

    /** The ends that {@code texts} are, whose characters are bytes. */
    public LineEnds(List<String> texts) {
        ends = texts.stream().map(LineEnds::bytes).toArray(byte[][]::new);
        for (byte[] end : ends) {
            begins[end[0] & 0xFF] = true;
        }
        dropsLf = texts.contains("\r") && texts.contains("\r\n");
    }

    /** Whether these are CR LF, LF or both. */
    public static boolean areUsual(List<String> ends) {
        return USUAL.contains(ends);
    }

    /** {@code text}, whose characters are bytes. */
    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The end that the other side writes. */
    public byte[] first() {
        return ends[0].clone();
    }

    /** Whether the end at {@code at} is a CR that includes a following LF. */
    public boolean isCr(byte[] bytes, int at, int limit) {
        return dropsLf && at + 1 == limit && bytes[at] == '\r';
    }

    /** Whether an end may begin with {@code value}. */
    public boolean isBegin(byte value) {
        return begins[value & 0xFF];
    }

    /**
     * The index of the first end in {@code bytes[from, limit)} that begins before {@code bound}, or
     * of what may become one; {@code bound} if there is none.
     */
    public int find(byte[] bytes, int from, int bound, int limit) {
        for (int at = from; at < bound; at++) {
            if (begins[bytes[at] & 0xFF] && lengthAt(bytes, at, limit) != 0) {
                return at;
            }
        }
        return bound;
    }

    /** How long the end is that is at {@code at}; 0 if none does. */
    public int lengthAt(byte[] bytes, int at, int limit) {
        int longest = 0;
        boolean undecided = false;
        for (byte[] end : ends) {
            int matched = matched(end, bytes, at, limit);
            if (matched == end.length) {
                longest = Math.max(longest, matched);
            } else if (at + matched == limit) {
                undecided = true;
            }
        }
        return longest == 0 && undecided ? UNDECIDED : longest;
    }

    private static int matched(byte[] end, byte[] bytes, int at, int limit) {
        int matched = 0;
        while (matched < end.length
                && at + matched < limit
                && bytes[at + matched] == end[matched]) {
            matched++;
        }
        return matched;
    }

    /** Whether a line end may begin in {@code bytes[from, to)}. */
    public boolean mayBegin(byte[] bytes, int from, int to) {
        int i = from;
        while (i < to && !isBegin(bytes[i])) {
            i++;
        }
        return i < to;
    }

    /** Where the last line in {@code bytes[from, to)} begins, which has no end. */
    private int lastLine(byte[] bytes, int from, int to) {
        int begin = from;
        int at = find(bytes, from, to, to);
        while (at < to) {
            int length = lengthAt(bytes, at, to);
            begin = length > 0 ? at + length : begin;
            at = find(bytes, at + Math.max(1, length), to, to);
        }
        return begin;
    }

    /** Where the last line in {@code bytes[from, to)} begins; CR LF or LF ends lines if null. */
    public static int lastLine(@Nullable LineEnds ends, byte[] bytes, int from, int to) {
        if (ends != null) {
            return ends.lastLine(bytes, from, to);
        }
        int begin = to;
        while (begin > from && bytes[begin - 1] != '\n') {
            begin--;
        }
        return begin;
    }
}
