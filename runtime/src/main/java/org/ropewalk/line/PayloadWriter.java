package org.ropewalk.line;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.line.bytes.TextEncoding;
import org.ropewalk.reactor.Output;

/** Writes the payloads behind a line, within their bound. What is wrong is returned, or null. */
final class PayloadWriter {
    /** What may be around counted bytes: a blank, digits and two line ends. */
    static final int MOST_AROUND = 1 + DecimalDigits.MOST_CHARACTERS + 4;

    /** So many bytes are always copied. */
    private static final int COPIED = Output.LEAST_LENT_BYTES - 1;

    /** In place of a position in the output. */
    private static final int NONE = -1;

    private int most = Integer.MAX_VALUE;

    /** Where the payload behind the line begins and ends, of one part or several. */
    private int from = NONE;

    private int to = NONE;

    void most(int bytes) {
        most = bytes;
    }

    int most() {
        return most;
    }

    /** No payload was written yet. */
    void restart() {
        to = NONE;
    }

    /** What is wrong with a payload of {@code bytes}; null if they are not more than allowed. */
    static @Nullable String fault(long bytes, long allowed) {
        return bytes > allowed ? "a payload of more than " + allowed + " bytes" : null;
    }

    /**
     * Writes bytes behind a line, or behind others, which count as one payload with them; in a
     * block before its {@code blockEnd}.
     *
     * @param lends whether the bytes never change
     */
    @Nullable String write(
            Output output, byte[] bytes, int offset, int length, byte[] blockEnd, boolean lends) {
        int begin = output.position() - blockEnd.length;
        if (begin != to) {
            from = begin;
        }
        String fault = fault((long) begin - from + length, most);
        if (fault == null) {
            if (blockEnd.length > 0) {
                output.position(begin);
            }
            if (lends) {
                output.lend(bytes, offset, length);
            } else {
                output.place(bytes, offset, length);
            }
            to = begin + length;
            if (blockEnd.length > 0) {
                output.write(blockEnd);
            }
        }
        return fault;
    }

    /**
     * Writes a blank, the number of bytes, the end of the line, the bytes, and the end of a line.
     * Returns where it ends; -1 if nothing was written, for {@code bound} is near, or the bytes are
     * too many to be copied.
     *
     * @param bound where the output ends at the most, but for the bytes
     */
    int writeNext(Output output, byte[] bytes, long bound, boolean endsInCrLf) {
        int length = bytes.length;
        boolean isFar = bound - output.position() > MOST_AROUND;
        if (!isFar || length > Math.min(most, COPIED)) {
            return -1;
        }
        byte[] array = output.ensure(length + MOST_AROUND);
        int begin = output.position();
        int at = lineEnd(array, DecimalDigits.putNext(length, array, begin), endsInCrLf);
        System.arraycopy(bytes, 0, array, at, length);
        at = lineEnd(array, at + length, endsInCrLf);
        output.wrote(at - begin);
        return at;
    }

    private static int lineEnd(byte[] array, int from, boolean endsInCrLf) {
        int at = from;
        if (endsInCrLf) {
            array[at++] = '\r';
        }
        array[at] = '\n';
        return at + 1;
    }

    /** Writes bytes and what ends them. */
    @Nullable String write(PayloadEncoder encoder, byte[] bytes, int offset, int length) {
        try {
            encoder.write(bytes, offset, length);
            encoder.finish();
        } catch (IllegalArgumentException e) {
            return e.getMessage();
        }
        return fault(encoder.count(), most);
    }

    /** Writes lines of text, and what ends them. */
    @Nullable String write(List<String> lines, PayloadEnd end, LineFormat format, Output output) {
        Output all = new Output(0);
        String fault = write(lines, format.contents(), all);
        return fault == null
                ? write(format.encoder(end, output), all.array(), 0, all.position())
                : fault;
    }

    /** Writes lines of text, each with its end. */
    private static @Nullable String write(List<String> lines, LineFormat format, Output all) {
        for (String line : lines) {
            int begin = all.position();
            String fault = TextEncoding.write(line, format.charset, all);
            if (fault != null) {
                return fault;
            }
            for (int i = begin; i < all.position(); i++) {
                if (all.array()[i] == '\r' || all.array()[i] == '\n') {
                    return "a line end in a line of a payload";
                }
            }
            String cut = format.faults.inValue(all.array(), begin, all.position(), true);
            if (cut != null) {
                return cut;
            }
            all.write(format.end);
        }
        return null;
    }
}
