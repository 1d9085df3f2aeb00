package org.ropewalk.line.words;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.reactor.Output;

/** Why a value or a line cannot be written as it is: it would be read as another. Immutable. */
public final class WriteFaults {
    private final @Nullable Quotes literals;
    private final Controls controls;
    private final LineSyntax lines;

    /** What ends a line for a receiver; null where only CR LF and LF do. */
    private final @Nullable LineEnds ends;

    private final boolean trailing;

    /** The last byte of the end of a line. */
    private final byte lineEnd;

    /**
     * The faults of lines.
     *
     * @param literals how words are quoted, where they may be literals; else null
     * @param ends what ends a line for a receiver; null where only CR LF and LF do
     * @param trailing whether a colon begins the last word, which may have blanks
     * @param lineEnd the last byte of the end of a line that is written
     */
    public WriteFaults(
            @Nullable Quotes literals,
            Controls controls,
            LineSyntax lines,
            @Nullable LineEnds ends,
            boolean trailing,
            byte lineEnd) {
        this.literals = literals;
        this.controls = controls;
        this.lines = lines;
        this.ends = ends;
        this.trailing = trailing;
        this.lineEnd = lineEnd;
    }

    /** Why {@code bytes[from, to)} cannot be a word; null if it can. */
    public @Nullable String inWord(byte[] bytes, int from, int to) {
        int i = controls.notInWord(bytes, from, to);
        if (i == to) {
            return null;
        }
        String fault = inText(bytes, i, to);
        String control =
                bytes[i] == ' '
                        ? "a blank in a value that must be one word; write {name*} in its template if it is free text"
                        : "a control character in a value that must be one word";
        return fault == null ? control : fault;
    }

    /** Why {@code bytes[from, to)} cannot be free text; null if it can. */
    public @Nullable String inText(byte[] bytes, int from, int to) {
        int i = TextLiterals.fault(literals, controls, bytes, from, to);
        return i == to ? inValue(bytes, from, to, true) : Controls.fault(bytes[i]);
    }

    /**
     * Why a value cannot be {@code bytes[from, to)}: an end that is not CR LF or LF may begin
     * there, or what is between two commands is there, if that {@code splits} the value; else null.
     */
    public @Nullable String inValue(byte[] bytes, int from, int to, boolean splits) {
        boolean mayEnd = ends != null && ends.mayBegin(bytes, from, to);
        if ((mayEnd || splits) && lines.isSplit(bytes, from, to)) {
            return "the separator of commands in a value";
        }
        return mayEnd ? "the begin of a line end in a value" : null;
    }

    /**
     * Why {@code bytes[from, to)} cannot be a word, or a part of one, though it has no control;
     * null if it can. What is written begins at {@code start}.
     *
     * @param unquoted whether quotes are never around it
     */
    public @Nullable String inPart(byte[] bytes, int start, int from, int to, boolean unquoted) {
        boolean begins = from == start || bytes[from - 1] == ' ';
        if (trailing && begins && from < to && bytes[from] == ':' && !isLast(bytes, start, from)) {
            return "a colon at the begin of a value that is not the last";
        }
        return inValue(bytes, from, to, unquoted);
    }

    /** Whether a colon has begun the last parameter of the line before {@code at}. */
    private boolean isLast(byte[] bytes, int start, int at) {
        for (int i = at - 1; i > start && bytes[i] != lineEnd; i--) {
            if (bytes[i] == ':' && bytes[i - 1] == ' ') {
                return true;
            }
        }
        return false;
    }

    /**
     * Why what {@code output} has from {@code from} on cannot be the last line there, of at most
     * {@code most} bytes without its literals; null if it can.
     */
    public @Nullable String inLine(Output output, int from, int most) {
        int to = output.position();
        boolean isLong =
                literals == null
                        ? to - lastLine(output.array(), from, to) > most
                        : literals.lineBytes(output.array(), from, to) > most;
        return isLong ? "a line of more than " + most + " bytes" : null;
    }

    /**
     * Where the last line in {@code bytes[from, to)} begins: constants that were written in front
     * of it may hold line ends.
     */
    public int lastLine(byte[] bytes, int from, int to) {
        return LineEnds.lastLine(ends, bytes, from, to);
    }

    /** Replaces what a line cannot contain by blanks, in what was written from {@code from} on. */
    public void replaceByBlanks(Output output, int from) {
        for (int i = from; i < output.position(); i++) {
            if (ByteArrays.isControl(output.array()[i])
                    || inValue(output.array(), i, i + 1, true) != null) {
                output.array()[i] = ' ';
            }
        }
    }
}
