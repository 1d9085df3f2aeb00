package org.ropewalk.line;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.reactor.Output;

/** How the lines of a protocol are encoded. Immutable. */
public final class LineFormat {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LF = {'\n'};

    /** Sets of line ends that need no {@link LineEnds}. */
    private static final List<List<String>> USUAL =
            List.of(
                    List.of(Terminator.CRLF),
                    List.of(Terminator.LF),
                    List.of(Terminator.CRLF, Terminator.LF),
                    List.of(Terminator.LF, Terminator.CRLF));

    /** What ends a line that is received; null where only CR LF and LF do. */
    private final LineEnds readEnds;

    /** What ends a line that is written, for a receiver; null where only CR LF and LF do. */
    private final LineEnds writtenEnds;

    final boolean readsCrLf;
    final boolean readsLf;
    final boolean oneSpace;

    /** Whether a tab separates words as a blank does. */
    final boolean readsTabs;

    /** Whether a colon begins the last word, which may have blanks. */
    final boolean trailing;

    final boolean foldsCase;
    final boolean utf8;
    final Charset charset;
    final boolean endsInCrLf;
    final boolean endsInLf;
    final byte[] end;

    /** Whether CR LF ends the lines of a payload that is received. */
    private final boolean payloadsHaveCrLf;

    /** Whether values are checked for more than blanks and controls. */
    final boolean checksMore;

    /**
     * A format of lines that end alike in both directions.
     *
     * @param terminator one of {@link Terminator}
     * @param caseSensitive whether the case of ASCII letters counts in verbs, literals and
     *     constants
     */
    public LineFormat(
            String terminator, Separator separator, boolean caseSensitive, Charset charset) {
        this(terminator, separator, caseSensitive, charset, Carrier.LINE);
    }

    /**
     * A format whose words travel as {@code carrier} has it.
     *
     * @throws IllegalArgumentException if that is no carrier of lines
     */
    public LineFormat(
            String terminator,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        this(ends(terminator), ends(terminator), separator, caseSensitive, charset, carrier);
    }

    /**
     * A format whose lines end in one way or another.
     *
     * @param reads what ends a line that is received; the first is what the other side writes
     * @param writes what may end a line that is written; the first does
     * @throws IllegalArgumentException if {@code carrier} is no carrier of lines
     */
    public LineFormat(
            List<String> reads,
            List<String> writes,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        if (carrier == Carrier.RESP) {
            throw new IllegalArgumentException("RESP is no carrier of lines");
        }
        this.readsTabs = separator == Separator.BLANKS;
        this.trailing = carrier == Carrier.TRAILING;
        this.readEnds = USUAL.contains(reads) ? null : new LineEnds(reads);
        this.writtenEnds = USUAL.contains(writes) ? null : new LineEnds(writes);
        this.readsCrLf = readEnds == null && reads.contains(Terminator.CRLF);
        this.readsLf = readEnds == null && reads.contains(Terminator.LF);
        this.payloadsHaveCrLf = reads.get(0).equals(Terminator.CRLF);
        this.checksMore = trailing || writtenEnds != null;
        this.oneSpace = separator == Separator.ONE_SPACE;
        this.foldsCase = !caseSensitive;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.charset = charset;
        this.endsInCrLf = writtenEnds == null && writes.get(0).equals(Terminator.CRLF);
        this.endsInLf = writtenEnds == null && !endsInCrLf;
        this.end = endsInCrLf ? CRLF : endsInLf ? LF : LineEnds.bytes(writes.get(0));
    }

    private static List<String> ends(String terminator) {
        return switch (terminator) {
            case Terminator.CRLF_OR_LF -> List.of(Terminator.CRLF, Terminator.LF);
            case Terminator.LF_OR_CRLF -> List.of(Terminator.LF, Terminator.CRLF);
            default -> List.of(terminator);
        };
    }

    /**
     * Lines that end in CR LF, words between blanks, letter case without meaning, text in UTF-8.
     */
    public static LineFormat standard() {
        return new LineFormat(Terminator.CRLF, Separator.SPACES, false, StandardCharsets.UTF_8);
    }

    /** What ends a line that is received; null where CR LF and LF alone do. */
    public LineEnds otherEnds() {
        return readEnds;
    }

    /** Whether CR LF ends a line that is received. */
    public boolean readsCrLf() {
        return readsCrLf;
    }

    /** Whether LF alone ends a line that is received. */
    public boolean readsLf() {
        return readsLf;
    }

    /** Whether CR LF, and not LF, ends the lines of a payload that is received. */
    public boolean payloadsHaveCrLf() {
        return payloadsHaveCrLf;
    }

    /** Whether a tab separates words. */
    public boolean readsTabs() {
        return readsTabs;
    }

    /** {@code line} with its end, as bytes that may be written again and again. */
    public byte[] line(String line) {
        byte[] text = text(line);
        byte[] whole = Arrays.copyOf(text, text.length + end.length);
        System.arraycopy(end, 0, whole, text.length, end.length);
        return whole;
    }

    /** Whether {@code word} stands in {@code bytes} at {@code at}, which has as many bytes. */
    boolean matches(byte[] word, byte[] bytes, int at) {
        if (!foldsCase) {
            return Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
        }
        for (int i = 0; i < word.length; i++) {
            if (ByteArrays.upper(word[i]) != ByteArrays.upper(bytes[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether {@code bytes[at, limit)} begins with {@code prefix}. */
    boolean startsWith(byte[] prefix, byte[] bytes, int at, int limit) {
        return limit - at >= prefix.length && matches(prefix, bytes, at);
    }

    /**
     * Where the last line in {@code bytes[from, to)} begins: constants that were written in front
     * of it may hold line ends.
     */
    int lastLine(byte[] bytes, int from, int to) {
        if (writtenEnds != null) {
            return writtenEnds.lastLine(bytes, from, to);
        }
        int begin = to;
        while (begin > from && bytes[begin - 1] != '\n') {
            begin--;
        }
        return begin;
    }

    /** Whether an end that is not CR LF or LF may begin in the value {@code bytes[from, to)}. */
    boolean mayEndLine(byte[] bytes, int from, int to) {
        return writtenEnds != null && writtenEnds.mayBegin(bytes, from, to);
    }

    /** Whether {@code bytes[from, to)} would be read as the last word, if it is one. */
    boolean beginsLastWord(byte[] bytes, int from, int to) {
        return trailing && from < to && bytes[from] == ':';
    }

    /** Where a word that begins at {@code at} ends at the latest, if no blank ends it before. */
    int wordLimit(byte[] bytes, int at, int end) {
        return readsTabs ? tab(bytes, at, end) : end;
    }

    private static int tab(byte[] bytes, int at, int end) {
        int i = at;
        while (i < end && bytes[i] != '\t') {
            i++;
        }
        return i;
    }

    /** What writes a payload that ends at {@code payloadEnd} into {@code output}. */
    public PayloadEncoder encoder(PayloadEnd payloadEnd, Output output) {
        return new PayloadEncoder(payloadEnd, end, output);
    }

    /** What stands behind counted bytes. */
    public byte[] trailer(Trailer trailer) {
        return switch (trailer) {
            case TERMINATOR -> end;
            case CRLF -> CRLF;
            case NONE -> new byte[0];
        };
    }

    /** {@code text} as bytes, without a line's end. */
    public byte[] text(String text) {
        return text.getBytes(charset);
    }
}
