package org.ropewalk.line.resp;

/**
 * How a protocol uses RESP. Immutable.
 *
 * @param reads what is received
 * @param lines whether what does not begin with {@code *} is a line
 * @param version 2 or 3: in which form replies are written
 */
public record RespFormat(Reads reads, boolean lines, int version) {
    /** The version that a connection asks for. */
    public static final int VERSION_3 = 3;

    /** A server of arrays alone. */
    public static final RespFormat ARRAYS = new RespFormat(Reads.COMMANDS, false, 2);

    /** A server of arrays and of inline lines. */
    public static final RespFormat ARRAYS_OR_LINES = new RespFormat(Reads.COMMANDS, true, 2);

    /** A client. */
    public static final RespFormat REPLIES = new RespFormat(Reads.REPLIES, false, 2);

    /** What is received. */
    public enum Reads {
        /** Arrays of bulk strings. */
        COMMANDS,
        /** Values of any type, in both versions. */
        REPLIES
    }

    /** Whether what has arrived is a command of no words. */
    public boolean isIgnored(byte[] array, int from) {
        return reads == Reads.COMMANDS && RespElement.number(array, from) <= 0;
    }

    /** This, where replies are written in {@code other}: 2 or 3. */
    public RespFormat in(int other) {
        return new RespFormat(reads, lines, other);
    }
}
