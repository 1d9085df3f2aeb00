package org.ropewalk.it.batch;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Bytes for the servers that keep commands: see {@link BatchCheck}. */
public final class BatchFuzz {
    private BatchFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        long seed = data.consumeLong();
        BatchCheck.server(data.consumeRemainingAsBytes(), seed);
    }
}
