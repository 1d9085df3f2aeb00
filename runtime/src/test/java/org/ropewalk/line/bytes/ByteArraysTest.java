package org.ropewalk.line.bytes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** What is read eight bytes at a time is what is read byte by byte. */
class ByteArraysTest {
    private static final byte[] OFTEN = {' ', '\t', '\r', '\n', 0, 0x1F, '!', 0x7E, 0x7F, -128, -1};

    private final Random random = new Random(19);

    private byte[] bytes() {
        byte[] bytes = new byte[random.nextInt(48)];
        int rare = 1 + random.nextInt(30);
        for (int i = 0; i < bytes.length; i++) {
            boolean often = random.nextInt(rare) == 0;
            bytes[i] = often ? OFTEN[random.nextInt(OFTEN.length)] : (byte) ('a' + i % 26);
        }
        return bytes;
    }

    private static int first(byte[] bytes, int from, int to, IntPredicate wanted) {
        int at = from;
        while (at < to && !wanted.test(bytes[at])) {
            at++;
        }
        return at;
    }

    @Test
    void searchesFindTheFirstByte() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes();
            int from = random.nextInt(bytes.length + 1);
            int to = from + random.nextInt(bytes.length - from + 1);
            String why = Arrays.toString(bytes) + " " + from + " " + to;
            IntPredicate control = each -> ByteArrays.isControl((byte) each);
            IntPredicate blank = each -> each == ' ';
            assertEquals(first(bytes, from, to, control), ByteArrays.control(bytes, from, to), why);
            assertEquals(first(bytes, from, to, blank), ByteArrays.blank(bytes, from, to), why);
            assertEquals(
                    first(bytes, from, to, control.or(blank)),
                    ByteArrays.blankOrControl(bytes, from, to),
                    why);
        }
    }

    @Test
    void equalBytesAreEqualAndHaveTheSameHash() {
        for (int i = 0; i < 200_000; i++) {
            byte[] bytes = bytes();
            int from = random.nextInt(bytes.length + 1);
            int length = random.nextInt(bytes.length - from + 1);
            byte[] other = new byte[length + random.nextInt(9)];
            int at = random.nextInt(other.length - length + 1);
            System.arraycopy(bytes, from, other, at, length);
            assertEquals(ByteArrays.hash(bytes, from, length), ByteArrays.hash(other, at, length));
            if (length > 0 && random.nextBoolean()) {
                other[at + random.nextInt(length)] ^= 0x40;
            }
            assertEquals(
                    Arrays.equals(bytes, from, from + length, other, at, at + length),
                    ByteArrays.equal(bytes, from, other, at, length));
        }
    }
}
