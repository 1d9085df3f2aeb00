package org.ropewalk.line;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
