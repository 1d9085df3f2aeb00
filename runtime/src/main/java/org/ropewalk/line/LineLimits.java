package org.ropewalk.line;

/**
 * The limits of a protocol's connections; by default {@link #DEFAULTS}, which the declaration or
 * the factory may change. None is zero or negative; where no bound is wanted, {@link #UNLIMITED}
 * says so.
 *
 * @param line bytes of a line without its end
 * @param lineDiscard bytes of an over-long line that are skipped, before the connection is closed
 * @param fields lines of a block
 * @param block bytes of a block
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
 * @param amplification how many times the bytes of a datagram its replies may have
 */
public record LineLimits(
        int line,
        int lineDiscard,
        int fields,
        int block,
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
        int connections,
        int amplification) {
    /** No bound at all. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Bytes of payload that a slow peer gets one more second for. */
    public static final int MIN_BYTES_PER_SECOND = 500;

    /** The default limits. */
    public static final LineLimits DEFAULTS = new Change().made();

    /**
     * Checks them.
     *
     * @throws IllegalArgumentException if one is zero or negative
     */
    public LineLimits {
        positive("line", line);
        positive("lineDiscard", lineDiscard);
        positive("fields", fields);
        positive("block", block);
        positive("payload", payload);
        positive("payloadDiscard", payloadDiscard);
        positive("words", words);
        positive("reply", reply);
        positive("replyLine", replyLine);
        positive("highWater", highWater);
        positive("output", output);
        positive("pushed", pushed);
        positive("pipelined", pipelined);
        positive("errors", errors);
        positive("idleSeconds", idleSeconds);
        positive("lineSeconds", lineSeconds);
        positive("payloadSeconds", payloadSeconds);
        positive("requestSeconds", requestSeconds);
        positive("stallSeconds", stallSeconds);
        positive("connections", connections);
        positive("amplification", amplification);
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

    /** Bounds of which one is about to be another. */
    private static final class Change {
        private int line = 8_192;
        private int lineDiscard = 64 * 1024;
        private int fields = 100;
        private int block = 64 * 1024;
        private int payload = 1 << 20;
        private long payloadDiscard = 4L << 20;
        private int words = 64;
        private int reply = 16 << 20;
        private int replyLine = 64 * 1024;
        private int highWater = 64 * 1024;
        private int output = 4 << 20;
        private int pushed = 8 << 20;
        private int pipelined = 128;
        private int errors = 10;
        private int idleSeconds = 300;
        private int lineSeconds = 60;
        private int payloadSeconds = 60;
        private int requestSeconds = 60;
        private int stallSeconds = 60;
        private int connections = 10_000;
        private int amplification = 3;

        private Change() {}

        private Change(LineLimits from) {
            line = from.line;
            lineDiscard = from.lineDiscard;
            fields = from.fields;
            block = from.block;
            payload = from.payload;
            payloadDiscard = from.payloadDiscard;
            words = from.words;
            reply = from.reply;
            replyLine = from.replyLine;
            highWater = from.highWater;
            output = from.output;
            pushed = from.pushed;
            pipelined = from.pipelined;
            errors = from.errors;
            idleSeconds = from.idleSeconds;
            lineSeconds = from.lineSeconds;
            payloadSeconds = from.payloadSeconds;
            requestSeconds = from.requestSeconds;
            stallSeconds = from.stallSeconds;
            connections = from.connections;
            amplification = from.amplification;
        }

        private LineLimits made() {
            return new LineLimits(
                    line,
                    lineDiscard,
                    fields,
                    block,
                    payload,
                    payloadDiscard,
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
                    connections,
                    amplification);
        }
    }

    /** These, with another bound on bytes of a line without its end. */
    public LineLimits withLine(int value) {
        Change change = new Change(this);
        change.line = value;
        return change.made();
    }

    /**
     * These, with another bound on bytes of an over-long line that are skipped, before the
     * connection is closed.
     */
    public LineLimits withLineDiscard(int value) {
        Change change = new Change(this);
        change.lineDiscard = value;
        return change.made();
    }

    /** These, with another bound on lines of a block. */
    public LineLimits withFields(int value) {
        Change change = new Change(this);
        change.fields = value;
        return change.made();
    }

    /** These, with another bound on bytes of a block. */
    public LineLimits withBlock(int value) {
        Change change = new Change(this);
        change.block = value;
        return change.made();
    }

    /**
     * These, with another bound on bytes of one payload in memory; four times as many of a refused
     * one are skipped, unless more are already.
     */
    public LineLimits withPayload(int value) {
        Change change = new Change(this);
        change.payload = value;
        change.payloadDiscard = Math.max(payloadDiscard, 4L * value);
        return change.made();
    }

    /**
     * These, with another bound on bytes of a refused payload that are skipped, before the
     * connection is closed.
     */
    public LineLimits withPayloadDiscard(long value) {
        Change change = new Change(this);
        change.payloadDiscard = value == UNLIMITED ? Long.MAX_VALUE : value;
        return change.made();
    }

    /** These, with another bound on words that one variadic placeholder takes. */
    public LineLimits withWords(int value) {
        Change change = new Change(this);
        change.words = value;
        return change.made();
    }

    /** These, with another bound on bytes of one reply. */
    public LineLimits withReply(int value) {
        Change change = new Change(this);
        change.reply = value;
        return change.made();
    }

    /** These, with another bound on bytes of one line of a reply without its end. */
    public LineLimits withReplyLine(int value) {
        Change change = new Change(this);
        change.replyLine = value;
        return change.made();
    }

    /**
     * These, with another bound on bytes that wait for a peer which does not read, above which
     * nothing more is read from it, until half of them are left.
     */
    public LineLimits withHighWater(int value) {
        Change change = new Change(this);
        change.highWater = value;
        return change.made();
    }

    /**
     * These, with another bound on bytes that wait for a peer which does not read, beside one
     * reply, before its connection is reset.
     */
    public LineLimits withOutput(int value) {
        Change change = new Change(this);
        change.output = value;
        return change.made();
    }

    /**
     * These, with another bound on bytes that wait for a peer which does not read, before a push to
     * it is dropped or its connection closed.
     */
    public LineLimits withPushed(int value) {
        Change change = new Change(this);
        change.pushed = value;
        return change.made();
    }

    /**
     * These, with another bound on commands that wait for an asynchronous reply, before nothing
     * more is read.
     */
    public LineLimits withPipelined(int value) {
        Change change = new Change(this);
        change.pipelined = value;
        return change.made();
    }

    /** These, with another bound on consecutive errors, before the connection is closed. */
    public LineLimits withErrors(int value) {
        Change change = new Change(this);
        change.errors = value;
        return change.made();
    }

    /** These, with another bound on seconds between commands. */
    public LineLimits withIdleSeconds(int value) {
        Change change = new Change(this);
        change.idleSeconds = value;
        return change.made();
    }

    /** These, with another bound on seconds from a line's first byte to its end. */
    public LineLimits withLineSeconds(int value) {
        Change change = new Change(this);
        change.lineSeconds = value;
        return change.made();
    }

    /**
     * These, with another bound on seconds for a payload, beside one more for each 500 bytes that
     * have come.
     */
    public LineLimits withPayloadSeconds(int value) {
        Change change = new Change(this);
        change.payloadSeconds = value;
        return change.made();
    }

    /** These, with another bound on seconds for an asynchronous handler. */
    public LineLimits withRequestSeconds(int value) {
        Change change = new Change(this);
        change.requestSeconds = value;
        return change.made();
    }

    /**
     * These, with another bound on seconds in which a peer takes nothing of what waits for it, or
     * less than 500 bytes for each, before its connection is reset.
     */
    public LineLimits withStallSeconds(int value) {
        Change change = new Change(this);
        change.stallSeconds = value;
        return change.made();
    }

    /** These, with another bound on connections of one factory at a time. */
    public LineLimits withConnections(int value) {
        Change change = new Change(this);
        change.connections = value;
        return change.made();
    }

    /** These, with another bound on how many times the bytes of a datagram its replies may have. */
    public LineLimits withAmplification(int value) {
        Change change = new Change(this);
        change.amplification = value;
        return change.made();
    }
}
