package org.ropewalk.frame;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.Trailer;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.reactor.Input;

/** A payload of so many bytes, and what follows them. */
final class CountedEnd implements RegionEnd {
    /** What {@link #trailerLength} returns if the bytes that came do not tell yet. */
    static final int UNDECIDED = -1;

    /** What {@link #trailerLength} returns if something else is there. */
    static final int WRONG = -2;

    private final long count;
    private final Trailer trailer;
    private final LineFormat format;
    private long left;

    CountedEnd(long count, Trailer trailer, LineFormat format) {
        this.count = count;
        this.left = count;
        this.trailer = trailer;
        this.format = format;
    }

    @Override
    public Progress read(Input input, RegionSink sink) {
        int from = input.position();
        int taken = (int) Math.min(left, Math.min(input.remaining(), sink.room()));
        if (taken > 0) {
            sink.put(input.array(), from, from + taken);
            input.consumeTo(from + taken);
            left -= taken;
        }
        if (left > 0) {
            return Progress.MORE;
        }
        int trailing =
                trailerLength(trailer, input.array(), input.position(), input.limit(), format);
        if (trailing == UNDECIDED) {
            return Progress.MORE;
        }
        if (trailing == WRONG) {
            return Progress.WRONG_END;
        }
        input.consumeTo(input.position() + trailing);
        return Progress.DONE;
    }

    /** Whether {@link #take} takes the next byte. */
    boolean takesMore() {
        return left > 1;
    }

    /** Takes bytes before the last one. The last one, and what follows, is left. */
    void take(ByteBuffer received, KeptSink sink) {
        int count = (int) Math.min(left - 1, received.remaining());
        if (count > 0 && sink.take(received, count)) {
            left -= count;
        }
    }

    @Override
    public long received() {
        return count - left;
    }

    @Override
    public boolean hasAllContent() {
        return left == 0;
    }

    @Override
    public boolean isBeyond(long bytes) {
        return left > bytes;
    }

    /** How long the trailer is that is in {@code bytes[at, limit)}. */
    static int trailerLength(Trailer trailer, byte[] bytes, int at, int limit, LineFormat format) {
        if (trailer == Trailer.NONE) {
            return 0;
        }
        if (trailer == Trailer.BLOCK) {
            return blockEndLength(format.trailer(trailer), bytes, at, limit);
        }
        if (at == limit) {
            return UNDECIDED;
        }
        if (bytes[at] == '\n' && trailer == Trailer.TERMINATOR && format.readsLf()) {
            return 1;
        }
        if (bytes[at] != '\r' || !(trailer == Trailer.CRLF || format.readsCrLf())) {
            return otherLength(trailer, bytes, at, limit, format);
        }
        if (at + 1 == limit) {
            return UNDECIDED;
        }
        return bytes[at + 1] == '\n' ? 2 : WRONG;
    }

    private static int blockEndLength(byte[] end, byte[] bytes, int at, int limit) {
        int arrived = Math.min(end.length, limit - at);
        if (!Arrays.equals(bytes, at, at + arrived, end, 0, arrived)) {
            return WRONG;
        }
        return arrived < end.length ? UNDECIDED : arrived;
    }

    private static int otherLength(
            Trailer trailer, byte[] bytes, int at, int limit, LineFormat format) {
        if (trailer == Trailer.CRLF || format.otherEnds() == null) {
            return WRONG;
        }
        int length = format.otherEnds().lengthAt(bytes, at, limit);
        return switch (length) {
            case LineEnds.UNDECIDED -> UNDECIDED;
            case 0 -> WRONG;
            default -> length;
        };
    }
}
