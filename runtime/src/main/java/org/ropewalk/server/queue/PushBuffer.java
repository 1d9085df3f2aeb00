package org.ropewalk.server.queue;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.LoopLocal;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.writers.PushWriter;

/**
 * Where lines are formatted that are pushed to connections of the calling loop: each loop has one,
 * so that nothing is allocated for them.
 */
public final class PushBuffer {
    private static final LoopLocal<PushBuffer> KIND = LoopLocal.of(loop -> new PushBuffer());

    /** Initial room for lines. */
    private static final int BYTES = 128;

    /** An array that large lines have made larger is not kept. */
    private static final int MOST_KEPT_BYTES = 64 << 10;

    private final LineWriter writer = new LineWriter();
    private Output lines = new Output(BYTES);

    /** The same in version 3 of RESP. */
    private Output third = new Output(0);

    private boolean inUse;

    private PushBuffer() {}

    /**
     * Lends the buffer of {@code loop} until {@link #end}. Null on another thread than the loop's,
     * and while a push is formatted or sent, which may call code that pushes.
     */
    public static @Nullable PushBuffer begin(@Nullable Loop loop) {
        if (loop == null || !loop.isInLoopThread()) {
            return null;
        }
        PushBuffer buffer = loop.shared(KIND);
        if (buffer.inUse) {
            return null;
        }
        buffer.inUse = true;
        return buffer;
    }

    /** The push is sent. */
    public void end() {
        inUse = false;
        lines = emptied(lines);
        third = emptied(third);
    }

    private static Output emptied(Output output) {
        if (output.array().length > MOST_KEPT_BYTES) {
            return new Output(BYTES);
        }
        output.clear();
        return output;
    }

    /**
     * Formats {@code pushed} as {@code form} has it, once; a payload has {@code mostPayload} bytes
     * at the most.
     *
     * @throws IllegalArgumentException if a value cannot be written, or more than may be
     */
    public Output format(LineFormat form, PushWriter pushed, int mostPayload, LineLimits bounds) {
        Output formatted = PushedLines.isThird(form) ? third : lines;
        if (formatted.position() == 0) {
            pushed.write(
                    writer.on(formatted, form)
                            .payloads(mostPayload)
                            .bounds(bounds.reply(), bounds.replyLine()));
        }
        return formatted;
    }
}
