package org.ropewalk.client;

import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineWriter;

/** Writes one command, with its arguments. */
@ForGeneratedCode
@FunctionalInterface
public interface CommandWriter {
    /**
     * Writes it.
     *
     * @throws IllegalArgumentException if an argument cannot be written; nothing is sent then
     */
    void write(LineWriter command);

    /** How many bytes its arguments hold while it waits; not exact. */
    default long heldBytes() {
        return 0;
    }

    /** What tells the server of the command where there are several; null if nothing does. */
    default @Nullable Object key() {
        return null;
    }

    /**
     * {@code writer}, whose command belongs to the server of {@code key}.
     *
     * @param names as {@link #holding} takes them
     */
    static CommandWriter keyed(
            Object key, String names, CommandWriter writer, @Nullable Object... arguments) {
        return held(writer, HeldBytes.of(names, arguments), key);
    }

    /**
     * {@code writer}, which holds {@code arguments} while it waits.
     *
     * @param names the names of the arguments, with one blank between them
     * @throws NullPointerException if one of them is null, or contains null; the message has its
     *     name
     */
    static CommandWriter holding(
            String names, CommandWriter writer, @Nullable Object... arguments) {
        return held(writer, HeldBytes.of(names, arguments), null);
    }

    private static CommandWriter held(CommandWriter writer, long bytes, @Nullable Object key) {
        return new CommandWriter() {
            @Override
            public void write(LineWriter command) {
                writer.write(command);
            }

            @Override
            public long heldBytes() {
                return bytes;
            }

            @Override
            public @Nullable Object key() {
                return key;
            }
        };
    }
}
