package org.ropewalk.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What is selected of a line, as a value: text, numbers, lengths, one of several words. */
abstract class LineValues extends LineText {
    static final long UNREADABLE = -1;

    /** Digits of the largest number that has a sign. */
    private static final int MOST_DIGITS = 19;

    /** The length of a payload that was read last. */
    long announced;

    private final SlicePool slices = new SlicePool();

    /** A borrowed view. */
    public final Slice slice() {
        return lend(bytes, from, to - from);
    }

    /** A view of {@code length} bytes of {@code array}, valid until the next line is shown. */
    public final Slice lend(byte[] array, int offset, int length) {
        return slices.lend(array, offset, length);
    }

    /** Ends the use of all views of the line that is shown. */
    void expire() {
        slices.expire();
    }

    /** A copy as bytes. */
    public final Bytes byteString() {
        return Bytes.copy(bytes, from, to - from);
    }

    /** A copy as an array. */
    public final byte[] octets() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Text in the protocol's character set; bytes that are not of it are malformed. */
    public final String text() {
        if (failure != null) {
            return "";
        }
        return decode(bytes, from, to);
    }

    /**
     * The lines of a payload, as text and without their ends.
     *
     * @throws IllegalArgumentException if they are not in the protocol's character set
     */
    public final List<String> lines(Slice payload) {
        List<String> lines = new ArrayList<>();
        byte[] array = payload.array();
        int limit = payload.offset() + payload.length();
        for (int at = payload.offset(); at < limit; ) {
            int next = at;
            while (next < limit && array[next] != '\n') {
                next++;
            }
            boolean crLf = next < limit && next > at && array[next - 1] == '\r';
            String text = decode(array, at, crLf ? next - 1 : next);
            if (failure != null) {
                throw new IllegalArgumentException(message);
            }
            lines.add(text);
            at = next + 1;
        }
        return lines;
    }

    /** Text; bytes that are not of the protocol's character set are malformed. */
    final String decode(byte[] array, int textFrom, int textTo) {
        if (ByteArrays.isAscii(array, textFrom, textTo)
                || format.charset == StandardCharsets.ISO_8859_1) {
            return new String(array, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1);
        }
        try {
            return format.charset
                    .newDecoder()
                    .decode(ByteBuffer.wrap(array, textFrom, textTo - textFrom))
                    .toString();
        } catch (CharacterCodingException e) {
            malformed("bytes that are no " + format.charset.name());
            return "";
        }
    }

    /** Exactly one character of the basic plane. */
    public final char character() {
        String text = text();
        if (failure == null && text.length() != 1) {
            malformed("not one character");
        }
        return failure == null ? text.charAt(0) : 0;
    }

