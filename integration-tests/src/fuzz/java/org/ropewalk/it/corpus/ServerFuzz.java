package org.ropewalk.it.corpus;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import java.util.Arrays;
import java.util.List;
import org.ropewalk.it.corpus.CorpusTest.Outcome;

/** Bytes become calls and replies: the server's are the oracle's, in whichever pieces they come. */
public final class ServerFuzz {
    private ServerFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        int cut = data.consumeInt(0, 4_096);
        byte[] input = data.consumeRemainingAsBytes();
        if (!OracleTest.isUntimed(input)) {
            return;
        }
        int at = Math.min(cut, input.length);
        Outcome expected = Oracle.of(input);
        Outcome served =
                OracleTest.served(
                        List.of(
                                Arrays.copyOf(input, at),
                                Arrays.copyOfRange(input, at, input.length)));
        if (!served.equals(expected)) {
            throw new AssertionError("served " + served + ", but awaited " + expected);
        }
    }
}
