package org.ropewalk.frame;

import org.ropewalk.reactor.Input;

/**
 * A payload in chunks, each after its length; one of no bytes ends it. A length is four bytes, the
 * highest first, or a line of hexadecimal digits as in HTTP/1.1, whose extensions and trailers are
 * dropped.
 */
final class ChunksEnd implements RegionEnd {
    /** Bytes of the line that counts a chunk, and of all lines after the last chunk. */
    static final int MOST_LINE_BYTES = 1024;

    private static final int MOST_DIGITS = 15;
    private static final int HEX = 16;

    /** What comes next. */
    private enum State {
        UINT32,
        DIGITS,
        EXTENSION,
        LINE_LF,
        DATA,
        DATA_CR,
        DATA_LF,
        TRAILER_BEGIN,
        TRAILER,
        TRAILER_LF,
        LAST_LF,
        DONE,
        WRONG
    }

    private final boolean lines;
    private State state;

    /** Of the length that is being read, or of the chunk that is. */
    private long left;

    /** Bytes or digits of the length that have arrived. */
    private int counted;

    /** Bytes of the line that counts, or of the trailers. */
    private int lineBytes;

    private long received;

    /** Chunks of which {@code lines} say the lengths, or four bytes. */
    ChunksEnd(boolean lines) {
        this.lines = lines;
        this.state = lines ? State.DIGITS : State.UINT32;
    }

    @Override
    public Progress read(Input input, RegionSink sink) {
        while (input.remaining() > 0 && !isOver()) {
            if (state == State.DATA) {
                data(input, sink);
            } else {
                int at = input.position();
                state = next(input.array()[at], sink);
                input.consumeTo(at + 1);
            }
        }
        return state == State.DONE
                ? Progress.DONE
                : state == State.WRONG ? Progress.WRONG_END : Progress.MORE;
    }

    private boolean isOver() {
        return state == State.DONE || state == State.WRONG;
    }

    private void data(Input input, RegionSink sink) {
        int from = input.position();
        int taken = (int) Math.min(left, Math.min(input.remaining(), sink.room()));
        sink.put(input.array(), from, from + taken);
        input.consumeTo(from + taken);
        received += taken;
        left -= taken;
        if (left == 0) {
            state = lines ? State.DATA_CR : begin(State.UINT32);
        }
    }

    private State next(byte one, RegionSink sink) {
        return switch (state) {
            case UINT32 -> uint32(one, sink);
            case DIGITS -> digit(one);
            case EXTENSION -> extension(one, State.LINE_LF, State.EXTENSION);
            case LINE_LF -> one == '\n' ? chunk(sink) : State.WRONG;
            case DATA_CR -> one == '\r' ? State.DATA_LF : State.WRONG;
            case DATA_LF -> one == '\n' ? begin(State.DIGITS) : State.WRONG;
            case TRAILER_BEGIN -> one == '\r' ? State.LAST_LF : trailer(one);
            case TRAILER -> trailer(one);
            case TRAILER_LF -> one == '\n' ? State.TRAILER_BEGIN : State.WRONG;
            default -> one == '\n' ? State.DONE : State.WRONG;
        };
    }

    private State begin(State length) {
        counted = 0;
        lineBytes = 0;
        return length;
    }

    private State uint32(byte one, RegionSink sink) {
        left = left << Byte.SIZE | one & 0xFF;
        return ++counted < Integer.BYTES ? State.UINT32 : chunk(sink);
    }

    private State digit(byte one) {
        int digit = one < 0 ? -1 : Character.digit(one, HEX);
        if (digit >= 0 && counted < MOST_DIGITS) {
            left = left * HEX + digit;
            counted++;
            return State.DIGITS;
        }
        if (digit >= 0 || counted == 0) {
            return State.WRONG;
        }
        return one == '\r' || one == ';' || one == ' ' || one == '\t'
                ? extension(one, State.LINE_LF, State.EXTENSION)
                : State.WRONG;
    }

    private State trailer(byte one) {
        return extension(one, State.TRAILER_LF, State.TRAILER);
    }

    private State extension(byte one, State end, State more) {
        if (one == '\r') {
            return end;
        }
        return one == '\n' || ++lineBytes > MOST_LINE_BYTES ? State.WRONG : more;
    }

    private State chunk(RegionSink sink) {
        if (left == 0) {
            lineBytes = 0;
            return lines ? State.TRAILER_BEGIN : State.DONE;
        }
        sink.expect(left);
        return State.DATA;
    }

    @Override
    public long received() {
        return received;
    }

    @Override
    public boolean hasAllContent() {
        return switch (state) {
            case TRAILER_BEGIN, TRAILER, TRAILER_LF, LAST_LF, DONE -> true;
            default -> false;
        };
    }

    /** A chunk counts whole as soon as its length has arrived. */
    @Override
    public boolean isBeyond(long bytes) {
        return received + (state == State.DATA ? left : 0) > bytes;
    }
}
