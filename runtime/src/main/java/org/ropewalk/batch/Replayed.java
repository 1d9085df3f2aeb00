package org.ropewalk.batch;

import java.util.Arrays;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineWriter;

/**
 * The replies of commands that were run together. As a component of a result, they are written
 * before its own lines; in RESP as an array. After an error that has ended the commands, the
 * result's own lines are not written. Immutable.
 */
public final class Replayed {
    private static final int NONE = -1;

    private final byte[] replies;

    /** How many values of RESP they are; {@link #NONE} if the commands were not run. */
    private final int values;

    private final boolean ended;

    /**
     * Replies, the first {@code length} bytes of an array.
     *
     * @param values how many values of RESP they are
     * @param ended whether an error has ended the commands
     */
    @ForGeneratedCode
    public Replayed(byte[] replies, int length, int values, boolean ended) {
        this.replies = Arrays.copyOf(replies, length);
        this.values = values;
        this.ended = ended;
    }

    /** No replies, because the commands were not run; in RESP null. */
    public static Replayed none() {
        return new Replayed(new byte[0], 0, NONE, false);
    }

    /** Whether an error has ended the commands before the last. */
    public boolean isEnded() {
        return ended;
    }

    /** Writes the replies as an array. */
    @ForGeneratedCode
    public void writeArray(LineWriter reply) {
        if (values == NONE) {
            reply.elements().nilArray();
        } else {
            reply.elements().array(values);
        }
        reply.end();
        reply.raw(replies).bounded();
    }

    /** Writes the replies as lines; false if no other lines follow them. */
    @ForGeneratedCode
    public boolean writeLines(LineWriter reply) {
        reply.raw(replies).bounded();
        return !ended;
    }
}
