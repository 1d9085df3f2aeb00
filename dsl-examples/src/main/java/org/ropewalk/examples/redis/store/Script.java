package org.ropewalk.examples.redis.store;

import java.util.Arrays;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/**
 * A script for keys that have an expected value; it returns 1 for each key that has it, 0 for each
 * other one. Redis runs a script without other commands between its steps.
 */
public enum Script {
    /**
     * Sets when the keys expire. The first argument is the time in milliseconds, the others are the
     * expected values.
     */
    EXPIRE_EQUAL(
            """
            local done = {}
            for i, key in ipairs(KEYS) do
              local equal = redis.pcall('GET', key) == ARGV[i + 1]
              done[i] = equal and redis.call('PEXPIRE', key, ARGV[1]) or 0
            end
            return done
            """),

    /** Removes the keys. The arguments are the expected values. */
    DELETE_EQUAL(
            """
            local done = {}
            for i, key in ipairs(KEYS) do
              local equal = redis.pcall('GET', key) == ARGV[i]
              done[i] = equal and redis.call('DEL', key) or 0
            end
            return done
            """);

    private final Bytes text;

    Script(String text) {
        this.text = Bytes.of(text);
    }

    /** What the command {@code EVAL} sends. */
    public Bytes text() {
        return text;
    }

    /** The script of this text. */
    static Optional<Script> of(Bytes text) {
        return Arrays.stream(values()).filter(each -> each.text.equals(text)).findFirst();
    }
}
