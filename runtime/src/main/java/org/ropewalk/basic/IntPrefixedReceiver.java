package org.ropewalk.basic;

import java.util.Arrays;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/** Receives strings with a length before each, a big-endian number of 1, 2 or 4 bytes. */
public abstract class IntPrefixedReceiver extends Protocol {
    /** The default limit of a string, in bytes. */
    public static final int MAX_LENGTH = 99_999;

    private final int prefix;
    private final int maxLength;

    /**
     * A receiver of strings of up to {@link #MAX_LENGTH} bytes, with a length of {@code prefix}
     * bytes.
     */
    protected IntPrefixedReceiver(int prefix) {
        this(prefix, MAX_LENGTH);
    }

    /**
     * A receiver of strings of up to {@code maxLength} bytes, with a length of {@code prefix}
     * bytes.
     */
    protected IntPrefixedReceiver(int prefix, int maxLength) {
        if (prefix != 1 && prefix != 2 && prefix != 4) {
            throw new IllegalArgumentException("a length has 1, 2 or 4 bytes, not " + prefix);
        }
        this.prefix = prefix;
        this.maxLength = maxLength;
    }

    /** Called for each string. */
    protected abstract void stringReceived(byte[] string);

    /** Called if a length is over the limit. Ends the connection. */
    protected void lengthLimitExceeded(long length) {
        transport().loseConnection();
    }

    /**
     * Sends a string.
     *
     * @throws IllegalArgumentException if its length does not fit into the prefix
     */
    public final void sendString(byte[] string) {
        if (prefix < 4 && string.length >= 1 << 8 * prefix) {
            throw new IllegalArgumentException(
                    "a string of "
                            + string.length
                            + " bytes is too long for a length of "
                            + prefix
                            + " bytes");
        }
        byte[] whole = new byte[prefix + string.length];
        for (int i = 0; i < prefix; i++) {
            whole[i] = (byte) (string.length >> 8 * (prefix - 1 - i));
        }
        System.arraycopy(string, 0, whole, prefix, string.length);
        transport().write(whole);
    }

    @Override
    public final void inputReceived(Input input) {
        while (transport().isOpen() && next(input)) {
            if (!transport().flushIfFull()) {
                return;
            }
        }
        if (!transport().isOpen()) {
            input.consumeAll();
        }
    }

    private boolean next(Input input) {
        if (input.remaining() < prefix) {
            return false;
        }
        byte[] bytes = input.array();
        int at = input.position();
        long length = 0;
        for (int i = 0; i < prefix; i++) {
            length = length << 8 | bytes[at + i] & 0xff;
        }
        if (length > maxLength) {
            lengthLimitExceeded(length);
            return false;
        }
        int from = at + prefix;
        int end = from + (int) length;
        if (end > input.limit()) {
            return false;
        }
        byte[] string = Arrays.copyOfRange(bytes, from, end);
        input.consumeTo(end);
        stringReceived(string);
        return true;
    }
}
