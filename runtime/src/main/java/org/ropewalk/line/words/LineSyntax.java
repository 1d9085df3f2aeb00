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
 */
public record LineSyntax(
        List<String> reads,
        List<String> writes,
        Separator separator,
        boolean caseSensitive,
        Charset charset,
        Carrier carrier,
        String splits) {
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
        return new LineSyntax(reads, ends, separator, caseSensitive, charset, carrier, between);
    }

    /** This, where a line has one command or reply. */
    public LineSyntax unsplit() {
        return new LineSyntax(reads, writes, separator, caseSensitive, charset, carrier, "");
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
