package org.ropewalk.processor.model;

/**
 * The bounds that hold for a protocol, state or command, with defaults filled in.
 *
 * @param line bytes of a line without its end
 * @param lineDiscard bytes of an over-long line that are skipped before the connection is closed
 * @param payload bytes of a payload in memory
 * @param payloadDiscard bytes of a refused payload that are skipped before the connection is closed
 * @param words how many words a variadic placeholder takes
 * @param reply bytes of one reply
 * @param pushed bytes that wait for a peer which does not read
 * @param pipelined commands that wait or are in flight
 * @param errors consecutive errors before the connection is closed
 * @param idleSeconds between commands
 * @param lineSeconds from a line's first byte to its end
 * @param payloadSeconds for a payload, beside what its size allows
 * @param requestSeconds for an asynchronous handler
 * @param connections connections at a time, of one factory
 */
public record Limits(
        int line,
        int lineDiscard,
        int payload,
        long payloadDiscard,
        int words,
        int reply,
        int pushed,
        int pipelined,
        int errors,
        int idleSeconds,
        int lineSeconds,
        int payloadSeconds,
        int requestSeconds,
        int connections) {
    /** The bounds that hold where nothing is said. */
    public static final Limits DEFAULTS =
            new Limits(
                    8_192, 64 * 1024, 1 << 20, 4L << 20, 64, 16 << 20, 8 << 20, 128, 10, 300, 60,
                    60, 60, 10_000);

    /** These, with room for the lines and the refused payloads of a command that has its own. */
    public Limits widened(Limits command) {
        return new Limits(
                Math.max(line, command.line),
                lineDiscard,
                payload,
                Math.max(payloadDiscard, command.payloadDiscard),
                words,
                reply,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }
}
