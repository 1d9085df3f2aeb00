package org.ropewalk.server.queue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.frame.FrameError;
import org.ropewalk.frame.KeptBytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.Slice;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;

/** The lines of commands that are run later, each with its payload. Belongs to one connection. */
public final class KeptLines {
    /** What a command costs beside its bytes, so that their number is bounded too. */
    private static final int BYTES_PER_COMMAND = 16;

    private static final int STEP_BYTES = 256;

    private final KeptBytes bytes;

    /** Where each command ends; the complement for one that is not run. */
    private int[] ends = new int[8];

    /**
     * Where the line of each command ends, behind which its payload is; the complement of its
     * {@link FrameError} for a line that could not be received.
     */
    private int[] lines = new int[8];

    private int count;

    /** No lines yet; their bytes are counted for a connection of {@code factory} on a loop. */
    public KeptLines(Factory factory, Loop loop) {
        this.bytes = KeptBytes.ofMany(factory, loop);
    }

    /** How many commands there are. */
    public int count() {
        return count;
    }

    /** Whether a command of {@code more} bytes fits, if all may have {@code most}. */
    public boolean hasRoom(long more, int most) {
        return bytes.count() + more + (count + 1L) * BYTES_PER_COMMAND <= most;
    }

    /**
     * Keeps a line and its payload; false if there is no memory for them.
     *
     * @param misplaced whether the command is not run
     */
    public boolean append(LineReader line, byte[] payload, boolean misplaced) {
        int before = bytes.count();
        int from = line.offset();
        if (!bytes.append(line.cursor().array(), from, from + line.size(), STEP_BYTES)
                || !bytes.append(payload, 0, payload.length, STEP_BYTES)) {
            return false;
        }
        add(before + line.size(), misplaced ? ~bytes.count() : bytes.count());
        return true;
    }

    /** Keeps that a line could not be received. */
    public void append(FrameError error) {
        add(~error.ordinal(), bytes.count());
    }

    private void add(int line, int end) {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
            lines = Arrays.copyOf(lines, 2 * count);
        }
        lines[count] = line;
        ends[count++] = end;
    }

    /** Forgets all, and returns their memory. */
    public void release() {
        bytes.release();
        count = 0;
    }

    /** Whether a command is not run. */
    public boolean isMisplaced(int index) {
        return ends[index] < 0;
    }

    /** Why a line could not be received; null if it was. */
    public @Nullable FrameError error(int index) {
        return lines[index] < 0 ? FrameError.values()[~lines[index]] : null;
    }

    /** Shows a line to {@code reader}; an empty one if it could not be received. */
    public void show(int index, LineReader reader, LineFormat format) {
        int from = index == 0 ? 0 : end(index - 1);
        byte[] array = bytes.array();
        reader.show(array, from, Math.max(from, lines[index]), format);
        if (format.resp() != null && lines[index] > from && array[from] == '*') {
            reader.array(RespElement.first(array, from));
        }
    }

    /** The payload of a line that was received, lent by {@code reader}; empty if it has none. */
    public Slice payload(int index, LineReader reader) {
        return reader.lend(bytes.array(), lines[index], end(index) - lines[index], false);
    }

    private int end(int index) {
        return ends[index] < 0 ? ~ends[index] : ends[index];
    }
}
