package org.ropewalk.loop;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ropewalk.reactor.Output;

/** A reply whose larger part is lent, or placed where the system reads it. */
final class LentReply {
    private static final int BYTES = 40_000;

    private LentReply() {}

    /** Writes one whose size and content follow from {@code digit}; returns what it is. */
    static String write(Output output, byte digit) {
        byte[] bytes = new byte[(digit - '0') * BYTES];
        Arrays.fill(bytes, digit);
        bytes[bytes.length / 2] = '|';
        byte[] head = {'<', digit, '>'};
        output.write(head);
        String middle = text(bytes, 1, bytes.length - 2);
        if (digit % 2 == 0) {
            output.lend(bytes, 1, bytes.length - 2);
        } else {
            output.place(bytes, 1, bytes.length - 2);
            Arrays.fill(bytes, (byte) '?');
        }
        output.write((byte) 'e', (byte) 'n');
        return text(head, 0, head.length) + middle + "en";
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
