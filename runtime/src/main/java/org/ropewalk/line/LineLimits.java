package org.ropewalk.line;

/**
 * The limits of a protocol's connections; by default {@link #DEFAULTS}, changed by the declaration
 * or the factory. No limit is zero or negative; {@link #UNLIMITED} means that there is none.
 *
 * @param line the length of a line in bytes, without its end
 * @param lineDiscard the bytes of a too long line that are skipped before the connection is closed
 * @param fields the lines of a block
 * @param block the bytes of a block
 * @param payload the bytes of one payload in memory
 * @param payloadDiscard the bytes of a refused payload that are skipped before the connection is
 *     closed
 * @param words the words of one variadic placeholder
 * @param reply the bytes of one reply
 * @param replyLine the bytes of one line of a reply, without its end
 * @param highWater the bytes waiting for a slow peer at which reading from it stops, until half of
 *     them are sent
 * @param output the bytes waiting for a slow peer, without one reply, at which its connection is
 *     reset
 * @param pushed the bytes waiting for a slow peer at which push messages are dropped or its
 *     connection is reset
 * @param pipelined the commands that wait for an asynchronous reply at which reading stops
 * @param errors the errors in a row after which the connection is closed
 * @param idleSeconds the seconds between commands
 * @param lineSeconds the seconds from the first byte of a line to its end
 * @param payloadSeconds the seconds for a payload; each 500 received bytes add one more
 * @param requestSeconds the seconds until an asynchronous handler completes
 * @param stallSeconds the seconds in which a peer must read something, and at least 500 bytes for
 *     each; then its connection is reset
 * @param connections the connections of one factory at a time
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
    /** No limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** The number of payload bytes that extend the time for a payload by one second. */
    public static final int MIN_BYTES_PER_SECOND = 500;

    /** The default limits. */
    public static final LineLimits DEFAULTS = new Change().made();

    /**
     * Checks the values.
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

    /**
     * Returns these limits with another limit of the length of a line in bytes, without its end.
     */
    public LineLimits withLine(int value) {
        Change change = new Change(this);
        change.line = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes of a too long line that are skipped
     * before the connection is closed.
     */
    public LineLimits withLineDiscard(int value) {
        Change change = new Change(this);
        change.lineDiscard = value;
        return change.made();
    }

    /** Returns these limits with another limit of the lines of a block. */
    public LineLimits withFields(int value) {
        Change change = new Change(this);
        change.fields = value;
        return change.made();
    }

    /** Returns these limits with another limit of the bytes of a block. */
    public LineLimits withBlock(int value) {
        Change change = new Change(this);
        change.block = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes of one payload in memory. Of a refused
     * payload four times as many are skipped, unless that limit is higher already.
     */
    public LineLimits withPayload(int value) {
        Change change = new Change(this);
        change.payload = value;
        change.payloadDiscard = Math.max(payloadDiscard, 4L * value);
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes of a refused payload that are skipped
     * before the connection is closed.
     */
    public LineLimits withPayloadDiscard(long value) {
        Change change = new Change(this);
        change.payloadDiscard = value == UNLIMITED ? Long.MAX_VALUE : value;
        return change.made();
    }

    /** Returns these limits with another limit of the words of one variadic placeholder. */
    public LineLimits withWords(int value) {
        Change change = new Change(this);
        change.words = value;
        return change.made();
    }

    /** Returns these limits with another limit of the bytes of one reply. */
    public LineLimits withReply(int value) {
        Change change = new Change(this);
        change.reply = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes of one line of a reply, without its end.
     */
    public LineLimits withReplyLine(int value) {
        Change change = new Change(this);
        change.replyLine = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of bytes waiting for a slow peer. Above it, reading
     * stops until half of them are sent.
     */
    public LineLimits withHighWater(int value) {
        Change change = new Change(this);
        change.highWater = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes waiting for a slow peer, without one
     * reply, at which its connection is reset.
     */
    public LineLimits withOutput(int value) {
        Change change = new Change(this);
        change.output = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the bytes waiting for a slow peer at which push
     * messages are dropped or its connection is reset.
     */
    public LineLimits withPushed(int value) {
        Change change = new Change(this);
        change.pushed = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the commands that wait for an asynchronous reply
     * at which reading stops.
     */
    public LineLimits withPipelined(int value) {
        Change change = new Change(this);
        change.pipelined = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the errors in a row after which the connection is
     * closed.
     */
    public LineLimits withErrors(int value) {
        Change change = new Change(this);
        change.errors = value;
        return change.made();
    }

    /** Returns these limits with another limit of the seconds between commands. */
    public LineLimits withIdleSeconds(int value) {
        Change change = new Change(this);
        change.idleSeconds = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the seconds from the first byte of a line to its
     * end.
     */
    public LineLimits withLineSeconds(int value) {
        Change change = new Change(this);
        change.lineSeconds = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the seconds for a payload; each 500 received bytes
     * add one more.
     */
    public LineLimits withPayloadSeconds(int value) {
        Change change = new Change(this);
        change.payloadSeconds = value;
        return change.made();
    }

    /**
     * Returns these limits with another limit of the seconds until an asynchronous handler
     * completes.
     */
    public LineLimits withRequestSeconds(int value) {
        Change change = new Change(this);
        change.requestSeconds = value;
        return change.made();
    }

    /**
     * Returns these limits with another time in which a peer must read something, and at least 500
     * bytes for each second.
     */
    public LineLimits withStallSeconds(int value) {
        Change change = new Change(this);
        change.stallSeconds = value;
        return change.made();
    }

    /** Returns these limits with another limit of the connections of one factory at a time. */
    public LineLimits withConnections(int value) {
        Change change = new Change(this);
        change.connections = value;
        return change.made();
    }

    /** These, with another limit on how many times the bytes of a datagram its replies may have. */
    public LineLimits withAmplification(int value) {
        Change change = new Change(this);
        change.amplification = value;
        return change.made();
    }
}
