package org.ropewalk.processor.output;

import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.Wire;

/** What the parts of the wire are called in a page. */
final class WireText {
    private WireText() {}

    static String separator(Wire.Separator separator) {
        return switch (separator) {
            case SPACES -> "one or more blanks";
            case BLANKS -> "one or more blanks or tabs";
            case ONE_SPACE -> "exactly one blank";
        };
    }

    static String order(Wire.Order order) {
        return switch (order) {
            case SERIAL -> "are read after its reply";
            case PIPELINED -> "overlap; replies keep the order of the commands";
            case TAGGED -> "overlap; replies are written when they are ready";
        };
    }

    static String chain(Wire.Chain chain) {
        String between =
                "with " + Markdown.code(String.valueOf(chain.separator())) + " between them";
        return switch (chain.together()) {
            case WHOLE -> between;
            case ONE_END -> between + "; the last line of a reply follows the last";
            case ONE_LINE -> between + "; the replies are in one line, with the same between them";
        };
    }

    /** A bound; the greatest means that there is none. */
    static String bound(long value) {
        return value >= Integer.MAX_VALUE ? "unlimited" : String.valueOf(value);
    }

    /** What an error means. */
    static String meaning(ErrorKind kind) {
        return switch (kind) {
            case UNKNOWN -> "no command begins in this way";
            case EMPTY -> "an empty line";
            case MISPLACED -> "a command of another state";
            case UNAVAILABLE -> "not available on this connection";
            case MALFORMED -> "a word with a wrong form";
            case USAGE -> "too few or too many words";
            case PAYLOAD -> "a payload with a wrong end or wrong contents";
            case TOO_LONG -> "a line over the limit";
            case TOO_BIG -> "a payload over the limit";
            case MEMORY -> "not enough memory for a payload";
            case FAILED -> "the server failed";
            case BUSY -> "too many connections, errors or attempts";
            case TIMEOUT -> "a timeout";
            case SHUTDOWN -> "the server stops";
        };
    }
}
