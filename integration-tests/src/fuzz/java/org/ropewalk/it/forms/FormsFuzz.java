package org.ropewalk.it.forms;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;

/** Bytes for the servers and the clients of all forms: see {@link FormsCheck}. */
public final class FormsFuzz {
    private static final int MOST_CALLS = 4;
    private static final int MOST_BYTES = 4_096;

    private FormsFuzz() {}

    /** Called with each input. */
    public static void fuzzerTestOneInput(FuzzedDataProvider data) {
        switch (data.consumeInt(0, 3)) {
            case 0 -> {
                int cut = data.consumeInt(0, MOST_BYTES);
                FormsCheck.lines(data.consumeRemainingAsBytes(), cut);
            }
            case 1 -> {
                int cut = data.consumeInt(0, MOST_BYTES);
                FormsCheck.blocks(data.consumeRemainingAsBytes(), cut);
            }
            case 2 -> FormsCheck.client(calls(data), data.consumeRemainingAsBytes());
            default -> FormsCheck.blockClient(calls(data), data.consumeRemainingAsBytes());
        }
    }

    private static int[] calls(FuzzedDataProvider data) {
        int[] calls = new int[data.consumeInt(1, MOST_CALLS)];
        for (int i = 0; i < calls.length; i++) {
            calls[i] = data.consumeInt();
        }
        return calls;
    }
}
