package org.ropewalk.it.words;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/**
 * Bytes for servers with quotes, literals, chains, short forms and arrays: see {@link WordsCheck}.
 */
public final class WordsFuzz {
    private WordsFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        long seed = data.consumeLong();
        WordsCheck.servers(data.consumeRemainingAsBytes(), seed);
    }
}
