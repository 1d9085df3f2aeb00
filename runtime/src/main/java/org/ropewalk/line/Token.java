package org.ropewalk.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.line.bytes.FewDigits;

/**
 * The part of a line that is selected, as a value: text, numbers, lengths, one of several words. A
 * value of the wrong form is a failure, and what is read then is of no use.
 */
final class Token {
    static final long UNREADABLE = -1;
    private static final byte[] NOTHING = {};

    /** Digits of the largest number of any size. */
    private static final int MOST_NUMERALS = DecimalDigits.MOST;

    /** Digits of the largest number that has a sign. */
    private static final int MOST_DIGITS = 19;

    private final ParseStatus status;
    private final Slice.Pool slices;
    private final Words.Pool words;
    private LineFormat format = LineFormat.standard();
    private byte[] bytes = NOTHING;

    /** Whether it is the content of a word that may be written otherwise, or a part of it. */
    private boolean isContent;

    private int from;
    private int to;

    /** The length of a payload that was read last. */
    private long announced;

    Token(ParseStatus status, boolean lendsAgain) {
        this.status = status;
        this.slices = new Slice.Pool(lendsAgain);
        this.words = new Words.Pool(lendsAgain);
    }

    /** Reads from {@code line} from now on. */
    void read(byte[] line, LineFormat lineFormat) {
        bytes = line;
        format = lineFormat;
    }

    /** Ends the use of what was lent. */
    void expire() {
        slices.expire();
        words.expire();
    }

    /** Selects {@code [selectedFrom, selectedTo)}. */
    void select(int selectedFrom, int selectedTo) {
        from = selectedFrom;
        to = selectedTo;
    }

    /** As the other, in {@code array}, which a content may have been selected in before. */
    void select(byte[] array, int selectedFrom, int selectedTo) {
        bytes = array;
        isContent = false;
        select(selectedFrom, selectedTo);
    }

    /** Selects the content of one word, {@code [contentFrom, contentTo)} of {@code array}. */
    void selectContent(byte[] array, int contentFrom, int contentTo) {
        bytes = array;
        isContent = true;
        select(contentFrom, contentTo);
    }

    /** Whether what is selected is the content of one word, or a part of it. */
    boolean isContent() {
        return isContent;
    }

    /** The array with what is selected. */
    byte[] array() {
        return bytes;
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    boolean isEmpty() {
        return from == to;
    }

    /** Whether it is {@code word}. */
    boolean is(byte[] word) {
        return to - from == word.length && format.matches(word, bytes, from);
    }

    /** A word has the wrong form. */
    void malformed(String why) {
        fail(ErrorKind.MALFORMED, why);
    }

    /** The words do not fit the command. */
    void usage(String why) {
        fail(ErrorKind.USAGE, why);
    }

    private void fail(ErrorKind kind, String why) {
        status.fail(kind, why);
        from = to;
    }

    // ---- bytes and text

    /** A borrowed view. */
    Slice slice() {
        return lend(bytes, from, to - from);
    }

    /** A view of {@code length} bytes of {@code array}, valid until the next line is shown. */
    Slice lend(byte[] array, int offset, int length) {
        status.use();
        return slices.lend(array, offset, length);
    }

    /** No words of {@code line}, to which words are added. */
    Words lendWords(byte[] line) {
        status.use();
        return words.lend(line);
    }

    /** A copy as bytes. */
    Bytes byteString() {
        return Bytes.copy(bytes, from, to - from);
    }

    /** A copy as an array. */
    byte[] octets() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Text in the protocol's character set; bytes that are not of it are malformed. */
    String text() {
        if (!status.ok()) {
            return "";
        }
        return decode(bytes, from, to);
    }

    /**
     * The lines of a payload, as text and without their ends.
     *
     * @throws IllegalArgumentException if they are not in the protocol's character set
     */
    List<String> lines(Slice payload) {
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
            if (!status.ok()) {
                throw new IllegalArgumentException(status.message());
            }
            lines.add(text);
            at = next + 1;
        }
        return lines;
    }

    /**
     * A payload as text.
     *
     * @throws IllegalArgumentException if it is not in the protocol's character set
     */
    String text(Slice payload) {
        int from = payload.offset();
        String text = decode(payload.array(), from, from + payload.length());
        if (!status.ok()) {
            throw new IllegalArgumentException(status.message());
        }
        return text;
    }

