package org.ropewalk.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;

/**
 * Where a client's session is. Commands of a state that the session has left fail; generated code
 * passes it on; programs do not need it. Belongs to the connection's loop.
 */
@ForGeneratedCode
public final class ClientState {
    /** Where the session goes back to from a state that is left after one reply; else null. */
    private final @Nullable ClientState returnsTo;

    /** How often commands have succeeded since those states were entered that know them. */
    private final Map<String, Integer> successes;

    /** What the server writes where it waits for a command; null if nothing. */
    private final byte @Nullable [] prompt;

    private String leftBy = "";

    ClientState(
            @Nullable ClientState returnsTo,
            Map<String, Integer> successes,
            byte @Nullable [] prompt) {
        this.prompt = prompt;
        this.returnsTo = returnsTo;
        this.successes = successes;
    }

    byte @Nullable [] prompt() {
        return prompt;
    }

    Map<String, Integer> successes() {
        return successes;
    }

    @Nullable ClientState returnsTo() {
        return returnsTo;
    }

    void leave(String command) {
        leftBy = command;
    }

    IllegalStateException left() {
        return new IllegalStateException(
                leftBy.isEmpty()
                        ? "the session is not in this state"
                        : "the session left this state with "
                                + leftBy
                                + "; use the result of that call");
    }
}
