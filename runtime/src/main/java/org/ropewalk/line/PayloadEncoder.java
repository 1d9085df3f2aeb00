package org.ropewalk.line;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.reactor.Output;

/**
 * Writes a payload that is not counted by its line, in pieces. Where it ends at a line, every line
 * end becomes the protocol's, the last line has one, and a line that would end the payload is
 * stuffed or refused. Else bytes are written as they are; what would end them is refused.
 */
@ForGeneratedCode
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class PayloadEncoder {
    /** Inside a line. */
    private static final int INSIDE = -1;

    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LAST_CHUNK = {'0', '\r', '\n', '\r', '\n'};

    private final Output output;
    private final byte[] lineEnd;
    private final PayloadEnd end;

    /** Bytes of the last line that the line begins with, and that are not written yet. */
    private int matched;

    private boolean afterCr;
    private long count;

    PayloadEncoder(PayloadEnd end, byte[] lineEnd, Output output) {
        this.end = end;
        this.lineEnd = lineEnd;
        this.output = output;
    }

    /**
     * The number of bytes that a reader gets: with line ends, without the end of the payload, added
     * dots and chunk lengths.
     */
    public long count() {
        return count;
    }

    /**
     * Writes more of it.
     *
     * @throws IllegalArgumentException if something in it would end it
     */
    public void write(byte[] bytes, int offset, int length) {
        switch (end.kind()) {
            case LINE -> writeLines(bytes, offset, length);
            case DELIMITED -> {
                checkDelimiter(bytes, offset, length);
                writeRaw(bytes, offset, length);
            }
            case UINT32_CHUNKS, HEX_CHUNKS -> writeChunk(bytes, offset, length);
            default -> writeRaw(bytes, offset, length);
        }
    }

    private void writeRaw(byte[] bytes, int offset, int length) {
        output.write(bytes, offset, length);
        count += length;
    }

    /** A chunk of no bytes would end the payload. */
    private void writeChunk(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        boolean hex = end.kind() == PayloadEnd.Kind.HEX_CHUNKS;
        if (hex) {
            writeHex(length);
            output.write(CRLF);
        } else {
            writeInt(length);
        }
        writeRaw(bytes, offset, length);
        if (hex) {
            output.write(CRLF);
        }
    }

    private void writeInt(int value) {
        for (int shift = Integer.SIZE - Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            output.write((byte) (value >>> shift));
        }
    }

    private void writeHex(int value) {
        int digits = (Integer.SIZE - Integer.numberOfLeadingZeros(value) + 3) / 4;
        for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
            output.write((byte) Character.forDigit(value >>> shift & 0xF, 16));
        }
    }

    private void checkDelimiter(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            matched = end.matched(matched, bytes[i]);
            if (matched == end.line.length) {
                throw new IllegalArgumentException("what ends the payload, in the payload");
            }
        }
    }

    private void writeLines(byte[] bytes, int offset, int length) {
        int limit = offset + length;
        for (int at = offset; at < limit; at++) {
            if (matched == INSIDE) {
                int run = ByteArrays.control(bytes, at, limit);
                output.write(bytes, at, run - at);
                count += run - at;
                at = run;
                if (at == limit) {
                    return;
                }
            }
            byte one = bytes[at];
            boolean ended = one == '\n' && afterCr;
            afterCr = one == '\r';
            if (ended) {
                continue;
            }
            if (one == '\r' || one == '\n') {
                endLine();
            } else {
                write(one);
            }
        }
    }

    private void write(byte one) {
        if (matched != INSIDE && matched < end.line.length && one == end.line[matched]) {
            matched++;
            if (end.stuffed) {
                begin();
                output.write(one);
            }
            return;
        }
        if (matched != INSIDE) {
            begin();
        }
        output.write(one);
        count++;
    }

    /** The line is another than the last. */
    private void begin() {
        output.write(end.line, 0, matched);
        count += matched;
        matched = INSIDE;
    }

    private void endLine() {
        if (matched == end.line.length) {
            throw new IllegalArgumentException("a line that ends the payload, in the payload");
        }
        if (matched != INSIDE) {
            begin();
        }
        output.write(lineEnd);
        count += lineEnd.length;
        matched = 0;
    }

    /**
     * Writes its end.
     *
     * @throws IllegalArgumentException if its last bytes would end it earlier
     */
    public void finish() {
        switch (end.kind()) {
            case LINE -> finishLines();
            case DELIMITED -> finishDelimited();
            case UINT32_CHUNKS -> writeInt(0);
            case HEX_CHUNKS -> output.write(LAST_CHUNK);
            default -> {}
        }
    }

    /** Its last bytes and the first of its end must not look like the end. */
    private void finishDelimited() {
        for (int i = 0; i < end.line.length - 1; i++) {
            matched = end.matched(matched, end.line[i]);
            if (matched == end.line.length) {
                throw new IllegalArgumentException("what ends the payload begins in the payload");
            }
        }
        output.write(end.line);
    }

    private void finishLines() {
        if (matched != 0) {
            endLine();
        }
        output.write(end.line);
        output.write(lineEnd);
    }
}
