package org.ropewalk.line.words;

import java.util.Arrays;
import org.ropewalk.annotation.Quoted.Escape;
import org.ropewalk.reactor.Output;

/**
 * How characters of words are escaped: by a backslash and a letter, by a backslash and two
 * hexadecimal digits, or by a quote that is doubled. Immutable.
 */
final class EscapeTable {
    private static final int NO_MEANING = -1;
    private static final int BYTES = 256;
    private static final int HEX_LENGTH = 4;
    private static final int HEX_DIGIT_BITS = 4;
    private static final int HEX_RADIX = 16;

    private final Escape escape;

    /** What a byte behind a backslash means; {@link #NO_MEANING} if nothing. */
    private final int[] meanings = new int[BYTES];

    /** What is written behind a backslash for a byte; 0 if it has no escape. */
    private final byte[] letters = new byte[BYTES];

    /**
     * The escapes of a dialect.
     *
     * @param themselves what stands for itself behind a backslash
     * @param pairs a letter behind a backslash and what it means, one pair after the other
     */
    EscapeTable(Escape escape, byte[] themselves, byte[] pairs) {
        this.escape = escape;
        Arrays.fill(meanings, NO_MEANING);
        if (haveBackslash()) {
            add('\\', '\\');
            for (byte each : themselves) {
                add(each, each);
            }
            for (int i = 0; i + 1 < pairs.length; i += 2) {
                add(pairs[i], pairs[i + 1]);
            }
        }
    }

    private void add(int behindBackslash, int meaning) {
        meanings[behindBackslash & 0xFF] = meaning & 0xFF;
        letters[meaning & 0xFF] = (byte) behindBackslash;
    }

    /** Whether a backslash begins an escape. */
    boolean haveBackslash() {
        return escape == Escape.BACKSLASH || escape == Escape.BACKSLASH_HEX;
    }

    /** Whether a quote is written twice. */
    boolean areDoubled() {
        return escape == Escape.DOUBLED;
    }

    /** Whether {@code value} begins an escape in a word that {@code quote} is around. */
    boolean areBegunBy(byte value, byte quote) {
        return escape != Escape.NONE && value == (areDoubled() ? quote : '\\');
    }

    /** What is written behind a backslash for a byte; 0 if it has no escape. */
    byte letter(byte value) {
        return letters[value & 0xFF];
    }

    /**
     * How many bytes a backslash at {@code at} begins that stand for one; {@link
     * WordForm#MALFORMED} if they have no meaning.
     *
     * @param all whether hexadecimal digits may follow
     */
    int unit(byte[] frame, int at, int to, boolean all) {
        if (at + 1 == to) {
            return WordForm.MALFORMED;
        }
        int next = frame[at + 1] & 0xFF;
        if (all && escape == Escape.BACKSLASH_HEX && next == 'x') {
            boolean digits = at + 3 < to && digit(frame[at + 2]) >= 0 && digit(frame[at + 3]) >= 0;
            return digits ? HEX_LENGTH : WordForm.MALFORMED;
        }
        return meanings[next] < 0 ? WordForm.MALFORMED : 2;
    }

    /** What the {@code unit} bytes at {@code at} stand for. */
    byte value(byte[] frame, int at, int unit) {
        if (unit == HEX_LENGTH) {
            return (byte) (digit(frame[at + 2]) << HEX_DIGIT_BITS | digit(frame[at + 3]));
        }
        if (unit == 1 || areDoubled()) {
            return frame[at];
        }
        return (byte) meanings[frame[at + 1] & 0xFF];
    }

    private static int digit(byte value) {
        return value < 0 ? -1 : Character.digit(value, HEX_RADIX);
    }

    /** Writes {@code value} with two hexadecimal digits; false if there are no such escapes. */
    boolean writeHex(Output output, byte value) {
        if (escape != Escape.BACKSLASH_HEX) {
            return false;
        }
        output.write((byte) '\\', (byte) 'x');
        output.write(hex(value >> HEX_DIGIT_BITS), hex(value));
        return true;
    }

    private static byte hex(int digit) {
        return (byte) Character.forDigit(digit & 0xF, HEX_RADIX);
    }
}
