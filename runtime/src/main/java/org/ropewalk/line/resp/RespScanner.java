package org.ropewalk.line.resp;

import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.line.LineLimits;
import org.ropewalk.line.resp.RespFormat.Reads;

/**
 * Finds the end of one command or of one reply in what has arrived. What was seen of it is not
 * looked at again when more arrives. What is only announced costs no memory. One connection has one
 * scanner.
 */
public final class RespScanner {
    /** More must arrive. */
    public static final int MORE = 0;

    /** A number of elements is none, or too large. */
    public static final int BAD_COUNT = -1;

    /** A number of bytes is none, or too large, or is wrong. */
    public static final int BAD_LENGTH = -2;

    /** A value of another type must come. */
    public static final int BAD_TYPE = -3;

    /** Arrays are nested too deeply. */
    public static final int TOO_DEEP = -4;

    /** Arrays in arrays, counted from the outermost. */
    static final int MOST_DEPTH = 16;

    /** Digits of the largest number of bytes or of elements. */
    private static final int MOST_DIGITS = 10;

    /** Elements of a small command, and bytes of its strings together. */
    private static final int SMALL = 9;

    private static final int SMALL_BYTES = 900;

    /** Bytes of a header with one digit. */
    private static final int SMALL_HEADER = 4;

    /** How much time what has arrived may be worth at once: bytes come slowly, or not at all. */
    private static final int MOST_SECONDS = 60;

    private static final int NONE = -1;
    private static final int FEW = 2;

    private final boolean commands;
    private final boolean lines;

    /** Bytes of the frame in which nothing is left to be found. */
    private int at;

    /** Bytes of the header at {@link #at} in which there is no end. */
    private int seen;

    /** The length of the string that is awaited; {@link #NONE} if a header is. */
    private long string = NONE;

    /** Elements that are missing in each of the arrays that have begun, from the outermost. */
    private int[] missing = new int[FEW];

    private int depth;

    /** A bit for each of them that is an attribute, which is no element of the array around it. */
    private int attributes;

    /** Whether the outermost value has ended. */
    private boolean ended;

    /** Whether the frame that was found last has attributes. */
    private boolean attributed;

    /** For how many seconds the bytes that have arrived were counted. */
    private int earnedSeconds;

    /** Elements so far, and bytes of strings: of what was announced. */
    private long elements;

    private long bytes;

    /** A scanner of what {@code format} reads. */
    public RespScanner(RespFormat format) {
        commands = format.reads() == Reads.COMMANDS;
        lines = format.lines();
    }

    /** How many whole replies the first {@code size} bytes are. */
    public static int count(byte[] replies, int size) {
        RespScanner scanner = new RespScanner(RespFormat.REPLIES);
        int count = 0;
        for (int at = 0; at < size; count++) {
            at += scanner.find(replies, at, size, Integer.MAX_VALUE, Integer.MAX_VALUE);
        }
        return count;
    }

    /** Whether what begins so is none of the lines that may come too. */
    public boolean takes(byte first) {
        return !lines || first == '*';
    }

    /** How many elements a frame may have within {@code limits}. */
    public int mostElements(LineLimits limits) {
        return commands ? limits.words() : Integer.MAX_VALUE;
    }

    /** How many bytes it may have. */
    public int mostBytes(LineLimits limits) {
        return commands ? limits.payload() : limits.reply();
    }

    /** Whether a part of a frame was seen. */
    public boolean hasBegun() {
        return at > 0 || seen > 0;
    }

    /** Whether the frame that was found last has attributes. */
    public boolean hasAttributes() {
        return attributed;
    }

    /**
     * How much longer the rest of a frame may take, of which so many bytes have arrived: what they
     * are worth; null if that was counted before, or if no frame has begun.
     */
    public @Nullable Duration timeLeft(int arrived) {
        int seconds = arrived / LineLimits.MIN_BYTES_PER_SECOND - earnedSeconds;
        if (!hasBegun() || seconds <= 0) {
            return null;
        }
        int counted = Math.min(seconds, MOST_SECONDS);
        earnedSeconds += counted;
        return Duration.ofSeconds(counted);
    }

    /**
     * Looks for the end of the frame that begins at {@code start}.
     *
     * @param limit the end of what has arrived
     * @param mostElements how many elements a frame may have
     * @param mostBytes how many bytes the strings of a command may have, each and together; how
     *     many a reply may have
     * @return how many bytes the frame has; {@link #MORE}; or what is wrong, a negative number
     */
    public int find(byte[] array, int start, int limit, int mostElements, long mostBytes) {
        if (commands && at == 0 && seen == 0) {
            int whole = small(array, start, limit);
            if (whole != MORE && mostElements >= SMALL && mostBytes >= SMALL_BYTES) {
                return whole;
            }
        } else if (!commands && !hasBegun()) {
            attributed = false;
        }
        while (true) {
            int found =
                    string == NONE
                            ? header(array, start, limit, mostElements, mostBytes)
                            : string(array, start, limit);
            if (found < 0) {
                return found;
            }
            if (found == MORE) {
                return MORE;
            }
            at += found;
            seen = 0;
            if (!commands && at + Math.max(0, string) > mostBytes) {
                return BAD_LENGTH;
            }
            if (string == NONE && isWhole()) {
                int whole = at;
                clear();
                return whole;
            }
        }
    }

