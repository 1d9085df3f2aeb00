package org.ropewalk.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;

/** The bits by which generated code tells verbs apart. */
class VerbBitsTest {
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    private final LineReader line = new LineReader();

    private long bits(String verb) {
        byte[] bytes = (verb + " 1").getBytes(StandardCharsets.US_ASCII);
        line.show(bytes, 0, bytes.length, LineFormat.standard()).verb();
        return line.verbBits();
    }

    @Test
    void bitsOfAShortVerbAreItsBytes() {
        assertEquals(0x1474554L, bits("GET"));
        assertEquals(0x1474554L, bits("get"));
        assertEquals(0x141424344454647L, bits("abcdefg"));
    }

    @Test
    void nulBeforeAVerbMakesAnotherVerb() {
        assertNotEquals(bits("GET"), bits("\0GET"));
        assertNotEquals(bits("GET"), bits("\0\0\0\0\0GET"));
        assertNotEquals(bits("ABCDEFG"), bits("\1ABCDEF" + (char) ('G' ^ 1)));
    }

    /** A verb at the end of its array is packed byte by byte, others eight bytes at a time. */
    @Test
    void bitsAreTheSameWhereverAVerbIs() {
        Random random = new Random(19);
        byte[] letters = "azAZ@[`{09:\"\t\0\u007f".getBytes(StandardCharsets.US_ASCII);
        Separator[] separators = Separator.values();
        for (int i = 0; i < 100_000; i++) {
            byte[] verb = new byte[random.nextInt(10)];
            for (int at = 0; at < verb.length; at++) {
                boolean beyond = random.nextInt(8) == 0;
                byte other = (byte) (random.nextInt(128) - 128);
                verb[at] = beyond ? other : letters[random.nextInt(letters.length)];
            }
            byte[] array = Arrays.copyOf(verb, verb.length + 20);
            int behind = random.nextBoolean() ? ' ' : 'x';
            Arrays.fill(array, verb.length, array.length, (byte) behind);
            for (boolean folds : new boolean[] {false, true}) {
                LineFormat format =
                        new LineFormat(
                                Terminator.CRLF,
                                separators[i % separators.length],
                                !folds,
                                StandardCharsets.ISO_8859_1);
                line.show(verb, 0, verb.length, format).verb();
                long bits = line.verbBits();
                String text = line.text();
                line.show(array, 0, behind == ' ' ? array.length : verb.length, format).verb();
                assertEquals(bits, line.verbBits(), () -> Arrays.toString(verb));
                assertEquals(text, line.text(), () -> Arrays.toString(verb));
            }
        }
    }

    @Test
    void noLongVerbHasTheBitsOfAShortOne() {
        Random random = new Random(14);
        for (int i = 0; i < 100_000; i++) {
            StringBuilder verb = new StringBuilder();
            int length = 1 + random.nextInt(24);
            while (verb.length() < length) {
                verb.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
            }
            if (length > 7) {
                assertEquals(0, bits(verb.toString()) & 0xFF, verb.toString());
            } else {
                assertNotEquals(0, bits(verb.toString()) & 0xFF, verb.toString());
            }
        }
    }
}
