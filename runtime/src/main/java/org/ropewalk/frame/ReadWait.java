package org.ropewalk.frame;

/** What a connection waits for, and so what limits the time. */
public enum ReadWait {
    /** Nothing yet. */
    NOTHING,
    /** The next command. */
    COMMAND,
    /** The end of a line that has begun. */
    LINE_END,
    /** The rest of a payload. */
    PAYLOAD,
    /** This side's own reply, or the reader of a payload. */
    REPLY,
    /** The end of the greeting delay, in which the peer must not send. */
    GREETING;

    private static final ReadWait[] ALL = values();

    private final byte number = (byte) ordinal();

    /** A number, which takes less room than a reference. */
    byte number() {
        return number;
    }

    /** The one of this number. */
    static ReadWait of(byte number) {
        return ALL[number];
    }
}