    /**
     * How many bytes a command has that has arrived whole, of less than ten strings, each of less
     * than a hundred bytes, as most have; {@link #MORE} if it is another.
     */
    private static int small(byte[] array, int start, int limit) {
        int i = start + SMALL_HEADER;
        if (i > limit || array[start] != '*' || array[i - 2] != '\r' || array[i - 1] != '\n') {
            return MORE;
        }
        int count = array[start + 1] - '0';
        if (count < 1 || count > 9) {
            return MORE;
        }
        for (; count > 0; count--) {
            if (i + SMALL_HEADER + 1 > limit || array[i] != '$') {
                return MORE;
            }
            int length = array[i + 1] - '0';
            i += 2;
            if (length > 9) {
                return MORE;
            }
            if (length > 0 && array[i] != '\r') {
                int digit = array[i] - '0';
                length = digit < 0 || digit > 9 ? NONE : length * 10 + digit;
                i++;
            }
            int end = i + 2 + length;
            if (length < 0
                    || end + 2 > limit
                    || array[i] != '\r'
                    || array[i + 1] != '\n'
                    || array[end] != '\r'
                    || array[end + 1] != '\n') {
                return MORE;
            }
            i = end + 2;
        }
        return i - start;
    }

    private void clear() {
        at = 0;
        depth = 0;
        elements = 0;
        bytes = 0;
        attributes = 0;
        ended = false;
        earnedSeconds = 0;
        if (missing.length > FEW) {
            missing = new int[FEW];
        }
    }

    /** The end of the string that is awaited: how many bytes there are up to it. */
    private int string(byte[] array, int start, int limit) {
        long end = start + at + string;
        if (end + 2 > limit) {
            return MORE;
        }
        int to = (int) end;
        if (array[to] != '\r' || array[to + 1] != '\n') {
            return BAD_LENGTH;
        }
        int length = (int) string + 2;
        string = NONE;
        ended();
        return length;
    }

    /** One value has ended: it is missing no longer. */
    private void ended() {
        if (depth > 0) {
            missing[depth - 1]--;
        } else {
            ended = true;
        }
    }

    /** Whether nothing is missing; leaves the arrays that are whole. */
    private boolean isWhole() {
        while (depth > 0 && missing[depth - 1] == 0) {
            depth--;
            int bit = 1 << depth;
            if ((attributes & bit) == 0) {
                ended();
            }
            attributes &= ~bit;
        }
        return ended;
    }

    private int header(byte[] array, int start, int limit, int mostElements, long mostBytes) {
        int from = start + at;
        if (from == limit) {
            return MORE;
        }
        byte type = array[from];
        if (!isExpected(type)) {
            return BAD_TYPE;
        }
        boolean text = !commands && isText(type);
        int bound = text ? limit : Math.min(limit, from + MOST_DIGITS + 2);
        int to = from + Math.max(1, seen);
        while (to < bound && array[to] != '\r') {
            to++;
        }
        if (text && at + to - from > mostBytes) {
            return BAD_LENGTH;
        }
        if (to + 1 >= limit) {
            seen = to - from;
            return MORE;
        }
        int wrong = RespElement.isString(type) ? BAD_LENGTH : BAD_COUNT;
        if (to == bound || array[to + 1] != '\n') {
            return wrong;
        }
        int length = to + 2 - from;
        if (text) {
            ended();
            return length;
        }
        long number = number(array, from + 1, to);
        if (number < NONE) {
            return wrong;
        }
        if (RespElement.isString(type)) {
            boolean isNull = number == NONE && type != '$';
            return !isNull && announced(number, mostBytes) ? length : BAD_LENGTH;
        }
        return begun(type, number, mostElements, length);
    }

    /** Whether a string of so many bytes may come, or none. */
    private boolean announced(long number, long mostBytes) {
        if (number == NONE) {
            ended();
            return !commands;
        }
        bytes += number;
        string = number;
        return bytes <= mostBytes;
    }

    /** An array of so many elements has begun, whose header has so many bytes. */
    private int begun(byte type, long number, int mostElements, int length) {
        boolean attribute = type == '|';
        attributed |= attribute;
        long values = type == '%' || attribute ? 2 * number : number;
        if (number <= 0) {
            if (!attribute) {
                ended();
            }
            return number == NONE && type != '*' ? BAD_COUNT : length;
        }
        elements += values;
        if (elements > mostElements) {
            return BAD_COUNT;
        }
        if (depth == MOST_DEPTH) {
            return TOO_DEEP;
        }
        if (depth == missing.length) {
            missing = Arrays.copyOf(missing, MOST_DEPTH);
        }
        missing[depth] = (int) values;
        attributes |= attribute ? 1 << depth : 0;
        depth++;
        return length;
    }

    private boolean isExpected(byte type) {
        if (commands) {
            return type == (depth == 0 ? '*' : '$');
        }
        return isText(type)
                || RespElement.isString(type)
                || RespElement.isAggregate(type)
                || type == '|';
    }

    /** Whether a value is what follows up to the end of the line. */
    private static boolean isText(byte type) {
        return "+-:_,#(".indexOf(type) >= 0;
    }

    /** A number without zeros before it, or -1; less than that if it is none. */
    private static long number(byte[] array, int from, int to) {
        if (to - from == 2 && array[from] == '-' && array[from + 1] == '1') {
            return NONE;
        }
        if (from == to || array[from] == '0' && to - from > 1) {
            return NONE - 1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            int digit = array[i] - '0';
            if (digit < 0 || digit > 9) {
                return NONE - 1;
            }
            number = number * 10 + digit;
        }
        return number;
    }
}
