package org.ropewalk.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A cursor over the words of one line. A <em>selector</em> ({@link #word()}, {@link #rest()},
 * {@link #piece()} …) moves to the next part of the line, a <em>reading</em> ({@link #text()},
 * {@link #number} …) makes a value of what is selected: {@code line.word().number(0, 9)}. The first
 * failure sticks, what is read after it is of no use, and nothing throws: {@link #end()} or {@link
 * #ok()} tells at the end. One reader serves all connections of a loop; it is valid until the
 * handler returns.
 */
public final class LineReader {
    private static final byte[] NOTHING = {};
    private static final long UNREADABLE = -1;

    /** Digits of a reply's code, as SMTP and FTP have it. */
    private static final int CODE_DIGITS = 3;

    private LineFormat format = LineFormat.standard();
    private byte[] bytes = NOTHING;
    private int start;
    private int end;

    /** Where the command begins: behind what stands around it. */
    private int begin;

    /** Behind the last word that was selected. */
    private int position;

    /** What is selected. */
    private int from;

    private int to;

    /** Inside a word that consists of pieces: what was not selected of it. */
    private int open;

    private int openEnd;

    /** Inside a word that is a list: what was not selected of it. */
    private int parts;

    private int partsEnd;

    /** The name of a named word. */
    private int nameFrom;

    private int nameTo;

    private int verbFrom;
    private int verbTo;
    private long verbBits;

    private ErrorKind failure;
    private String message = "";

    /** Why an earlier attempt at this line failed, if a word was malformed then. */
    private String earlierMessage;

    /** The length of a payload that was read last. */
    private long announced;

    /** What is logged in place of the line; null if the line is. */
    private String concealing;

    private Slice[] slices = {new Slice(), new Slice(), new Slice(), new Slice()};
    private int sliceCount;
    private final Words words = new Words();

    /** A reader of nothing. */
    public LineReader() {}

    /** Shows the line {@code bytes[start, end)}; returns this. */
    public LineReader show(
            byte[] shownBytes, int shownStart, int shownEnd, LineFormat shownFormat) {
        bytes = shownBytes;
        start = shownStart;
        begin = shownStart;
        end = shownEnd;
        format = shownFormat;
        verbFrom = shownStart;
        verbTo = shownStart;
        sliceCount = 0;
        concealing = null;
        reset(shownStart);
        return this;
    }

    /** Lets go of the line. */
    void clear() {
        show(NOTHING, 0, 0, format);
    }

    // ---- the line as a whole

    byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** How many bytes the line has, without its end. */
    public int size() {
        return end - start;
    }

    /** Whether the line has nothing but what separates words. */
    public boolean isEmpty() {
        return start == end || !format.oneSpace && skipBlanks(start) == end;
    }

    /** Where the cursor stands, for {@link #reset}. */
    public int mark() {
        return position;
    }

    /** Goes back to a mark, and forgets the failure. */
    public void reset(int mark) {
        position = mark;
        from = mark;
        to = mark;
        open = mark;
        openEnd = mark;
        failure = null;
        message = "";
    }

    /**
     * Goes back to a mark for an attempt at another command, and remembers that a word was
     * malformed.
     */
    public void retry(int mark) {
        if (failure == ErrorKind.MALFORMED && earlierMessage == null) {
            earlierMessage = message;
        }
        reset(mark);
    }

    /** The mark of the command's begin. */
    public int begin() {
        return begin;
    }

    /** Goes back to the command's begin. */
    public void restart() {
        reset(begin);
    }

    /** What was read until now stands around the command, which begins here. */
    public void enclose() {
        if (failure == null) {
            begin =
                    position == start
                            ? start
                            : format.oneSpace ? Math.min(position + 1, end) : skipBlanks(position);
        }
        reset(begin);
    }

    /**
     * The whole line, without its end, for logs: escaped, and cut after 100 bytes; what conceals it
     * if something does.
     */
    public String printable() {
        return concealing == null ? Printable.of(bytes, start, end) : concealing;
    }

    /** The line holds a secret: {@code template} is logged in its place. */
    public void conceal(String template) {
        concealing = template;
    }

    /** What the line's command is called in logs. */
    String commandText() {
        return concealing == null ? verbText() : concealing;
    }

    // ---- failure

    /** Whether nothing has failed. */
    public boolean ok() {
        return failure == null;
    }

    /** What has failed, or null: {@link ErrorKind#USAGE} or {@link ErrorKind#MALFORMED}. */
    public ErrorKind failure() {
        return failure == ErrorKind.USAGE && earlierMessage != null ? ErrorKind.MALFORMED : failure;
    }

    /** What is wrong, in words; empty if nothing is. */
    public String message() {
        return failure == ErrorKind.USAGE && earlierMessage != null ? earlierMessage : message;
    }

    /** Says that a word has the wrong form, unless something failed before. Returns false. */
    public boolean malformed(String why) {
        return fail(ErrorKind.MALFORMED, why);
    }

    /** Says that a value's own type refused it. Returns false. */
    public boolean malformed(IllegalArgumentException why) {
        return malformed(why.getMessage() == null ? "bad value" : why.getMessage());
    }

    /**
     * Says that the words do not fit the command, unless something failed before. Returns false.
     */
    public boolean usage(String why) {
        return fail(ErrorKind.USAGE, why);
    }

    private boolean fail(ErrorKind kind, String why) {
        if (failure == null) {
            failure = kind;
            message = why;
        }
        from = to;
        return false;
    }

    /** Whether the whole line was read and nothing has failed. */
    public boolean end() {
        if (failure == null) {
            int rest = format.oneSpace ? position : skipBlanks(position);
            if (rest != end) {
                return format.oneSpace && rest + 1 == end
                        ? malformed("blank at the end")
                        : usage("too many words");
            }
        }
        return failure == null;
    }

    /**
     * Whether other lines of the reply follow: {@code mark} stands behind its code of three digits.
     */
    public boolean isContinued(String mark) {
        int at = begin + CODE_DIGITS;
        if (end - at < mark.length()) {
            return false;
        }
        for (int i = begin; i < at; i++) {
            if (!isDigit(bytes[i])) {
                return false;
            }
        }
        for (int i = 0; i < mark.length(); i++) {
            if (bytes[at + i] != mark.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    // ---- the verb

    /** Selects the first word, wherever the cursor is; false if there is none. */
    public boolean verb() {
        reset(begin);
        earlierMessage = null;
        announced = UNREADABLE;
        int i = format.oneSpace ? begin : skipBlanks(begin);
        from = i;
        long bits = 0;
        if (format.foldsCase) {
            for (; i < end && bytes[i] != ' '; i++) {
                bits = Long.rotateLeft(bits, 8) ^ fold(bytes[i]);
            }
        } else {
            for (; i < end && bytes[i] != ' '; i++) {
                bits = Long.rotateLeft(bits, 8) ^ bytes[i] & 0xFF;
            }
        }
        verbFrom = from;
        verbTo = i;
        verbBits = bits;
        to = i;
        position = i;
        return to > from;
    }

    /** A hash of the verb's bytes, for a switch whose constants the processor has chosen. */
    public int verbHash(long multiplier, int shift) {
        return (int) (verbBits * multiplier >>> shift);
    }

    /** Whether the verb is the word of {@code length} bytes, at most 8, that {@code bits} packs. */
    public boolean verbIs(long bits, int length) {
        return verbBits == bits && verbTo - verbFrom == length;
    }

    /** Whether the verb is {@code word}. */
    public boolean verbIs(byte[] word) {
        return verbTo - verbFrom == word.length && matches(word, verbFrom);
    }

    /** The verb, escaped, for a reply's {@code {verb}}. */
    public String verbText() {
        return Printable.of(bytes, verbFrom, verbTo);
    }

    // ---- selecting

    /** Selects the next word. */
    public LineReader word() {
        if (failure != null) {
            return this;
        }
        int i = position;
        if (format.oneSpace) {
            if (i == end) {
                usage("too few words");
                return this;
            }
            i += i == begin ? 0 : 1;
        } else {
            i = skipBlanks(i);
        }
        if (format.trailing && i != begin && i < end && bytes[i] == ':') {
            return last(i).notEmpty();
        }
        from = i;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        to = i;
        if (from == to) {
            if (format.oneSpace) {
                malformed("empty word");
            } else {
                usage("too few words");
            }
            return this;
        }
        position = i;
        return this;
    }

    private LineReader last(int colon) {
        from = colon + 1;
        to = end;
        position = end;
        return this;
    }

    private LineReader notEmpty() {
        if (from == to) {
            usage("too few words");
        }
        return this;
    }

    /** Selects the last word: all behind a colon, possibly nothing, or a word like others. */
    public LineReader trailing() {
        int i = failure == null ? skipBlanks(position) : end;
        return i < end && bytes[i] == ':' ? last(i) : word();
    }

    /** Selects what is left behind exactly one separator, possibly nothing. */
    public LineReader rest() {
        if (failure != null) {
            return this;
        }
        if (position == end && position != begin) {
            usage("too few words");
            return this;
        }
        from = position == begin ? begin : position + 1;
        to = end;
        position = end;
        return this;
    }

    /**
     * Selects what is left behind exactly one separator, between {@code prefix} and {@code tail}.
     */
    public LineReader rest(byte[] prefix, byte[] tail) {
        rest();
        if (failure != null) {
            return this;
        }
        int tailFrom = to - tail.length;
        if (tailFrom < from + prefix.length
                || !startsWith(prefix, from, to)
                || !startsWith(tail, tailFrom, to)) {
            usage("wrong words");
            return this;
        }
        from += prefix.length;
        to = tailFrom;
        return this;
    }

    /** Reads what is left, if anything, and drops it. */
    public void skipRest() {
        position = end;
    }

    /** Selects the next word, which consists of pieces. */
    public LineReader open() {
        word();
        open = from;
        openEnd = to;
        return this;
    }

    /** Selects what is left behind exactly one separator, as a word that consists of pieces. */
    public LineReader openRest() {
        rest();
        open = from;
        openEnd = to;
        return this;
    }

    /** Opens what is selected, as a word that consists of pieces. */
    public LineReader openSelected() {
        open = from;
        openEnd = to;
        return this;
    }

    /** Moves over a literal piece, which must be there. */
    public LineReader glued(byte[] literal) {
        if (failure == null) {
            if (startsWith(literal, open, openEnd)) {
                open += literal.length;
            } else {
                usage("wrong words");
            }
        }
        return this;
    }

    /** Whether the open word goes on with {@code literal}. */
    public boolean goesOnWith(byte[] literal) {
        return failure == null && startsWith(literal, open, openEnd);
    }

    /** Whether anything of the open word is left. */
    public boolean goesOn() {
        return failure == null && open < openEnd;
    }

    /** Selects what is left of the open word. */
    public LineReader piece() {
        if (failure == null) {
            from = open;
            to = openEnd;
            open = openEnd;
        }
        return this;
    }

    /** Selects what stands before {@code literal} in the open word. */
    public LineReader piece(byte[] literal) {
        if (failure != null) {
            return this;
        }
        for (int i = open; i <= openEnd - literal.length; i++) {
            if (matches(literal, i)) {
                from = open;
                to = i;
                open = i;
                return this;
            }
        }
        usage("wrong words");
        return this;
    }

    /** Selects the next character of the open word. */
    public LineReader pieceOfOne() {
        if (failure != null) {
            return this;
        }
        from = open;
        int i = open;
        if (i < openEnd) {
            i++;
            while (format.utf8 && i < openEnd && (bytes[i] & 0xC0) == 0x80) {
                i++;
            }
        }
        to = i;
        open = i;
        return this;
    }

    /** Says that nothing of the open word may be left. */
    public void close() {
        if (failure == null && open != openEnd) {
            usage("wrong words");
        }
    }

    /** Begins to go through the parts of the selected word; {@link #part} selects them. */
    public void list() {
        parts = from;
        partsEnd = from == to ? from : to + 1;
    }

    // ---- named words

    /**
     * Selects the value of the next word, {@code NAME=value} or {@code NAME}; false if none is
     * left.
     */
    public boolean named() {
        if (!hasWord()) {
            return false;
        }
        word();
        if (failure != null) {
            return false;
        }
        nameFrom = from;
        nameTo = from;
        while (nameTo < to && bytes[nameTo] != '=') {
            nameTo++;
        }
        from = Math.min(nameTo + 1, to);
        return true;
    }

    /** Whether the named word is {@code name}, with a value or without. */
    public boolean isNamed(byte[] name, boolean withValue) {
        return nameTo - nameFrom == name.length
                && matches(name, nameFrom)
                && withValue == (nameTo < end && bytes[nameTo] == '=');
    }

    /** The name of the named word. */
    public String name() {
        return decode(bytes, nameFrom, nameTo);
    }

    /** Says that nobody knows the named word. */
    public void unknownName() {
        malformed("unknown option " + Printable.of(bytes, nameFrom, to));
    }

    /** Says that a named word came twice. */
    public void repeatedName() {
        malformed("repeated option " + Printable.of(bytes, nameFrom, nameTo));
    }

    /**
     * Selects the next part of a list, up to {@code delimiter} or the word's end; false if there is
     * none.
     */
    public boolean part(char delimiter) {
        if (failure != null || parts >= partsEnd) {
            return false;
        }
        int i = parts;
        while (i < partsEnd - 1 && bytes[i] != delimiter) {
            i++;
        }
        from = parts;
        to = i;
        parts = i + 1;
        if (from == to) {
            malformed("empty word in a list");
            return false;
        }
        return true;
    }

    // ---- looking ahead

    /** Whether a word is left. */
    public boolean hasWord() {
        return failure == null && (format.oneSpace ? position < end : skipBlanks(position) < end);
    }

    /** How many words are left. */
    public int wordsLeft() {
        int count = 0;
        int i = position;
        while (true) {
            i = skipBlanks(i);
            if (i == end) {
                return count;
            }
            count++;
            i = format.trailing && bytes[i] == ':' ? end : wordEnd(i);
        }
    }

    /** Moves over the next word if it is {@code word}; else stays, and returns false. */
    public boolean flag(byte[] word) {
        if (failure != null || !nextIs(word)) {
            return false;
        }
        word();
        return true;
    }

    /** Whether the next word is {@code word}. */
    public boolean nextIs(byte[] word) {
        int next = nextWord();
        return wordEnd(next) - next == word.length && matches(word, next);
    }

    /** Whether the next word begins with {@code prefix}. */
    public boolean nextStartsWith(byte[] prefix) {
        int next = nextWord();
        return startsWith(prefix, next, wordEnd(next));
    }

    /** Whether the next word consists of digits, perhaps behind a sign. */
    public boolean nextIsNumber() {
        int next = nextWord();
        int last = wordEnd(next);
        int i = next < last && bytes[next] == '-' ? next + 1 : next;
        if (i == last) {
            return false;
        }
        while (i < last && isDigit(bytes[i])) {
            i++;
        }
        return i == last;
    }

    /** Whether the next word is one of {@code constants}. */
    public boolean nextIsOneOf(byte[][] constants) {
        for (byte[] constant : constants) {
            if (nextIs(constant)) {
                return true;
            }
        }
        return false;
    }

    /** Moves over the next word, which must be {@code word}. */
    public void literal(byte[] word) {
        word();
        if (failure == null && !(to - from == word.length && matches(word, from))) {
            usage("wrong words");
        }
    }

    // ---- reading what is selected

    /** A borrowed view. */
    public Slice slice() {
        if (sliceCount == slices.length) {
            slices = Arrays.copyOf(slices, sliceCount * 2);
            for (int i = sliceCount; i < slices.length; i++) {
                slices[i] = new Slice();
            }
        }
        return slices[sliceCount++].show(bytes, from, to - from);
    }

    /** A copy as bytes. */
    public Bytes byteString() {
        return Bytes.copy(bytes, from, to - from);
    }

    /** A copy as an array. */
    public byte[] octets() {
        return Arrays.copyOfRange(bytes, from, to);
    }

    /** Text in the protocol's character set; bytes that are not of it are malformed. */
    public String text() {
        if (failure != null) {
            return "";
        }
        return decode(bytes, from, to);
    }

    /**
     * The lines of a payload, as text and without their ends.
     *
     * @throws IllegalArgumentException if they are not in the protocol's character set
     */
    public List<String> lines(Slice payload) {
        List<String> lines = new ArrayList<>();
        byte[] array = payload.array();
        int limit = payload.offset() + payload.length();
        for (int at = payload.offset(); at < limit; ) {
            int next = at;
            while (next < limit && array[next] != '\n') {
                next++;
            }
            boolean crLf = next < limit && next > at && array[next - 1] == '\r';
            String text = decode(array, at, crLf ? next - 1 : next);
            if (failure != null) {
                throw new IllegalArgumentException(message);
            }
            lines.add(text);
            at = next + 1;
        }
        return lines;
    }

    private String decode(byte[] array, int textFrom, int textTo) {
        if (ByteArrays.isAscii(array, textFrom, textTo)
                || format.charset == StandardCharsets.ISO_8859_1) {
            return new String(array, textFrom, textTo - textFrom, StandardCharsets.ISO_8859_1);
        }
        try {
            return format.charset
                    .newDecoder()
                    .decode(ByteBuffer.wrap(array, textFrom, textTo - textFrom))
                    .toString();
        } catch (CharacterCodingException e) {
            malformed("bytes that are no " + format.charset.name());
            return "";
        }
    }

    /** Exactly one character of the basic plane. */
    public char character() {
        String text = text();
        if (failure == null && text.length() != 1) {
            malformed("not one character");
        }
        return failure == null ? text.charAt(0) : 0;
    }

    /**
     * A whole number in ASCII digits, with a minus sign in front of a negative one: no plus sign,
     * no point, at most 19 digits.
     */
    public long number(long min, long max) {
        if (failure != null) {
            return 0;
        }
        int i = from;
        boolean negative = i < to && bytes[i] == '-';
        if (negative) {
            i++;
        }
        int digits = to - i;
        if (digits < 1 || digits > 19) {
            malformed(digits < 1 ? "not a number" : numberOrNot(i));
            return 0;
        }
        long value = 0;
        for (; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                malformed("not a number");
                return 0;
            }
            value = value * 10 - digit;
        }
        // Counted downwards, where the range is larger by one; beyond it the sign turns.
        if (value > 0 || !negative && value == Long.MIN_VALUE) {
            malformed("number out of range");
            return 0;
        }
        value = negative ? value : -value;
        if (value < min || value > max) {
            malformed("number out of range");
            return 0;
        }
        return value;
    }

    private String numberOrNot(int digitsFrom) {
        for (int i = digitsFrom; i < to; i++) {
            if (!isDigit(bytes[i])) {
                return "not a number";
            }
        }
        return "number out of range";
    }

    /** A whole number without a sign, as Java's unsigned methods read the result. */
    public long unsignedLong() {
        if (failure != null) {
            return 0;
        }
        long value = 0;
        if (from == to) {
            malformed("not a number");
        }
        for (int i = from; i < to; i++) {
            int digit = bytes[i] - '0';
            if (digit < 0 || digit > 9) {
                malformed("not a number");
                return 0;
            }
            boolean fits =
                    Long.compareUnsigned(value, 1844674407370955161L) < 0
                            || value == 1844674407370955161L && digit <= 5;
            if (!fits) {
                malformed(numberOrNot(i));
                return 0;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /**
     * How many bytes a payload has; no sign, no leading zero. -1, and malformed, if that cannot be
     * read.
     */
    public long length() {
        if (failure != null) {
            return UNREADABLE;
        }
        boolean leadingZero = to - from > 1 && bytes[from] == '0';
        boolean negative = from < to && bytes[from] == '-';
        long value = number(0, Long.MAX_VALUE);
        if (failure == ErrorKind.MALFORMED || failure == null && (leadingZero || negative)) {
            failure = null;
            malformed("not a length");
        }
        announced = failure == null ? value : UNREADABLE;
        return announced;
    }

    /**
     * How many bytes one of several payloads has, where the word tells how many they have together,
     * and the others have {@code known}.
     */
    public long length(long known) {
        long together = length();
        if (failure == null && together < known) {
            announced = UNREADABLE;
            malformed("less than its parts");
        }
        return failure == null ? together - known : UNREADABLE;
    }

    /**
     * The {@link #length()} that was read last, or -1; {@link #announced(int)} finds it where
     * something failed before.
     */
    long announced() {
        return announced;
    }

    /**
     * The length that the word at {@code index} is, whatever is wrong with the line; -1 if it is
     * none. Forgets the failure.
     */
    long announced(int index) {
        restart();
        for (int i = 0; i < index; i++) {
            word();
        }
        return word().length();
    }

    /** A whole number of any size up to 1,000 digits. */
    public BigInteger bigInteger() {
        if (isNumeral(false)) {
            return new BigInteger(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigInteger.ZERO;
    }

    /** A decimal number of any size up to 1,000 digits, with a point but no exponent. */
    public BigDecimal bigDecimal() {
        if (isNumeral(true)) {
            return new BigDecimal(new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
        }
        malformed("not a number");
        return BigDecimal.ZERO;
    }

    /**
     * A decimal number, with a point and an exponent perhaps; neither infinite nor not a number.
     */
    public double floating() {
        if (failure == null) {
            int exponent = from;
            while (exponent < to && bytes[exponent] != 'e' && bytes[exponent] != 'E') {
                exponent++;
            }
            if (isNumeral(from, exponent, true)
                    && (exponent == to || isExponent(exponent + 1))
                    && to - from <= 400) {
                double value =
                        Double.parseDouble(
                                new String(bytes, from, to - from, StandardCharsets.ISO_8859_1));
                if (!Double.isInfinite(value)) {
                    return value;
                }
                malformed("number out of range");
                return 0;
            }
            malformed("not a number");
        }
        return 0;
    }

    private boolean isExponent(int at) {
        int i = at < to && (bytes[at] == '-' || bytes[at] == '+') ? at + 1 : at;
        return to - i <= 4 && isNumeral(i, to, false) && bytes[i] != '-';
    }

    private boolean isNumeral(boolean point) {
        return failure == null && to - from <= 1_000 && isNumeral(from, to, point);
    }

    private boolean isNumeral(int numeralFrom, int numeralTo, boolean point) {
        int i =
                numeralFrom < numeralTo && bytes[numeralFrom] == '-'
                        ? numeralFrom + 1
                        : numeralFrom;
        int digits = 0;
        boolean pointed = false;
        for (; i < numeralTo; i++) {
            if (isDigit(bytes[i])) {
                digits++;
            } else if (bytes[i] == '.' && point && !pointed && digits > 0 && i < numeralTo - 1) {
                pointed = true;
            } else {
                return false;
            }
        }
        return digits > 0;
    }

    /** Which of {@code constants} the selected word is; 0, and malformed, if none. */
    public int constant(byte[][] constants) {
        if (failure == null) {
            for (int i = 0; i < constants.length; i++) {
                if (to - from == constants[i].length && matches(constants[i], from)) {
                    return i;
                }
            }
            malformed("unknown word");
        }
        return 0;
    }

    /**
     * How many words are left but for {@code reserved} ones; fails if that is none, or more than
     * {@code max}.
     */
    public int several(int max, int reserved) {
        int count = failure == null ? wordsLeft() - reserved : 0;
        if (failure == null && (count < 1 || count > max)) {
            usage(count < 1 ? "too few words" : "too many words");
        }
        return failure == null ? count : 0;
    }

    /**
     * Borrowed views of the next words, all but {@code reserved} ones: one at least, at most {@code
     * max}.
     */
    public Words words(int max, int reserved) {
        words.clear(bytes);
        for (int count = several(max, reserved); count > 0; count--) {
            word();
            words.add(from, to);
        }
        return words;
    }

    /** No words. */
    public Words noWords() {
        words.clear(bytes);
        return words;
    }

    // ---- bytes

    private int nextWord() {
        if (format.oneSpace) {
            return position == end || position == begin ? position : position + 1;
        }
        return skipBlanks(position);
    }

    private int skipBlanks(int index) {
        int i = index;
        while (i < end && bytes[i] == ' ') {
            i++;
        }
        return i;
    }

    private int wordEnd(int index) {
        int i = index;
        while (i < end && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    private boolean startsWith(byte[] prefix, int at, int limit) {
        return limit - at >= prefix.length && matches(prefix, at);
    }

    private boolean matches(byte[] word, int at) {
        if (!format.foldsCase) {
            return Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
        }
        for (int i = 0; i < word.length; i++) {
            if (fold(word[i]) != fold(bytes[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** ASCII letters in upper case; nothing else is touched. */
    private static int fold(byte value) {
        return value >= 'a' && value <= 'z' ? value - 32 : value & 0xFF;
    }

    private static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
