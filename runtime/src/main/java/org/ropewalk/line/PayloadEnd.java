package org.ropewalk.line;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;

/** Where a payload ends that is not counted by its line. Immutable. */
@ForGeneratedCode
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class PayloadEnd {
    /** How a payload ends. */
    public enum Kind {
        /** There is none. */
        NONE,
        /** At a line. */
        LINE,
        /** After given bytes, which it cannot hold. */
        DELIMITED,
        /** After a chunk of no bytes; each has four bytes before it that count it. */
        UINT32_CHUNKS,
        /** After a chunk of no bytes; each has a line before it that counts it. */
        HEX_CHUNKS,
        /** With the input. */
        CLOSE
    }

    /**
     * A line with a single dot; lines that begin with a dot have a second one (RFC 5321, 4.5.2).
     */
    public static final PayloadEnd DOT = new PayloadEnd(Kind.LINE, new byte[] {'.'}, true);

    /** There is no payload: the next line is a command. */
    public static final PayloadEnd NONE = new PayloadEnd(Kind.NONE, null, false);

    /**
     * Chunks, each after its length in four bytes, the highest first; one of no bytes ends them.
     */
    public static final PayloadEnd UINT32_CHUNKS = new PayloadEnd(Kind.UINT32_CHUNKS, null, false);

    /** Chunks as HTTP/1.1 has them (RFC 9112, 7.1). */
    public static final PayloadEnd HEX_CHUNKS = new PayloadEnd(Kind.HEX_CHUNKS, null, false);

    /**
     * The end of the input: the other side has closed its half of the connection. Also what follows
     * a refused line if nothing tells where its payload ends.
     */
    public static final PayloadEnd CLOSE = new PayloadEnd(Kind.CLOSE, null, false);

    private final Kind kind;

    /** The line, without its end, or the bytes; null if there are none. */
    final byte @Nullable [] line;

    /** Whether what looks like the line's first byte is doubled. */
    final boolean stuffed;

    /** How many bytes match again when those up to here do, and the next does not. */
    private final int[] borders;

    private PayloadEnd(Kind kind, byte @Nullable [] line, boolean stuffed) {
        this.kind = kind;
        this.line = line;
        this.stuffed = stuffed;
        this.borders = kind == Kind.DELIMITED ? borders(line) : null;
    }

    private static int[] borders(byte @Nullable [] bytes) {
        int[] borders = new int[bytes.length];
        int border = 0;
        for (int i = 1; i < bytes.length; i++) {
            while (border > 0 && bytes[i] != bytes[border]) {
                border = borders[border - 1];
            }
            border += bytes[i] == bytes[border] ? 1 : 0;
            borders[i] = border;
        }
        return borders;
    }

    /** How it ends. */
    public Kind kind() {
        return kind;
    }

    /**
     * The line without its end, or the bytes after the payload, which the caller must not change;
     * null if there are none.
     */
    public byte[] line() {
        return line;
    }

    /** Whether what looks like the line's first byte is doubled. */
    public boolean isStuffed() {
        return stuffed;
    }

    /**
     * The number of bytes of the end that have arrived, after {@code matched} of them and {@code
     * next}.
     */
    public int matched(int matched, byte next) {
        int length = matched;
        while (length > 0 && next != line[length]) {
            length = borders[length - 1];
        }
        return next == line[length] ? length + 1 : 0;
    }

    /** The line {@code text}, which then cannot be in the payload; of ASCII characters. */
    public static PayloadEnd line(String text) {
        return new PayloadEnd(Kind.LINE, text.getBytes(StandardCharsets.US_ASCII), false);
    }

    /**
     * The bytes {@code text}, which then cannot be in the payload; of characters up to U+00FF, a
     * byte each.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static PayloadEnd delimiter(String text) {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty delimiter");
        }
        return new PayloadEnd(Kind.DELIMITED, text.getBytes(StandardCharsets.ISO_8859_1), false);
    }
}
