package org.ropewalk.processor.model;

/**
 * The bounds that hold for a protocol, state or command, with defaults filled in.
 *
 * @param line bytes of a line without its end
 * @param lineDiscard bytes of an over-long line that are skipped, before the connection is closed
 * @param payload bytes of one payload in memory
 * @param payloadDiscard bytes of a refused payload that are skipped, before the connection is
 *     closed
 * @param words words that one variadic placeholder takes
 * @param reply bytes of one reply
 * @param replyLine bytes of one line of a reply without its end
 * @param highWater bytes that wait for a peer which does not read, above which nothing more is read
 *     from it, until half of them are left
 * @param output bytes that wait for a peer which does not read, beside one reply, before its
 *     connection is reset
 * @param pushed bytes that wait for a peer which does not read, before a push to it is dropped or
 *     its connection closed
 * @param pipelined commands that wait for an asynchronous reply, before nothing more is read
 * @param errors consecutive errors, before the connection is closed
 * @param idleSeconds seconds between commands
 * @param lineSeconds seconds from a line's first byte to its end
 * @param payloadSeconds seconds for a payload, beside one more for each 500 bytes that have come
 * @param requestSeconds seconds for an asynchronous handler
 * @param stallSeconds seconds in which a peer takes nothing of what waits for it, or less than 500
 *     bytes for each, before its connection is reset
 * @param connections connections of one factory at a time
 */
public record Limits(
        int line,
        int lineDiscard,
        int payload,
        long payloadDiscard,
        int words,
        int reply,
        int replyLine,
        int highWater,
        int output,
        int pushed,
        int pipelined,
        int errors,
        int idleSeconds,
        int lineSeconds,
        int payloadSeconds,
        int requestSeconds,
        int stallSeconds,
        int connections) {
    /** The bounds that hold where nothing is said. */
    public static final Limits DEFAULTS =
            new Limits(
                    8_192, 64 * 1024, 1 << 20, 4L << 20, 64, 16 << 20, 64 * 1024, 64 * 1024,
                    4 << 20, 8 << 20, 128, 10, 300, 60, 60, 60, 60, 10_000);

    /**
     * Bytes of a line, bytes of a payload and seconds between commands before anybody logged in.
     */
    public static final int STRANGERS_LINE = 1_024;

    public static final int STRANGERS_PAYLOAD = 16 * 1_024;
    public static final int STRANGERS_IDLE_SECONDS = 60;

    /** These, with other bounds of what a peer may send, and of how long it may send nothing. */
    public Limits narrowed(int lineBytes, int payloadBytes, int idle) {
        return new Limits(
                lineBytes,
                lineDiscard,
                payloadBytes,
                payloadDiscard,
                words,
                reply,
                replyLine,
                highWater,
                output,
                pushed,
                pipelined,
                errors,
                idle,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                stallSeconds,
                connections);
    }

    /** These, with room for the lines and the refused payloads of a command that has its own. */
    public Limits widened(Limits command) {
        return new Limits(
                Math.max(line, command.line),
                lineDiscard,
                payload,
                Math.max(payloadDiscard, command.payloadDiscard),
                words,
                reply,
                replyLine,
                highWater,
                output,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                stallSeconds,
                connections);
    }
}
