package org.ropewalk.examples.clamd;

import java.nio.ByteBuffer;
import java.util.List;
import org.ropewalk.line.Bytes;

/**
 * A search for the test file of EICAR, which every scanner finds, and which does no harm. Its text
 * stands here in parts, so that no scanner finds it in this program.
 */
final class Eicar {
    static final String SIGNATURE = "Eicar-Test-Signature";

    private static final Bytes TEXT =
            Bytes.of(
                    String.join(
                            "",
                            List.of(
                                    "X5O!P%@AP[4\\PZX54(P^)7CC)7}",
                                    "$EICAR-STANDARD-ANTIVIRUS-", "TEST-FILE!$H+H*")));

    /** How much of the text is still matched when the byte behind so many of it does not fit. */
    private static final int[] SHORTER = shorter();

    private int matched;
    private boolean found;

    private static int[] shorter() {
        int[] shorter = new int[TEXT.length()];
        int matched = 0;
        for (int i = 1; i < shorter.length; i++) {
            while (matched > 0 && TEXT.at(i) != TEXT.at(matched)) {
                matched = shorter[matched - 1];
            }
            matched += TEXT.at(i) == TEXT.at(matched) ? 1 : 0;
            shorter[i] = matched;
        }
        return shorter;
    }

    /** Goes on with {@code bytes}. */
    void read(ByteBuffer bytes) {
        while (bytes.hasRemaining() && !found) {
            byte next = bytes.get();
            while (matched > 0 && next != TEXT.at(matched)) {
                matched = SHORTER[matched - 1];
            }
            matched += next == TEXT.at(matched) ? 1 : 0;
            found = matched == TEXT.length();
        }
    }

    /** Whether the text was in what was read. */
    boolean isFound() {
        return found;
    }
}
