package org.ropewalk.line.words;

import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.reactor.Output;

/** Words that are written as counted bytes. */
final class Literals {
    /** Digits of the longest length that is read. */
    private static final int MOST_DIGITS = 9;

    private static final long NONE = -1;

    private Literals() {}

    /**
     * The content of the literal that begins at {@code from}, {@link WordForm#packed}; it ends
     * where the content does. Negative if it is not complete before {@code to}, or none.
     */
    static long span(Literal kind, byte[] frame, int from, int to) {
        return kind == Literal.IEEE_488 ? block(frame, from, to) : counted(frame, from, to);
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
        if (from + 1 == to || !ByteArrays.isDigit(frame[from + 1])) {
            return NONE;
        }
        int digits = frame[from + 1] - '0';
        int at = from + 2;
        if (digits == 0) {
            return WordForm.packed(at, to);
        }
        if (digits > to - at || digitsEnd(frame, at, at + digits) != at + digits) {
            return NONE;
        }
        return within(at + digits, number(frame, at, at + digits), to);
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

    /** Writes {@code content} as a literal. */
    static void write(Literal kind, byte[] content, Output output) {
        if (kind == Literal.IEEE_488) {
            output.write((byte) '#', (byte) ('0' + DecimalDigits.count(content.length)));
            DecimalDigits.write(content.length, output);
        } else {
            output.write((byte) '{');
            DecimalDigits.write(content.length, output);
            if (kind == Literal.NON_SYNCHRONIZING) {
                output.write((byte) '+');
            }
            output.write((byte) '}');
            output.write((byte) '\r', (byte) '\n');
        }
        output.write(content);
    }
}
