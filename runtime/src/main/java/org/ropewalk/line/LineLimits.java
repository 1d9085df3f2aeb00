package org.ropewalk.line;

/**
 * The bounds of a protocol's connections, all of them on: {@link #DEFAULTS} unless the declaration
 * or the factory says otherwise. None is zero or negative; where no bound is wanted, {@link
 * #UNLIMITED} says so.
 *
 * @param line bytes of a line without its end
 * @param lineDiscard bytes of an over-long line that are skipped, before the connection is closed
 * @param payload bytes of one payload in memory
 * @param payloadDiscard bytes of a refused payload that are skipped, before the connection is
 *     closed
 * @param words words that one variadic placeholder takes
 * @param reply bytes of one reply
 * @param pushed bytes that wait for a peer which does not read, before a push to it is dropped or
 *     its connection closed
 * @param pipelined commands that wait for an asynchronous reply, before nothing more is read
 * @param errors consecutive errors, before the connection is closed
 * @param idleSeconds seconds between commands
 * @param lineSeconds seconds from a line's first byte to its end
 * @param payloadSeconds seconds for a payload, beside one more for each 500 bytes of it
 * @param requestSeconds seconds for an asynchronous handler
 * @param connections connections of one factory at a time
 */
public record LineLimits(
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
    /** No bound at all. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Bytes of payload that a slow peer gets one more second for. */
    static final int MIN_BYTES_PER_SECOND = 500;

    /** The bounds that hold where nothing is said. */
    public static final LineLimits DEFAULTS =
            new LineLimits(
                    8_192, 64 * 1024, 1 << 20, 4L << 20, 64, 16 << 20, 8 << 20, 128, 10, 300, 60,
                    60, 60, 10_000);

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is zero or negative
     */
    public LineLimits {
        positive("line", line);
        positive("lineDiscard", lineDiscard);
        positive("payload", payload);
        positive("payloadDiscard", payloadDiscard);
        positive("words", words);
        positive("reply", reply);
        positive("pushed", pushed);
        positive("pipelined", pipelined);
        positive("errors", errors);
        positive("idleSeconds", idleSeconds);
        positive("lineSeconds", lineSeconds);
        positive("payloadSeconds", payloadSeconds);
        positive("requestSeconds", requestSeconds);
        positive("connections", connections);
    }

    private static void positive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(
                    "limit "
                            + name
                            + " must be positive, not "
                            + value
                            + "; for none, use LineLimits.UNLIMITED");
        }
    }

    /** These, with another bound on bytes of a line without its end. */
    public LineLimits withLine(int value) {
        return new LineLimits(
                value,
                lineDiscard,
                payload,
                payloadDiscard,
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

    /**
     * These, with another bound on bytes of an over-long line that are skipped, before the
     * connection is closed.
     */
    public LineLimits withLineDiscard(int value) {
        return new LineLimits(
                line,
                value,
                payload,
                payloadDiscard,
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

    /**
     * These, with another bound on bytes of one payload in memory; four times as many of a refused
     * one are skipped, unless more are already.
     */
    public LineLimits withPayload(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                value,
                Math.max(payloadDiscard, 4L * value),
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

    /**
     * These, with another bound on bytes of a refused payload that are skipped, before the
     * connection is closed.
     */
    public LineLimits withPayloadDiscard(long value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                value,
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

    /** These, with another bound on words that one variadic placeholder takes. */
    public LineLimits withWords(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                value,
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

    /** These, with another bound on bytes of one reply. */
    public LineLimits withReply(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                value,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /**
     * These, with another bound on commands that wait for an asynchronous reply, before nothing
     * more is read.
     */
    public LineLimits withPipelined(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                value,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /** These, with another bound on bytes that wait for a peer which does not read. */
    public LineLimits withPushed(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                value,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /** These, with another bound on consecutive errors, before the connection is closed. */
    public LineLimits withErrors(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                value,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /** These, with another bound on seconds between commands. */
    public LineLimits withIdleSeconds(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                errors,
                value,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /** These, with another bound on seconds from a line's first byte to its end. */
    public LineLimits withLineSeconds(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                value,
                payloadSeconds,
                requestSeconds,
                connections);
    }

    /**
     * These, with another bound on seconds for a payload, beside one more for each 500 bytes of it.
     */
    public LineLimits withPayloadSeconds(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                value,
                requestSeconds,
                connections);
    }

    /** These, with another bound on seconds for an asynchronous handler. */
    public LineLimits withRequestSeconds(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                value,
                connections);
    }

    /** These, with another bound on connections of one factory at a time. */
    public LineLimits withConnections(int value) {
        return new LineLimits(
                line,
                lineDiscard,
                payload,
                payloadDiscard,
                words,
                reply,
                pushed,
                pipelined,
                errors,
                idleSeconds,
                lineSeconds,
                payloadSeconds,
                requestSeconds,
                value);
    }
}
