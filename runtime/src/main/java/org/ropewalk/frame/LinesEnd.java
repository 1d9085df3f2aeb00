package org.ropewalk.frame;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.reactor.Input;

/**
 * A payload that ends at a line. A dot that was put before a line is taken off. Only the declared
 * line end ends a line: what merely looks like the end of the payload is a part of it, and the
 * payload is broken.
 */
final class LinesEnd implements RegionEnd {
    private static final byte LINE_BEGIN = 0;
    private static final byte TEXT = 1;
    private static final byte CR = 2;
    private static final byte END = 3;
    private static final byte END_CR = 4;

    /** The last line, without its end. */
    private final byte[] line;

    private final boolean stuffed;
    private final boolean endsInCrLf;
    private long received;
    private byte state = LINE_BEGIN;
    private boolean broken;

    /** Bytes of the last line that have arrived. */
    private int matched;

    LinesEnd(byte[] line, boolean stuffed, boolean endsInCrLf) {
        this.line = line;
        this.stuffed = stuffed;
        this.endsInCrLf = endsInCrLf;
    }

    @Override
    public Progress read(Input input, RegionSink sink) {
        byte[] from = input.array();
        int at = input.position();
        int limit = input.limit();
        boolean ended = false;
        while (at < limit && !ended) {
            switch (state) {
                case LINE_BEGIN -> {
                    matched = 0;
                    state = END;
                }
                case END -> {
                    if (matched < line.length && from[at] == line[matched]) {
                        matched++;
                        at++;
                    } else if (matched < line.length) {
                        isText(sink);
                    } else if (from[at] == '\n' && !endsInCrLf) {
                        ended = true;
                        at++;
                    } else if (from[at] == '\r' && endsInCrLf) {
                        state = END_CR;
                        at++;
                    } else {
                        isText(sink);
                    }
                }
                case END_CR -> {
                    if (from[at] == '\n') {
                        ended = true;
                        at++;
                    } else {
                        isText(sink);
                        put(sink, (byte) '\r');
                        state = CR;
                    }
                }
                case CR -> {
                    if (from[at] == '\n') {
                        put(sink, (byte) '\n');
                        state = LINE_BEGIN;
                        at++;
                    } else {
                        broken = true;
                        state = TEXT;
                    }
                }
                default -> at = text(sink, from, at, limit);
            }
        }
        input.consumeTo(at);
        return ended ? Progress.DONE : Progress.MORE;
    }

    /** The line that began as the last one does goes on otherwise. */
    private void isText(RegionSink sink) {
        if (!stuffed) {
            put(sink, line, 0, matched);
        }
        state = TEXT;
    }

    private int text(RegionSink sink, byte[] from, int begin, int limit) {
        int control = ByteArrays.control(from, begin, limit);
        put(sink, from, begin, control);
        if (control == limit) {
            return limit;
        }
        put(sink, from[control]);
        if (from[control] == '\r') {
            if (endsInCrLf) {
                state = CR;
            } else {
                broken = true;
            }
        } else if (from[control] == '\n') {
            if (endsInCrLf) {
                broken = true;
            } else {
                state = LINE_BEGIN;
            }
        }
        return control + 1;
    }

    private void put(RegionSink sink, byte one) {
        received++;
        sink.put(one);
    }

    private void put(RegionSink sink, byte[] from, int begin, int end) {
        received += end - begin;
        sink.put(from, begin, end);
    }

    /** How many bytes have arrived, the dots that were taken off not among them. */
    @Override
    public long received() {
        return received;
    }

    @Override
    public @Nullable FrameError fault() {
        return broken ? FrameError.PAYLOAD_LINE_END : null;
    }
}
