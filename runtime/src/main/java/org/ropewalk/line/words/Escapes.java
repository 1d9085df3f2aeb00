package org.ropewalk.line.words;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.reactor.Output;

/** Escapes in words and texts of a dialect without quotes, where a backslash begins one. */
public final class Escapes {
    private Escapes() {}

    /** Whether words are of such a dialect. */
    public static boolean areIn(@Nullable WordForm form) {
        return form instanceof Quotes quotes && quotes.isEscaping();
    }

    /** How many bytes at {@code at} are written for one byte; 1 for no escape. */
    public static int length(Quotes quotes, byte[] frame, int at, int to) {
        return quotes.isEscaping() && frame[at] == '\\'
                ? Math.max(1, quotes.escapes.unit(frame, at, to, true))
                : 1;
    }

    /** Whether each backslash of a text begins an escape that has a meaning. */
    public static boolean areKnown(@Nullable WordForm form, byte[] frame, int from, int to) {
        for (int i = from; form instanceof Quotes quotes && i < to; ) {
            int unit = frame[i] == '\\' ? quotes.escapes.unit(frame, i, to, true) : 1;
            if (unit < 0) {
                return false;
            }
            i += unit;
        }
        return true;
    }

    /** Whether the backslashes before {@code at}, after {@code from}, make an escape of it. */
    public static boolean isEscaped(@Nullable WordForm form, byte[] frame, int from, int at) {
        int i = at;
        while (areIn(form) && i > from && frame[i - 1] == '\\') {
            i--;
        }
        return (at - i) % 2 != 0;
    }

    /**
     * Writes the text that ends {@code output} from {@code from} on; blanks are not escaped.
     *
     * @return why it cannot be written; null if it was
     */
    static @Nullable String write(Quotes quotes, Output output, int from, Controls controls) {
        int to = output.position();
        if (!quotes.isEscaping() || isPlain(quotes, output.array(), from, to)) {
            return null;
        }
        byte[] copy = Arrays.copyOfRange(output.array(), from, to);
        output.position(from);
        for (byte each : copy) {
            if (each == ' ') {
                output.write(each);
            } else if (!quotes.writeOne(output, each, controls)) {
                return "a control character in a value";
            }
        }
        return null;
    }

    /** Whether a text has nothing that is escaped. */
    private static boolean isPlain(Quotes quotes, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            boolean escaped = bytes[i] != ' ' && quotes.escapes.letter(bytes[i]) != 0;
            if (escaped || ByteArrays.isControl(bytes[i])) {
                return false;
            }
        }
        return true;
    }
}
