package org.ropewalk.line;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.reactor.Output;

/** How the lines of a protocol are encoded. Immutable. */
public final class LineFormat {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LF = {'\n'};

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
    private final byte[] end;

    /**
     * A format.
     *
     * @param caseSensitive whether the case of ASCII letters counts in verbs, literals and
     *     constants
     */
    public LineFormat(
            Terminator terminator, Separator separator, boolean caseSensitive, Charset charset) {
        this(terminator, separator, caseSensitive, charset, Carrier.LINE);
    }

    /**
     * A format whose words travel as {@code carrier} has it.
     *
     * @throws IllegalArgumentException if that is no carrier of lines
     */
    public LineFormat(
            Terminator terminator,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        if (carrier == Carrier.RESP) {
            throw new IllegalArgumentException("RESP is no carrier of lines");
        }
        this.readsTabs = separator == Separator.BLANKS;
        this.trailing = carrier == Carrier.TRAILING;
        this.readsCrLf = terminator != Terminator.LF;
        this.readsLf = terminator != Terminator.CRLF;
        this.oneSpace = separator == Separator.ONE_SPACE;
        this.foldsCase = !caseSensitive;
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.charset = charset;
        this.endsInCrLf = terminator == Terminator.CRLF || terminator == Terminator.CRLF_OR_LF;
        this.end = endsInCrLf ? CRLF : LF;
    }

    /**
     * Lines that end in CR LF, words between blanks, letter case without meaning, text in UTF-8.
     */
    public static LineFormat standard() {
        return new LineFormat(Terminator.CRLF, Separator.SPACES, false, StandardCharsets.UTF_8);
    }

    /** Whether CR LF ends a line that is received. */
    public boolean readsCrLf() {
        return readsCrLf;
    }

    /** Whether LF alone ends a line that is received. */
    public boolean readsLf() {
        return readsLf;
    }

    /** Whether CR LF ends a line that is written, and a payload that ends at a line. */
    public boolean writesCrLf() {
        return endsInCrLf;
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
