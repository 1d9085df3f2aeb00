package org.ropewalk.filter;

import java.nio.charset.StandardCharsets;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.reactor.Output;

/**
 * Makes a line of each command where one line holds several ({@link
 * org.ropewalk.annotation.Chain}). A separator inside quotes does not count; a quote without its
 * end lasts to the end of the line. Blanks behind a separator are dropped. Nothing is kept.
 */
@ForGeneratedCode
public final class ChainedCommands implements Filter {
    /** What is done with a byte outside of quotes. */
    private static final byte SEPARATES = 1;

    private static final byte QUOTES = 2;
    private static final byte ENDS = 3;

    private final byte[] kinds = new byte[256];
    private final byte[] end;
    private final boolean escapes;

    /** The quote that has no end yet; 0 outside of quotes. */
    private byte quote;

    /** Whether the last byte was a backslash inside quotes. */
    private boolean escaped;

    /** Whether only blanks came since the last separator. */
    private boolean begins;

    /**
     * A filter of a connection.
     *
     * @param separator what is between two commands
     * @param quotes the quotes of words; empty where words are not quoted
     * @param escapes whether a backslash inside quotes escapes the byte behind it
     * @param end what ends a line
     * @param ends all characters that end lines
     */
    public ChainedCommands(
            char separator, String quotes, boolean escapes, String end, String ends) {
        this.escapes = escapes;
        this.end = end.getBytes(StandardCharsets.ISO_8859_1);
        kinds[separator & 0xFF] = SEPARATES;
        mark(quotes, QUOTES);
        mark(ends, ENDS);
    }

    private void mark(String bytes, byte kind) {
        for (byte each : bytes.getBytes(StandardCharsets.ISO_8859_1)) {
            kinds[each & 0xFF] = kind;
        }
    }

    @Override
    public void received(byte[] from, int begin, int end, Output lines, Output answer) {
        int written = begin;
        for (int at = begin; at < end; at++) {
            byte one = from[at];
            byte kind = kinds[one & 0xFF];
            if (kind == ENDS) {
                quote = 0;
                escaped = false;
                begins = false;
            } else if (quote != 0) {
                boolean closes = one == quote && !escaped;
                escaped = escapes && one == '\\' && !escaped;
                quote = closes ? 0 : quote;
            } else if (kind == SEPARATES) {
                lines.write(from, written, at - written);
                lines.write(this.end);
                written = at + 1;
                begins = true;
            } else if (begins && one == ' ') {
                written = at + 1;
            } else {
                begins = false;
                quote = kind == QUOTES ? one : 0;
            }
        }
        lines.write(from, written, end - written);
    }

    @Override
    public void sent(byte[] from, int begin, int end, Output network) {
        network.write(from, begin, end - begin);
    }
}
