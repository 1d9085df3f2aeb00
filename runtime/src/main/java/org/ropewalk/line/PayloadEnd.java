package org.ropewalk.line;

import java.nio.charset.StandardCharsets;

/** Where a payload ends that is not counted: at a line, or with the input. Immutable. */
public final class PayloadEnd {
    /** A line with a single dot; lines that begin with a dot bear one more (RFC 5321, 4.5.2). */
    public static final PayloadEnd DOT = new PayloadEnd(new byte[] {'.'}, true);

    /** There is no payload: the next line is a command. */
    public static final PayloadEnd NONE = new PayloadEnd(null, false);

    /**
     * The end of the input: the other side has closed its half of the connection. Also what follows
     * a refused line if nothing tells where its payload ends.
     */
    public static final PayloadEnd CLOSE = new PayloadEnd(null, false);

    /** The line, without its end; null if there is none. */
    final byte[] line;

    /** Whether what looks like the line's first byte is doubled. */
    final boolean stuffed;

    private PayloadEnd(byte[] line, boolean stuffed) {
        this.line = line;
        this.stuffed = stuffed;
    }

    /** The line, without its end, which the caller must not change; null if there is none. */
    public byte[] line() {
        return line;
    }

    /** Whether what looks like the line's first byte is doubled. */
    public boolean isStuffed() {
        return stuffed;
    }

    /** The line {@code text}, which then cannot stand in the payload; of ASCII characters. */
    public static PayloadEnd line(String text) {
        return new PayloadEnd(text.getBytes(StandardCharsets.US_ASCII), false);
    }
}
