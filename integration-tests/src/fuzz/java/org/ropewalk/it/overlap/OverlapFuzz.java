package org.ropewalk.it.overlap;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Bytes for the server whose commands overlap: see {@link OverlapCheck}. */
public final class OverlapFuzz {
    private OverlapFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        long seed = data.consumeLong();
        OverlapCheck.server(data.consumeRemainingAsBytes(), seed);
    }
}
