package org.ropewalk.it.random;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ropewalk.testing.StringTransport;

/** Input that is changed, or cut, at random. */
public final class RandomInput {
    private static final int MOST_BYTES = 30;

    private RandomInput() {}

    /**
     * Some of {@code inputs}, changed in some places.
     *
     * @param pieces what is put into them
     * @param most how many inputs, and how many changes
     */
    public static byte[] changed(
            List<String> inputs, List<String> pieces, int most, Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = 1 + random.nextInt(most); i > 0; i--) {
            text.append(inputs.get(random.nextInt(inputs.size())));
        }
        for (int i = random.nextInt(most + 1); i > 0; i--) {
            int from = random.nextInt(text.length() + 1);
            int to = Math.min(text.length(), from + random.nextInt(4));
            text.replace(
                    from,
                    to,
                    switch (random.nextInt(6)) {
                        case 0 -> "";
                        case 1 -> String.valueOf((char) random.nextInt(256));
                        case 2 -> "x".repeat(random.nextInt(400));
                        default -> pieces.get(random.nextInt(pieces.size()));
                    });
        }
        return text.toString().getBytes(ISO_8859_1);
    }

    /** Delivers {@code bytes} in small pieces; whole without {@code cuts}. */
    public static void deliver(StringTransport transport, byte[] bytes, Random cuts) {
        for (int from = 0; from < bytes.length && transport.isOpen(); ) {
            int left = bytes.length - from;
            int to =
                    cuts == null
                            ? bytes.length
                            : from + 1 + cuts.nextInt(Math.min(MOST_BYTES, left));
            transport.deliver(Arrays.copyOfRange(bytes, from, to));
            transport.runTurns();
            from = to;
        }
    }
}
