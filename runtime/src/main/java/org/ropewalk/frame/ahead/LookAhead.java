package org.ropewalk.frame.ahead;

import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Looks at the first line of the input while a connection waits for its own reply. Each byte is
 * looked at once. It ends when the line must wait as well, or has more bytes than a line may have.
 */
public final class LookAhead {
    private static final int NONE = -1;

    private final Transport transport;
    private final LineFormat format;
    private final Predicate<LineReader> interrupts;

    /** Bytes of the line that hold no end. */
    private int scanned;

    private boolean over;

    private LookAhead(Transport transport, LineFormat format, Predicate<LineReader> interrupts) {
        this.transport = transport;
        this.format = format;
        this.interrupts = interrupts;
    }

    /**
     * The connection waits again: what was seen of its input before counts no longer.
     *
     * @param ahead null if it looks at nothing
     */
    public static void restart(@Nullable LookAhead ahead) {
        if (ahead != null) {
            ahead.scanned = 0;
            ahead.over = false;
        }
    }

    /**
     * What looks at what {@code transport} receives; null if nothing does.
     *
     * @param interrupts whether a line is received now; null if none is
     * @param before what looked before, and does no longer
     */
    public static @Nullable LookAhead of(
            Transport transport,
            LineFormat format,
            @Nullable Predicate<LineReader> interrupts,
            @Nullable LookAhead before) {
        if (before != null) {
            before.over = true;
        }
        return interrupts == null ? null : new LookAhead(transport, format, interrupts);
    }

    /**
     * Looks for lines within {@code limits}, and reads on if there is none; reads nothing if
     * nothing looks.
     *
     * @param ahead null if nothing looks
     * @param reader shows a line
     * @param receiver receives the first line of the input
     */
    public static void look(
            Transport transport,
            @Nullable LookAhead ahead,
            Input input,
            LineLimits limits,
            LineReader reader,
            Consumer<Input> receiver) {
        if (ahead == null) {
            transport.pauseReading();
        } else {
            ahead.look(input, limits.line(), reader, receiver);
        }
    }

    private void look(Input input, int most, LineReader reader, Consumer<Input> receiver) {
        while (!over && transport.isOpen()) {
            int end = lineEnd(input, most);
            if (end == NONE && scanned <= most) {
                transport.resumeReading();
                return;
            }
            if (end != NONE && isReceived(input, end, reader)) {
                scanned = 0;
                receiver.accept(input);
            } else {
                over = true;
            }
        }
        // The line that was received may have ended it, too.
        if (transport.isOpen()) {
            transport.pauseReading();
        }
    }

    /** Whether the first line is received now; one with literals waits. */
    private boolean isReceived(Input input, int end, LineReader reader) {
        byte[] bytes = input.array();
        int start = input.position();
        boolean announces = format.announcesLiteral(bytes, start, end, end);
        return !announces && interrupts.test(reader.show(bytes, start, end, format));
    }

    /** Where the content of the first line ends. */
    private int lineEnd(Input input, int most) {
        int bound = (int) Math.min(input.limit(), input.position() + (long) most + 1);
        return format.otherEnds() == null
                ? usualEnd(input, bound)
                : otherEnd(input, format.otherEnds(), bound);
    }

    private int usualEnd(Input input, int bound) {
        byte[] bytes = input.array();
        int start = input.position();
        for (int at = start + scanned; at < bound; at++) {
            at = ByteArrays.control(bytes, at, bound);
            scanned = at - start;
            if (at < bound && bytes[at] == '\n' && format.readsLf()) {
                return at;
            }
            if (at < bound && bytes[at] == '\r' && format.readsCrLf()) {
                if (at + 1 == input.limit()) {
                    return NONE;
                }
                if (bytes[at + 1] == '\n') {
                    return at;
                }
            }
        }
        scanned = bound - start;
        return NONE;
    }

    private int otherEnd(Input input, LineEnds ends, int bound) {
        int at = ends.find(input.array(), input.position() + scanned, bound, input.limit());
        scanned = at - input.position();
        return at < bound && ends.lengthAt(input.array(), at, input.limit()) > 0 ? at : NONE;
    }
}
