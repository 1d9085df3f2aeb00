package org.ropewalk.processor.output;

import org.ropewalk.processor.model.ErrorKind;
import org.ropewalk.processor.model.Wire;

/** What the parts of the wire are called in a page. */
final class WireText {
    private WireText() {}

    static String separator(Wire.Separator separator) {
        return switch (separator) {
            case SPACES -> "one blank or more";
            case BLANKS -> "one blank or tab, or more";
            case ONE_SPACE -> "exactly one blank";
        };
    }

    static String order(Wire.Order order) {
        return switch (order) {
            case SERIAL -> "are read after its reply";
            case PIPELINED -> "overlap; replies keep the order";
            case TAGGED -> "overlap; replies are written as they are ready";
        };
    }

    /** A bound; the greatest means that there is none. */
    static String bound(long value) {
        return value >= Integer.MAX_VALUE ? "unlimited" : String.valueOf(value);
    }

    /** What an error means. */
    static String meaning(ErrorKind kind) {
        return switch (kind) {
            case UNKNOWN -> "no command begins so";
            case EMPTY -> "the line is empty";
            case MISPLACED -> "a command of another state";
            case UNAVAILABLE -> "the connection does not offer it";
            case MALFORMED -> "a word has the wrong form";
            case USAGE -> "too few words or too many";
            case PAYLOAD -> "a payload does not end where it should";
            case TOO_LONG -> "a line over the limit";
            case TOO_BIG -> "a payload over the limit";
            case MEMORY -> "no memory for a payload";
            case FAILED -> "the server failed";
            case BUSY -> "more than the server takes at a time";
            case TIMEOUT -> "nothing came in time";
            case SHUTDOWN -> "the server stops";
        };
    }
}
