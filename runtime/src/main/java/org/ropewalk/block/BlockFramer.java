package org.ropewalk.block;

import java.nio.charset.StandardCharsets;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.FrameHandler;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.frame.LineFramer;
import org.ropewalk.frame.ReadWait;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.Trailer;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Loop;

/**
 * Cuts what a connection receives into blocks: lines up to an empty one. Empty lines before a block
 * are skipped. A block that is too long, or has a bad line, is skipped to its end and reported
 * once. A block that the end of the connection cuts off is never handed on. Belongs to the
 * connection's loop.
 */
@ForGeneratedCode
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public final class BlockFramer implements FrameHandler {
    private static final long NS_PER_SECOND = 1_000_000_000L;

    /** A larger buffer is given back after its block. */
    private static final int SMALL_BYTES = 1_024;

    private final FrameHandler handler;
    private final LineFormat format;
    private final BlockHead head;
    private LineFramer framer;

    /** The field that tells what follows a block; null where nothing follows any. */
    private final BlockLength length;

    /** Where what follows a block ends if no field tells its length; null if nothing follows. */
    private final PayloadEnd end;

    /** Whether the next line is none of a block. */
    private boolean lineFirst;

    /** Whether the block is whole, but for the bytes that follow it. */
    private boolean awaited;

    /** The lines of the block so far, each with LF after it; null before the first. */
    private KeptBytes kept;

    /** How many lines of the block have arrived. */
    private int lines;

    /** When the first of them came. */
    private long begunNs;

    /** What is wrong with the block, which is skipped to its end; null if nothing is. */
    private FrameError fault;

    /** Bytes of the block that were skipped. */
    private int skipped;

    private BlockFramer(FrameHandler handler, LineFormat format) {
        this.handler = handler;
        this.format = format;
        this.head =
                new BlockHead(
                        format.blocks().verb().getBytes(StandardCharsets.US_ASCII),
                        format.foldsCase());
        this.lineFirst = format.blocks().lineFirst();
        String counts = format.blocks().length();
        this.length =
                counts.isEmpty()
                        ? null
                        : new BlockLength(
                                counts, format.blocks().verb().isEmpty(), format.foldsCase());
        String behind = format.blocks().end();
        this.end = behind.isEmpty() ? null : PayloadEnd.delimiter(behind);
    }

    /**
     * What frames the input of a connection: its blocks where {@code format} has such, else its
     * lines.
     */
    public static LineFramer framer(FrameHandler handler, LineFormat format, LineLimits limits) {
        if (format.blocks() == null) {
            return new LineFramer(handler, format, limits);
        }
        BlockFramer blocks = new BlockFramer(handler, format);
        blocks.framer = new LineFramer(blocks, format, limits);
        return blocks.framer;
    }

    // ---- lines of blocks

    @Override
    public void lineReceived(LineReader line) {
        if (awaited) {
            handOnWithPayload(line);
        } else if (lineFirst) {
            lineFirst = false;
            handler.lineReceived(line);
        } else if (line.size() > 0) {
            take(line);
        } else if (fault != null) {
            skippedWhole();
        } else if (lines > 0) {
            whole(line);
        }
    }

    private boolean isInBlock() {
        return lines > 0 || fault != null;
    }

    private void take(LineReader line) {
        LineLimits limits = framer.limits();
        if (!isInBlock()) {
            begunNs = handler.loop().nanoTime();
        } else if (isLate(limits)) {
            handler.readTimedOut(ReadWait.LINE_END);
            return;
        }
        if (fault != null) {
            skip(line.size());
        } else if (lines == limits.fields() || room(limits) < line.size()) {
            spoil(FrameError.TOO_LONG, line.size());
        } else if (!append(line)) {
            spoil(FrameError.MEMORY, line.size());
        } else {
            lines++;
        }
    }

    private boolean isLate(LineLimits limits) {
        return limits.lineSeconds() != LineLimits.UNLIMITED
                && handler.loop().nanoTime() - begunNs > limits.lineSeconds() * NS_PER_SECOND;
    }

    /** How many bytes the next line may have. */
    private long room(LineLimits limits) {
        return (long) limits.block() - (kept == null ? 0 : kept.count()) - 1;
    }

    /** Keeps a line; false if there is no memory for it. */
    private boolean append(LineReader line) {
        if (kept == null) {
            kept = new KeptBytes(handler.factory(), handler.loop(), Integer.MAX_VALUE);
        }
        byte[] bytes = line.cursor().array();
        int from = line.begin();
        int to = from + line.size();
        if (format.blocks().folds() && lines > 0 && BlockHead.isBlank(bytes[from])) {
            // The line before goes on: one blank stands for its end and the blanks here.
            kept.removeLast();
            from = BlockHead.skipBlanks(bytes, from, to) - 1;
            return kept.append((byte) ' ', 0)
                    && kept.append(bytes, from + 1, to, 0)
                    && kept.append((byte) '\n', 0);
        }
        return kept.append(bytes, from, to, to - from + 1) && kept.append((byte) '\n', 0);
    }

    private void whole(LineReader reader) {
        lines = 0;
        LineReader line = show(reader);
        if (isLast()) {
            handOn(line);
            return;
        }
        long bytes = length == null ? BlockLength.NONE : length.find(kept.array(), kept.count());
        if (bytes == BlockLength.BAD) {
            refuse(FrameError.PAYLOAD_LENGTH, line, true);
            return;
        }
        awaited = true;
        if (hasArrived(line, bytes)) {
            handOnWithPayload(line);
        }
    }

    /** Whether nothing ever follows the empty line of a block. */
    private boolean isLast() {
        return length == null && end == null;
    }

    /** Whether what follows the block has arrived; else it is expected. */
    private boolean hasArrived(LineReader line, long bytes) {
        if (end == null) {
            return framer.payloadArrived(line, Math.max(0, bytes), Trailer.NONE, framer.limits());
        }
        return bytes == BlockLength.NONE
                ? framer.payloadArrived(line, end, framer.limits())
                : framer.payloadArrived(line, bytes, Trailer.BLOCK, framer.limits());
    }

    /** The bytes that follow the block have arrived, or none do. */
    private void handOnWithPayload(LineReader line) {
        awaited = false;
        framer.payloads().whileReady(() -> handOn(line));
    }

    private void handOn(LineReader line) {
        try {
            handler.lineReceived(line);
        } finally {
            forget();
        }
    }

    private void refuse(FrameError error, LineReader line, boolean ends) {
        awaited = false;
        try {
            handler.frameError(error, line, ends);
        } finally {
            forget();
        }
    }

    @Override
    public LineReader announced(LineReader line) {
        return awaited ? show(line) : line;
    }

    private LineReader show(LineReader reader) {
        int count = kept.count();
        head.find(kept.array(), count);
        LineReader line = reader.show(kept.array(), head.from(), head.to(), format);
        line.cursor().inBlock(0, count);
        return line;
    }

    private void forget() {
        if (kept != null && kept.array().length > SMALL_BYTES) {
            kept.release();
        } else if (kept != null) {
            kept.clear();
        }
    }

    /** The block cannot be handed on: it is skipped to its end. */
    private void spoil(FrameError error, int bytes) {
        fault = error;
        lines = 0;
        forget();
        if (isLast()) {
            skip(bytes);
        } else {
            // What follows the block is not known.
            report(true);
        }
    }

    private void skip(int bytes) {
        skipped += bytes + 1;
        if (skipped > framer.limits().lineDiscard()) {
            report(true);
        }
    }

    private void skippedWhole() {
        report(false);
    }

    private void report(boolean ends) {
        FrameError found = fault;
        fault = null;
        skipped = 0;
        handler.frameError(found, framer.emptyLine(), ends);
    }

    @Override
    public void frameError(FrameError error, LineReader line, boolean ends) {
        if (awaited) {
            refuse(error, line, ends);
        } else if (ends || lineFirst || !isOfLine(error)) {
            handler.frameError(error, line, ends);
        } else if (fault != null) {
            skip(framer.limits().line());
        } else {
            spoil(error, framer.limits().line());
        }
    }

    private static boolean isOfLine(FrameError error) {
        return error == FrameError.TOO_LONG
                || error == FrameError.CONTROL
                || error == FrameError.CHECK;
    }

    // ---- what concerns the connection

    @Override
    public void readTimedOut(ReadWait wait) {
        handler.readTimedOut(wait == ReadWait.COMMAND && isInBlock() ? ReadWait.LINE_END : wait);
    }

    @Override
    public void drained() {
        if (!isInBlock()) {
            handler.drained();
        }
    }

    @Override
    public void disposed() {
        if (kept != null) {
            kept.release();
        }
        handler.disposed();
    }

    @Override
    public PayloadEnd payloadBehind(LineReader line) {
        return PayloadEnd.NONE;
    }

    @Override
    public Factory factory() {
        return handler.factory();
    }

    @Override
    public Loop loop() {
        return handler.loop();
    }

    @Override
    public void framingLost(FrameError why) {
        handler.framingLost(why);
    }

    @Override
    public void streamFailed(FrameError error) {
        handler.streamFailed(error);
    }

    @Override
    public void greetingDue() {
        handler.greetingDue();
    }

    @Override
    public void earlyInput(Input input) {
        handler.earlyInput(input);
    }

    @Override
    public void wrongProtocol(String protocol) {
        handler.wrongProtocol(protocol);
    }

    @Override
    public boolean skips(FrameError error) {
        return handler.skips(error);
    }

    @Override
    public boolean isOverloaded() {
        return handler.isOverloaded();
    }
}
