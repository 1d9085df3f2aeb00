package org.ropewalk.basic;

import java.util.Arrays;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/**
 * Receives lines that end with a delimiter, and raw bytes between them: Twisted's LineReceiver. The
 * result does not depend on how the network splits the bytes. A line over its limit is reported
 * once and skipped to its end. Nothing is received after the connection was requested to close.
 */
@SuppressWarnings("NullAway") // Fields that are null between connections, payloads or lines.
public abstract class DelimitedReceiver extends Protocol {
    /** The default limit of a line, in bytes without its delimiter. */
    public static final int MAX_LENGTH = 16_384;

    private static final byte[] CRLF = {'\r', '\n'};

    private byte[] delimiter = CRLF;
    private int maxLength = MAX_LENGTH;
    private Input input;
    private byte[] first = {};
    private int scanned;
    private boolean raw;
    private boolean skipping;
    private boolean paused;

    /** A receiver of lines that end with CR LF. */
    protected DelimitedReceiver() {}

    /** Sets another line end, from the next byte on; it must not be empty. */
    public final void setDelimiter(byte... bytes) {
        if (bytes.length == 0) {
            throw new IllegalArgumentException("a delimiter has at least one byte");
        }
        delimiter = bytes.clone();
        scanned = 0;
    }

    /** Sets the limit of later lines. */
    public final void setMaxLength(int bytes) {
        maxLength = bytes;
    }

    /** Called for each line, without its delimiter. */
    protected abstract void lineReceived(byte[] line);

    /** Called for received bytes in raw mode. */
    protected void rawDataReceived(byte[] data) {}

    /** Called if a line is over its limit; it is skipped to its end. Ends the connection. */
    protected void lineLengthExceeded() {
        transport().loseConnection();
    }

    /** Passes everything from the next byte on to {@link #rawDataReceived}. */
    public final void setRawMode() {
        raw = true;
    }

    /** Receives lines again, from the next byte on. */
    public final void setLineMode() {
        setLineMode(new byte[0]);
    }

    /** As {@link #setLineMode()}; {@code extra} is received before the bytes that have arrived. */
    public final void setLineMode(byte[] extra) {
        raw = false;
        scanned = 0;
        if (extra.length > 0) {
            first = concatenate(extra, first);
        }
        if (input == null) {
            transport().redeliver();
        }
    }

    /** Removes and returns the bytes that have arrived and were not passed to the protocol. */
    public final byte[] clearLineBuffer() {
        scanned = 0;
        byte[] rest = concatenate(first, input == null ? new byte[0] : input.takeAll());
        first = new byte[0];
        return rest;
    }

    private static byte[] concatenate(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }

    /** Receives nothing after the current line until {@link #resumeLines()}. */
    public final void pauseLines() {
        paused = true;
        transport().pauseReading();
    }

    /** Receives again, in a later turn. */
    public final void resumeLines() {
        paused = false;
        transport().resumeReading();
    }

    /**
     * Sends a line.
     *
     * @throws IllegalArgumentException if it contains the delimiter
     */
    public final void sendLine(byte[] line) {
        if (indexOf(line, 0, line.length) >= 0) {
            throw new IllegalArgumentException("a line cannot contain its delimiter");
        }
        transport().write(concatenate(line, delimiter));
    }

    @Override
    public final void inputReceived(Input shown) {
        input = shown;
        try {
            while (first.length + input.remaining() > 0 && !paused && transport().isOpen()) {
                mergeFirst();
                if (raw) {
                    rawDataReceived(input.takeAll());
                } else if (!nextLine()) {
                    break;
                }
                if (!transport().flushIfFull()) {
                    break;
                }
            }
            if (!transport().isOpen()) {
                input.consumeAll();
            }
        } finally {
            mergeFirst();
            input = null;
        }
    }

    /** What was put before the input becomes a part of it. */
    private void mergeFirst() {
        if (first.length > 0) {
            byte[] all = concatenate(first, input.takeAll());
            first = new byte[0];
            input.show(all, 0, all.length);
        }
    }

    /** Whether a line, or a part of one that is skipped, was taken. */
    private boolean nextLine() {
        byte[] bytes = input.array();
        int start = input.position();
        int end = indexOf(bytes, start + scanned, input.limit());
        if (skipping) {
            return skip(end);
        }
        int length = (end < 0 ? input.limit() - heldBack() : end) - start;
        if (length > maxLength) {
            skipping = true;
            scanned = 0;
            if (end >= 0) {
                skip(end);
            }
            lineLengthExceeded();
            return true;
        }
        if (end < 0) {
            scanned = Math.max(0, input.remaining() - delimiter.length + 1);
            return false;
        }
        scanned = 0;
        byte[] line = Arrays.copyOfRange(bytes, start, end);
        input.consumeTo(end + delimiter.length);
        lineReceived(line);
        return true;
    }

    /** How many bytes at the end may be the beginning of a delimiter. */
    private int heldBack() {
        return Math.min(input.remaining(), delimiter.length - 1);
    }

    private boolean skip(int end) {
        if (end >= 0) {
            input.consumeTo(end + delimiter.length);
            skipping = false;
            return true;
        }
        input.consumeTo(input.limit() - heldBack());
        return false;
    }

    private int indexOf(byte[] bytes, int from, int limit) {
        for (int i = from; i <= limit - delimiter.length; i++) {
            if (Arrays.equals(bytes, i, i + delimiter.length, delimiter, 0, delimiter.length)) {
                return i;
            }
        }
        return -1;
    }
}
