package org.ropewalk.line;

import org.ropewalk.reactor.Output;

/**
 * Writes a payload that ends at a line, in pieces: every line end becomes the protocol's, the last
 * line has one, and a line that would end the payload is stuffed or refused. One that ends with the
 * connection is written as it is.
 */
public final class PayloadEncoder {
    /** Inside a line. */
    private static final int INSIDE = -1;

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
     * How many bytes a reader makes of what was written: line ends count, the last line and what is
     * put in front of others do not.
     */
    public long count() {
        return count;
    }

    /**
     * Writes more of it.
     *
     * @throws IllegalArgumentException if a line of it is the one that ends it
     */
    public void write(byte[] bytes, int offset, int length) {
        if (end.line == null) {
            output.write(bytes, offset, length);
            count += length;
            return;
        }
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
     * @throws IllegalArgumentException if its last line is the one that ends it
     */
    public void finish() {
        if (end.line == null) {
            return;
        }
        if (matched != 0) {
            endLine();
        }
        output.write(end.line);
        output.write(lineEnd);
    }
}
