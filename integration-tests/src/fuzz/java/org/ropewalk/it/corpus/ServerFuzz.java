package org.ropewalk.it.corpus;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ropewalk.it.corpus.CorpusTest.Outcome;
import org.ropewalk.testing.StringTransport;

/** Bytes become calls and replies: the server's are the oracle's, in whichever pieces they come. */
public final class ServerFuzz {
    private ServerFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        int cut = data.consumeInt(0, 4_096);
        byte[] input = data.consumeRemainingAsBytes();
        String text = new String(input, StandardCharsets.ISO_8859_1).toUpperCase(Locale.ROOT);
        if (Stream.of("SLOW", "HANG", "TWICE", "HUGE", "AUTH").anyMatch(text::contains)) {
            return;
        }
        int at = Math.min(cut, input.length);
        Outcome expected = Oracle.of(input);
        Outcome served =
                served(
                        List.of(
                                Arrays.copyOf(input, at),
                                Arrays.copyOfRange(input, at, input.length)));
        if (!served.equals(expected)) {
            throw new AssertionError("served " + served + ", but awaited " + expected);
        }
    }

    private static Outcome served(List<byte[]> parts) {
        List<String> calls = new ArrayList<>();
        StringTransport transport = new StringTransport();
        transport.connect(
                new CorpusFactory(peer -> new CorpusHandler(calls, peer))
                        .buildProtocol(transport.getPeer()));
        parts.forEach(transport::deliver);
        return new Outcome(CorpusTest.replies(transport.value()), calls, transport.isOpen());
    }
}
