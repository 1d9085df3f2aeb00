package org.ropewalk.line.words;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.reactor.Output;

/** Words that are written as counted bytes: a count, mostly a line end, and the bytes. */
final class Literals {
    /** In place of a position or a length: there is no literal. */
    static final long NONE = Long.MIN_VALUE;

    /** Digits of the longest length that is read. */
    private static final int MOST_DIGITS = 9;

    /** Digits that no length has; what begins with them may not be known. */
    private static final int TOO_MANY_DIGITS = 20;

    /** The longest word in quotes where a counted literal can be written (RFC 5804 4). */
    private static final int MAX_QUOTED = 1024;

    /** More than any limit. */
    private static final long TOO_MANY = 1L << 60;

    private final Literal kind;
    private final boolean served;

    /** What ends a line, and a length. */
    private final List<String> ends;

    private Literals(Literal kind, boolean served, List<String> ends) {
        this.kind = kind;
        this.served = served;
        this.ends = ends;
    }

    /**
     * Literals of a kind, of a server or of its client; null if words are none.
     *
     * @param ends what may end a line that is written; the first does
     */
    static @Nullable Literals of(Literal kind, boolean served, List<String> ends) {
        return kind == Literal.NONE ? null : new Literals(kind, served, ends);
    }

    /** Whether lines of a server are read. */
    boolean isServed() {
        return served;
    }

    /** Whether a client sends them when the server has asked for them. */
    boolean isAskedFor() {
        return !served && kind == Literal.SYNCHRONIZING;
    }

    /** Whether the length stands before a line end. */
    boolean isCounted() {
        return kind != Literal.IEEE_488;
    }

    /** Whether a word is too long for quotes. */
    boolean isPreferred(byte[] content) {
        return isCounted() && content.length > MAX_QUOTED;
    }

    /** What a literal begins with. */
    char first() {
        return isCounted() ? '{' : '#';
    }

    // ---- a literal of a whole line

    /**
     * The content of the literal that begins at {@code from}, {@link WordForm#packed}; it ends
     * where the content does. Negative if it is not complete before {@code to}, or none.
     */
    long span(byte[] frame, int from, int to) {
        return isCounted() ? counted(frame, from, to) : block(frame, from, to);
    }

    private static long counted(byte[] frame, int from, int to) {
        int i = digitsEnd(frame, from + 1, Math.min(to, from + 1 + MOST_DIGITS));
        int length = number(frame, from + 1, i);
        if (i < to && frame[i] == '+') {
            i++;
        }
        if (length < 0 || i == to || frame[i] != '}') {
            return NONE;
        }
        i++;
        if (i < to && frame[i] == '\r') {
            i++;
        }
        if (i == to || frame[i] != '\n') {
            return NONE;
        }
        return within(i + 1, length, to);
    }

    /** A block whose length has no digits reaches to the end of the line. */
    private static long block(byte[] frame, int from, int to) {
        int at = blockContent(frame, from, to);
        if (at < 0) {
            return NONE;
        }
        return at == from + 2
                ? WordForm.packed(at, to)
                : within(at, number(frame, from + 2, at), to);
    }

    /** Where the content of a block begins; negative if none is at {@code from}. */
    private static int blockContent(byte[] frame, int from, int to) {
        if (from + 1 >= to || !ByteArrays.isDigit(frame[from + 1])) {
            return -1;
        }
        int at = from + 2;
        int digits = frame[from + 1] - '0';
        return digits <= to - at && digitsEnd(frame, at, at + digits) == at + digits
                ? at + digits
                : -1;
    }

    private static long within(int at, int length, int to) {
        return length < 0 || length > to - at ? NONE : WordForm.packed(at, at + length);
    }

    private static int digitsEnd(byte[] frame, int from, int to) {
        int i = from;
        while (i < to && ByteArrays.isDigit(frame[i])) {
            i++;
        }
        return i;
    }

    private static int number(byte[] frame, int from, int to) {
        int value = from == to ? -1 : 0;
        for (int i = from; i < to; i++) {
            value = value * 10 + frame[i] - '0';
        }
        return value;
    }

    // ---- a line that has not arrived whole

    /** The length that the line {@code bytes[from, to)} ends with; {@link #NONE} if with none. */
    static long announced(byte[] bytes, int from, int to) {
        int last = to - 1;
        if (last < from || bytes[last] != '}') {
            return NONE;
        }
        last -= last > from && bytes[last - 1] == '+' ? 2 : 1;
        int first = last;
        while (first >= from && ByteArrays.isDigit(bytes[first])) {
            first--;
        }
        if (last - first >= TOO_MANY_DIGITS) {
            return TOO_MANY;
        }
        if (first == last || first < from || bytes[first] != '{') {
            return NONE;
        }
        long length = 0;
        for (int i = first + 1; i <= last; i++) {
            length = Math.min(TOO_MANY, length * 10 + bytes[i] - '0');
        }
        return length;
    }

    /** Whether the peer waits until it may send the literal that a line announces at its end. */
    boolean waits(byte[] bytes, int to) {
        return served && kind == Literal.SYNCHRONIZING && bytes[to - 2] != '+';
    }

    /**
     * Where the block at {@code from} ends, perhaps beyond {@code to}; {@link #NONE} if none is
     * there. One without a length ends with the line.
     */
    static long blockEnd(byte[] bytes, int from, int to) {
        int at = blockContent(bytes, from, to);
        if (at < 0) {
            return NONE;
        }
        return at == from + 2 ? to : (long) at + number(bytes, from + 2, at);
    }

    // ---- writing

    /** Whether the length of one that is written may end in CR LF, or in LF alone. */
    boolean mayEndIn(boolean crLf) {
        return !isCounted() || ends.contains(crLf ? Terminator.CRLF : Terminator.LF);
    }

    /** Writes {@code content} as a literal. */
    void write(byte[] content, Output output) {
        if (isCounted()) {
            output.write((byte) '{');
            DecimalDigits.write(content.length, output);
            if (kind == Literal.NON_SYNCHRONIZING && !served) {
                output.write((byte) '+');
            }
            output.write((byte) '}');
            if (ends.get(0).equals(Terminator.CRLF)) {
                output.write((byte) '\r');
            }
            output.write((byte) '\n');
        } else {
            output.write((byte) '#', (byte) ('0' + DecimalDigits.count(content.length)));
            DecimalDigits.write(content.length, output);
        }
        output.write(content);
    }
}
