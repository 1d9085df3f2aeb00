package org.ropewalk.it.simulation;

import java.util.ArrayList;
import java.util.List;

/**
 * What was found to be wrong. A failure inside a callback would only end its connection, so it is
 * written down here and thrown by {@link #verify}.
 */
final class Invariants {
    private final List<String> violations = new ArrayList<>();

    /** The connection whose callback is running; null if none is. */
    private Object inside;

    void violated(String text, Object... values) {
        violations.add(String.format(text, values));
    }

    void require(boolean holds, String text, Object... values) {
        if (!holds) {
            violated(text, values);
        }
    }

    /** A callback of {@code connection} begins; none runs inside a call of another. */
    void enter(Object connection, String callback) {
        if (inside != null) {
            violated("%s of %s runs inside a call of %s", callback, connection, inside);
        } else {
            inside = connection;
        }
    }

    void leave(Object connection) {
        if (inside == connection) {
            inside = null;
        }
    }

    /** Throws if anything was wrong. */
    void verify() {
        if (!violations.isEmpty()) {
            throw new AssertionError(String.join("\n", violations));
        }
    }
}