    /**
     * A whole number in ASCII digits, with a minus sign in front of a negative one: no plus sign,
     * no point. Zeros in front of it do not count.
     */
    public final long number(long min, long max) {
        if (failure != null) {
            return 0;
        }
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative) {
            i++;
        }
        if (to - i > MOST_DIGITS) {
            i = skipZeros(i);
        }
        int digits = to - i;
        if (digits < 1 || digits > MOST_DIGITS) {
            malformed(digits < 1 ? "not a number" : numberOrNot(i));
            return 0;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                malformed("not a number");
                return 0;
            }
            value = value * 10 - digit;
        }
        // Counted downwards, where the range is larger by one; beyond it the sign turns.
        if (value > 0 || !negative && value == Long.MIN_VALUE) {
            malformed("number out of range");
            return 0;
        }
        value = negative ? value : -value;
        if (value < min || value > max) {
            malformed("number out of range");
            return 0;
        }
        return value;
    }

    /** Behind zeros in front of other digits. */
    private int skipZeros(int digitsFrom) {
        int i = digitsFrom;
        while (i < to - 1 && bytes[i] == '0') {
            i++;
        }
        return i;
    }

    private String numberOrNot(int digitsFrom) {
        for (int i = digitsFrom; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return "not a number";
            }
        }
        return "number out of range";
    }

    /** A whole number without a sign, as Java's unsigned methods read the result. */
    public final long unsignedLong() {
        if (failure != null) {
            return 0;
        }
        long value = 0;
        if (from == to) {
            malformed("not a number");
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                malformed("not a number");
                return 0;
            }
            boolean fits =
                    Long.compareUnsigned(value, 1844674407370955161L) < 0
                            || value == 1844674407370955161L && digit <= 5;
            if (!fits) {
                malformed(numberOrNot(i));
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /**
     * How many bytes a payload has: a number without a sign. -1, and malformed, if that cannot be
     * read.
     */
    public final long length() {
        announced = UNREADABLE;
        if (failure != null) {
            return UNREADABLE;
        }
        boolean negative = from < to && bytes[from] == '-';
        long value = number(0, Long.MAX_VALUE);
        if (failure == ErrorKind.MALFORMED || failure == null && negative) {
            failure = null;
            malformed("not a length");
        }
        announced = failure == null ? value : UNREADABLE;
        return announced;
    }

    /**
     * How many bytes one of several payloads has, where the word tells how many they have together,
     * and the others have {@code known}.
     */
    public final long length(long known) {
        long together = length();
        if (failure == null && together < known) {
            announced = UNREADABLE;
            malformed("less than its parts");
        }
        return failure == null ? together - known : UNREADABLE;
    }

    /** A whole number of any size up to 1,000 digits. */
    public final BigInteger bigInteger() {
        if (isNumeral(false)) {
            return new BigInteger(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigInteger.ZERO;
    }

    /** A decimal number of any size up to 1,000 digits, with a point but no exponent. */
    public final BigDecimal bigDecimal() {
        if (isNumeral(true)) {
            return new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigDecimal.ZERO;
    }

    /**
     * A decimal number, with a point and an exponent perhaps; neither infinite nor not a number.
     */
    public final double floating() {
        if (failure == null) {
            int exponent = from;
            while (exponent < to && bytes[exponent] != 'e' && bytes[exponent] != 'E') {
                exponent++;
            }
            if (isNumeral(from, exponent, true)
                    && (exponent == to || isExponent(exponent + 1))
                    && to - from <= 400) {
                double value =
                        Double.parseDouble(
                                new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
                if (!Double.isInfinite(value)) {
                    return value;
                }
                malformed("number out of range");
                return 0;
            }
            malformed("not a number");
        }
        return 0;
    }

    private boolean isExponent(int at) {
        int i = at < to && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
        return to - i <= 4 && isNumeral(i, to, false) && bytes[i] != '-';
    }

    private boolean isNumeral(boolean point) {
        return failure == null && to - from <= 1_000 && isNumeral(from, to, point);
    }

    private boolean isNumeral(int numeralFrom, int numeralTo, boolean point) {
        int i =
                numeralFrom < numeralTo && bytes[numeralFrom] == '-'
                        ? numeralFrom + 1
                        : numeralFrom;
        int digits = 0;
        boolean pointed = false;
        for (; i < numeralTo; i++) {
            if (isDigit(bytes[i])) {
                digits++;
            } else if (bytes[i] == '.' && point && !pointed && digits > 0 && i < numeralTo - 1) {
                pointed = true;
            } else {
                return false;
            }
        }
        return digits > 0;
    }

    /** Which of {@code constants} the selected word is; 0, and malformed, if none. */
    public final int constant(byte[][] constants) {
        if (failure == null) {
            for (int i = 0; i < constants.length; i++) {
                if (to - from == constants[i].length && matches(constants[i], from)) {
                    return i;
                }
            }
            malformed("unknown word");
        }
        return 0;
    }

    /**
     * The {@link #length()} that was read last, or -1; {@link #announced(int)} finds it where
     * something failed before.
     */
    public final long announced() {
        return announced;
    }
}
