package org.ropewalk.it.overlap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Random;
import org.ropewalk.testing.StringTransport;

/** Any bytes for the server and the client of {@link Console}; for tests and for the fuzzer. */
final class OverlapCheck {
    private OverlapCheck() {}

    /** What the server writes for {@code script}, which arrives in pieces. */
    static String answers(String script, Random cuts) {
        byte[] bytes = script.getBytes(ISO_8859_1);
        StringTransport transport =
                new StringTransport().connect(new ConsoleFactory(peer -> new ConsoleHandler()));
        transport.runTurns();
        for (int from = 0; from < bytes.length; ) {
            int to = from + 1 + cuts.nextInt(Math.min(30, bytes.length - from));
            transport.deliver(Arrays.copyOfRange(bytes, from, to));
            transport.runTurns();
            from = to;
        }
        return transport.text();
    }

    /** The answers do not depend on how the bytes arrive. */
    static void server(byte[] bytes, long seed) {
        String script = new String(bytes, ISO_8859_1);
        String one = answers(script, new Random(seed));
        String other = answers(script, new Random(~seed));
        if (!one.equals(other)) {
            throw new AssertionError(one + "\n--- but ---\n" + other);
        }
    }
}
