package org.ropewalk.line.words;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.bytes.ByteArrays;

/**
 * How lines end, and how their words are separated and encoded.
 *
 * @param splits what is between two commands or replies of a line that is written; empty if a line
 *     has one
 * @param emptyLines whether a server writes an empty line before each of its lines
 */
public record LineSyntax(
        List<String> reads,
        List<String> writes,
        Separator separator,
        boolean caseSensitive,
        Charset charset,
        Carrier carrier,
        String splits,
        EmptyLines emptyLines) {
    /** What a server does with an empty line before each of its lines, and its client. */
    public enum EmptyLines {
        /** There are none. */
        NONE,
        /** The server writes them. */
        WRITTEN,
        /** The client skips them. */
        SKIPPED
    }

    /** Lines that have one command or reply, without empty lines before them. */
    public LineSyntax(
            List<String> reads,
            List<String> writes,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        this(reads, writes, separator, caseSensitive, charset, carrier, "", EmptyLines.NONE);
    }

    /**
     * This, where something is between two commands or replies of a line.
     *
     * @param quoted whether words in quotes may hold it; else it is refused as an end of a line is
     */
    public LineSyntax split(String between, boolean quoted) {
        List<String> ends = new ArrayList<>(writes);
        if (!quoted) {
            ends.add(between);
        }
        return new LineSyntax(
                reads, ends, separator, caseSensitive, charset, carrier, between, emptyLines);
    }

    /** This, where a line has one command or reply. */
    public LineSyntax unsplit() {
        return new LineSyntax(
                reads, writes, separator, caseSensitive, charset, carrier, "", emptyLines);
    }

    /**
     * This, where a server {@linkplain EmptyLines writes} empty lines, or its client skips them.
     */
    public LineSyntax withEmptyLines(boolean written) {
        EmptyLines lines = written ? EmptyLines.WRITTEN : EmptyLines.SKIPPED;
        return new LineSyntax(
                reads, writes, separator, caseSensitive, charset, carrier, splits, lines);
    }

    /** Whether a line that is written may have several commands or replies. */
    public boolean isSplit() {
        return !splits.isEmpty();
    }

    /** Whether {@code bytes[from, to)} holds what is between two commands or replies. */
    public boolean isSplit(byte[] bytes, int from, int to) {
        return isSplit() && ByteArrays.find(bytes, from, to, splits.charAt(0)) < to;
    }

    /** What ends a line inside a payload. */
    public String endInPayloads() {
        return writes.get(0).equals(Terminator.CRLF) ? Terminator.CRLF : Terminator.LF;
    }
}
