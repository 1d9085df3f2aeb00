package org.ropewalk.block;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;

/**
 * A field that is looked for in a block before the block is read: the tag of a command, or of a
 * reply. Immutable; any thread.
 */
@ForGeneratedCode
public final class FieldName {
    private final byte[] name;
    private final boolean trimmed;
    private final boolean foldsCase;

    private FieldName(byte[] name, boolean trimmed, boolean foldsCase) {
        this.name = name;
        this.trimmed = trimmed;
        this.foldsCase = foldsCase;
    }

    /** A field as its declaration writes it: {@code "ActionID: "}. */
    public static FieldName of(LineFormat format, String text) {
        return new FieldName(
                text.stripTrailing().getBytes(StandardCharsets.US_ASCII),
                text.endsWith(" "),
                format.foldsCase());
    }

    /**
     * The word in this field of the block with the head {@code line}; null if there is no such
     * field or no such word. Of several the first counts.
     */
    public @Nullable String word(LineReader line) {
        byte[] bytes = line.cursor().array();
        int end = Math.min(line.cursor().blockTo(), bytes.length);
        for (int at = line.cursor().blockFrom(); at < end; ) {
            int next = BlockHead.lineEnd(bytes, at, end);
            if (FieldNames.startsWith(bytes, at, next, name, foldsCase)) {
                return word(line, bytes, at + name.length, next);
            }
            at = next + 1;
        }
        return null;
    }

    private @Nullable String word(LineReader line, byte[] bytes, int valueFrom, int valueTo) {
        int from = trimmed ? BlockHead.skipBlanks(bytes, valueFrom, valueTo) : valueFrom;
        int to = trimmed ? BlockHead.trimEnd(bytes, from, valueTo) : valueTo;
        line.cursor().within(from, to);
        line.withoutControls();
        String word = line.word().text();
        boolean read = line.end() && from < to;
        line.cursor().back();
        line.restart();
        return read ? word : null;
    }
}
