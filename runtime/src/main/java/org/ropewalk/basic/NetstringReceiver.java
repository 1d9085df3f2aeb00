package org.ropewalk.basic;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/**
 * Receives netstrings: {@code 5:hello,}. A length is {@code 0} or digits that do not begin with 0,
 * and within the limit. Any other input closes the connection, and nothing is received after it.
 */
public abstract class NetstringReceiver extends Protocol {
    /** The default limit of a string, in bytes. */
    public static final int MAX_LENGTH = 99_999;

    private final int maxLength;
    private boolean broken;

    /** A receiver of strings of up to {@link #MAX_LENGTH} bytes. */
    protected NetstringReceiver() {
        this(MAX_LENGTH);
    }

    /** A receiver of strings of up to {@code maxLength} bytes. */
    protected NetstringReceiver(int maxLength) {
        this.maxLength = maxLength;
    }

    /** Called for each string. */
    protected abstract void stringReceived(byte[] string);

    /** Sends a string. */
    public final void sendString(byte[] string) {
        byte[] length = (string.length + ":").getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(length, length.length + string.length + 1);
        System.arraycopy(string, 0, whole, length.length, string.length);
        whole[whole.length - 1] = ',';
        transport().write(whole);
    }

    /** Whether the peer sent invalid input, so that its connection is closed. */
    public final boolean isBroken() {
        return broken;
    }

    @Override
    public final void inputReceived(Input input) {
        while (!broken && transport().isOpen() && next(input)) {
            if (!transport().flushIfFull()) {
                return;
            }
        }
        if (broken || !transport().isOpen()) {
            input.consumeAll();
        }
    }

    private boolean next(Input input) {
        byte[] bytes = input.array();
        int at = input.position();
        long length = 0;
        while (at < input.limit() && bytes[at] != ':') {
            int digit = bytes[at] - '0';
            boolean leadingZero = at > input.position() && bytes[input.position()] == '0';
            length = length * 10 + digit;
            if (digit < 0 || digit > 9 || leadingZero || length > maxLength) {
                breakOff();
                return false;
            }
            at++;
        }
        if (at == input.limit()) {
            return false;
        }
        if (at == input.position()) {
            breakOff();
            return false;
        }
        int from = at + 1;
        int end = from + (int) length;
        if (end >= input.limit()) {
            return false;
        }
        if (bytes[end] != ',') {
            breakOff();
            return false;
        }
        byte[] string = Arrays.copyOfRange(bytes, from, end);
        input.consumeTo(end + 1);
        stringReceived(string);
        return true;
    }

    private void breakOff() {
        broken = true;
        transport().loseConnection();
    }
}