    /** Text; bytes that are not of the protocol's character set are malformed. */
    String decode(byte @Nullable [] array, int textFrom, int textTo) {
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
    char character() {
        if (status.ok() && to - from == 1 && bytes[from] >= 0) {
            return (char) bytes[from];
        }
        String text = text();
        if (status.ok() && text.length() != 1) {
            malformed("not one character");
        }
        return status.ok() ? text.charAt(0) : 0;
    }

    /**
     * A whole number in ASCII digits, with a minus sign before a negative one: no plus sign, no
     * point. Zeros before it do not count.
     */
    long number(long min, long max) {
        if (!status.ok()) {
            return 0;
        }
        int few = fewDigits();
        return few >= 0 && few >= min && few <= max ? few : anyNumber(min, max);
    }

    /** The number that is one or two digits; -1 if it is something else. */
    private int fewDigits() {
        int first = from < to ? bytes[from] - '0' : -1;
        if (first < 0 || first > 9 || to - from > 2) {
            return -1;
        }
        if (to - from == 1) {
            return first;
        }
        int second = bytes[from + 1] - '0';
        return second < 0 || second > 9 ? -1 : 10 * first + second;
    }

    private long anyNumber(long min, long max) {
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

    /** After zeros before other digits. */
    private int skipZeros(int digitsFrom) {
        int i = digitsFrom;
        while (i < to - 1 && bytes[i] == '0') {
            i++;
        }
        return i;
    }

    private String numberOrNot(int digitsFrom) {
        for (int i = digitsFrom; i < to; i++) {
            if (!ByteArrays.isDigit(bytes[i])) {
                return "not a number";
            }
        }
        return "number out of range";
    }

    /** A whole number without a sign, as Java's unsigned methods read the result. */
    long unsignedLong() {
        if (!status.ok()) {
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
    long length() {
        announced = UNREADABLE;
        if (!status.ok()) {
            return UNREADABLE;
        }
        int few = fewDigits();
        announced = few >= 0 ? few : anyLength();
        return announced;
    }

    private long anyLength() {
        boolean negative = from < to && bytes[from] == '-';
        long value = anyNumber(0, Long.MAX_VALUE);
        if (!status.ok() || negative) {
            status.clear();
            malformed("not a length");
        }
        return status.ok() ? value : UNREADABLE;
    }

    /**
     * How many bytes one of several payloads has, where the word tells how many they have together,
     * and the others have {@code known}.
     */
    long length(long known) {
        long together = length();
        if (status.ok() && together < known) {
            announced = UNREADABLE;
            malformed("less than its parts");
        }
        return status.ok() ? together - known : UNREADABLE;
    }

    /** As the other, of a payload of at most {@code most} bytes: more is malformed. */
    long length(long known, long most) {
        if (length(known) > most) {
            announced = UNREADABLE;
            malformed("not a length");
            return UNREADABLE;
        }
        return status.ok() ? announced - known : UNREADABLE;
    }

    /** A whole number of any size up to 1,000 digits. */
    BigInteger bigInteger() {
        if (isNumeral(false)) {
            return new BigInteger(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigInteger.ZERO;
    }

    /** A decimal number of any size up to 1,000 digits, with a point but no exponent. */
    BigDecimal bigDecimal() {
        if (isNumeral(true)) {
            if (FewDigits.are(to - from)) {
                return BigDecimal.valueOf(
                        FewDigits.unscaled(bytes, from, to), FewDigits.scale(bytes, from, to));
            }
            return new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigDecimal.ZERO;
    }

    /**
     * A decimal number, with a point and an exponent perhaps; neither infinite nor not a number.
     *
     * @param single whether it has single precision
     */
    double floating(boolean single) {
        if (status.ok()) {
            int exponent = from;
            while (exponent < to && bytes[exponent] != 'e' && bytes[exponent] != 'E') {
                exponent++;
            }
            if (isNumeral(from, exponent, true)
                    && (exponent == to || isExponent(exponent + 1))
                    && to - from <= 400) {
                if (exponent == to && !single && FewDigits.are(to - from)) {
                    return FewDigits.floating(bytes, from, to);
                }
                String text = new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
                double value = single ? Float.parseFloat(text) : Double.parseDouble(text);
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
        return status.ok() && to - from <= MOST_NUMERALS && isNumeral(from, to, point);
    }

    private boolean isNumeral(int numeralFrom, int numeralTo, boolean point) {
        int i =
                numeralFrom < numeralTo && bytes[numeralFrom] == '-'
                        ? numeralFrom + 1
                        : numeralFrom;
        int digits = 0;
        boolean pointed = false;
        for (; i < numeralTo; i++) {
            if (ByteArrays.isDigit(bytes[i])) {
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
    int constant(byte[][] constants) {
        if (status.ok()) {
            for (int i = 0; i < constants.length; i++) {
                if (is(constants[i])) {
                    return i;
                }
            }
            malformed("unknown word");
        }
        return 0;
    }

    /** The {@link #length()} that was read last, or -1. */
    long announced() {
        return announced;
    }

    /** Forgets the length that was read last. */
    void forgetLength() {
        announced = UNREADABLE;
    }
}
