package org.ropewalk.line.ends;

import org.jspecify.annotations.Nullable;
import org.ropewalk.reactor.Output;

/** The empty line before each line of a server, which its client skips. */
public final class EmptyLine {
    private EmptyLine() {}

    /**
     * Writes {@code end}, the end of an empty line, before the line that begins at {@code from},
     * and is the last of {@code output}. Returns why that cannot be written, or null: a client
     * would skip an empty one.
     */
    public static @Nullable String insert(byte[] end, Output output, int from) {
        int length = output.position() - from;
        if (length == 0) {
            return "an empty line, which the client skips";
        }
        output.write(end);
        byte[] bytes = output.array();
        System.arraycopy(bytes, from, bytes, from + end.length, length);
        System.arraycopy(end, 0, bytes, from, end.length);
        return null;
    }
}
