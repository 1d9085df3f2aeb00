package org.ropewalk.line;

import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.resp.RespElements;
import org.ropewalk.line.words.Escapes;
import org.ropewalk.line.words.Quotes;
import org.ropewalk.line.words.WordQuoter;

/**
 * The end of a value inside a line: a literal, a blank, the end of the line, or a number of
 * characters. Both sides use it: a reader finds the end, a writer refuses a value that a reader
 * would end elsewhere. Immutable; made once by generated code.
 *
 * <p>In the texts of its literals LF represents what separates words, as no literal holds one.
 */
@ForGeneratedCode
public final class TextEnd {
    /** Stands for what separates words. */
    private static final byte SEPARATOR = '\n';

    private final LineFormat format;
    private final byte[][] literals;

    /** The bytes with which literals begin. */
    private final boolean[] begins = new boolean[256];

    /** Whether a blank ends it. */
    private final boolean word;

    /** Whether the line's end ends it. */
    private final boolean lineEnd;

    /** How many characters it has; 0 if that is not fixed. */
    private final int width;

    /** How the words before it are written, where they are several; null where that is plain. */
    private final @Nullable Quotes words;

    private TextEnd(
            LineFormat format, boolean word, boolean lineEnd, int width, String... literals) {
        this(format, null, word, lineEnd, width, literals);
    }

    private TextEnd(
            LineFormat format,
            @Nullable Quotes words,
            boolean word,
            boolean lineEnd,
            int width,
            String... literals) {
        this.format = format;
        this.words = words;
        this.word = word;
        this.lineEnd = lineEnd;
        this.width = width;
        this.literals = new byte[literals.length][];
        for (int i = 0; i < literals.length; i++) {
            this.literals[i] = format.text(literals[i]);
            begin(this.literals[i][0]);
        }
    }

    private void begin(byte first) {
        if (first == SEPARATOR) {
            begins[' '] = true;
            begins['\t'] |= format.readsTabs;
        } else {
            int upper = ByteArrays.upper(first);
            begins[first & 0xFF] = true;
            begins[upper] = true;
            boolean letter = format.foldsCase && upper >= 'A' && upper <= 'Z';
            begins[letter ? upper + ('a' - 'A') : upper] = true;
        }
    }

    /** The end of a text, which may have blanks: before the first of {@code literals}. */
    public static TextEnd ofText(LineFormat format, String... literals) {
        return new TextEnd(format, false, false, 0, literals);
    }

    /** As {@link #ofText}, or at the end of the line. */
    public static TextEnd ofLastText(LineFormat format, String... literals) {
        return new TextEnd(format, false, true, 0, literals);
    }

    /** The end of words, which may be in quotes: before the first of {@code literals}. */
    public static TextEnd ofWords(LineFormat format, String... literals) {
        return new TextEnd(format, format.quotes, false, false, 0, literals);
    }

    /** As {@link #ofWords}, or at the end of the line. */
    public static TextEnd ofLastWords(LineFormat format, String... literals) {
        return new TextEnd(format, format.quotes, false, true, 0, literals);
    }

    /**
     * The end of a word: before the first of {@code literals}, at a blank, or at the end of the
     * line.
     */
    public static TextEnd ofWord(LineFormat format, String... literals) {
        return new TextEnd(format, true, true, 0, literals);
    }

    /** The end of a value of exactly {@code width} characters. */
    public static TextEnd behind(LineFormat format, int width) {
        return new TextEnd(format, false, false, width);
    }

    // ---- reading

    /** Whether a backslash begins an escape, which ends nothing. */
    boolean isEscaping() {
        return format.quotes != null && format.quotes.isEscaping();
    }

    /** After the byte at {@code at}, or after the escape that begins with it. */
    private int behindByte(byte[] bytes, int at, int to) {
        Quotes quotes = format.quotes;
        return at + (quotes == null ? 1 : Escapes.length(quotes, bytes, at, to));
    }

    /** Whether it ends a word, and not a text. */
    boolean isWord() {
        return word;
    }

    /** Where what begins at {@code from} ends, before {@code to}; -1 if it does not. */
    int find(byte[] bytes, int from, int to, boolean escapes) {
        if (width > 0) {
            return behind(bytes, from, to);
        }
        if (words != null && !isEscaping()) {
            return findBehindWords(words, bytes, from, to);
        }
        if (escapes && isEscaping()) {
            return findBehindEscapes(bytes, from, to);
        }
        for (int i = from; i < to; i++) {
            if (begins[bytes[i] & 0xFF] && isAt(bytes, i, to) || word && isBlank(bytes[i])) {
                return i;
            }
        }
        return lineEnd ? to : -1;
    }

    private int findBehindEscapes(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i = behindByte(bytes, i, to)) {
            if (begins[bytes[i] & 0xFF] && isAt(bytes, i, to) || word && isBlank(bytes[i])) {
                return i;
            }
        }
        return lineEnd ? to : -1;
    }

    private int findBehindWords(Quotes quotes, byte[] bytes, int from, int to) {
        for (int i = from; i < to; i = behindWord(quotes, bytes, from, i, to)) {
            if (begins[bytes[i] & 0xFF] && isAt(bytes, i, to)) {
                return i;
            }
        }
        return lineEnd ? to : -1;
    }

    /** After the word at {@code at} that is written otherwise than it is; else the next byte. */
    private int behindWord(Quotes quotes, byte[] bytes, int from, int at, int to) {
        boolean written = (at == from || isBlank(bytes[at - 1])) && quotes.begins(bytes[at]);
        return Math.max(at + 1, written ? quotes.end(bytes, at, to) : at);
    }

    /** As {@link #find}, but before the last literal. */
    int findLast(byte[] bytes, int from, int to) {
        for (int i = to - 1; i >= from; i--) {
            if (begins[bytes[i] & 0xFF] && isAt(bytes, i, to)) {
                return i;
            }
        }
        return -1;
    }

    /** Whether one of the literals, or the line's end, is at {@code at}. */
    boolean stands(byte[] bytes, int at, int to) {
        return at == to ? lineEnd : begins[bytes[at] & 0xFF] && isAt(bytes, at, to);
    }

    private boolean isAt(byte[] bytes, int at, int to) {
        for (byte[] literal : literals) {
            if (literal.length <= to - at && common(literal, bytes, at, to) == literal.length) {
                return true;
            }
        }
        return false;
    }

    /** How many bytes of {@code literal} are at {@code at}. */
    private int common(byte[] literal, byte[] bytes, int at, int to) {
        int count = 0;
        while (count < literal.length
                && at + count < to
                && same(literal[count], bytes[at + count])) {
            count++;
        }
        return count;
    }

    private boolean same(byte literal, byte value) {
        if (literal == SEPARATOR) {
            return isBlank(value);
        }
        return literal == value
                || format.foldsCase && ByteArrays.upper(literal) == ByteArrays.upper(value);
    }

    private boolean isBlank(byte value) {
        return value == ' ' || value == '\t' && format.readsTabs;
    }

    /** After as many characters as it has; -1 if there are fewer. */
    private int behind(byte[] bytes, int from, int to) {
        int i = from;
        for (int count = 0; count < width; count++) {
            if (i == to || bytes[i] == ' ') {
                return -1;
            }
            i++;
            while (format.utf8 && i < to && (bytes[i] & 0xC0) == 0x80) {
                i++;
            }
        }
        return i;
    }

    // ---- writing

    // ---- a value that may be written in several ways

    /**
     * Begins to write a value of several forms: what is refused takes back the form alone, until
     * {@link #attempted}.
     *
     * @return the attempt around it, for {@code attempted}
     */
    public static long attempt(LineWriter writer) {
        RespElements elements = writer.elementsIfAny();
        if (elements != null) {
            elements.attempt();
        }
        return writer.quoter.attempt(writer.output());
    }

    /** Takes back what was written of a form, for the next one. */
    public static void retry(LineWriter writer) {
        writer.quoter.retry(writer.output());
        RespElements elements = writer.elementsIfAny();
        if (elements != null) {
            elements.retry(writer.part());
        }
    }

    /** Ends the attempts to write a value. */
    public static void attempted(LineWriter writer, long outer) {
        writer.quoter.attempted(outer);
        RespElements elements = writer.elementsIfAny();
        if (elements != null) {
            elements.attempted();
        }
    }

    // ---- values that are written in a particular way

    /**
     * Writes a blank and a named word, {@code NAME=value}, or {@code NAME} if the value is empty.
     */
    public static void named(LineWriter writer, String name, String value) {
        check(writer, name.indexOf('=') >= 0 ? "an equals sign in a name" : null);
        int from = writer.space().compose();
        writer.word(name);
        if (!value.isEmpty()) {
            writer.output().write((byte) '=');
            writer.piece(value);
        }
        writer.composed(from);
    }

    /**
     * Checks the size of a list of words that is written next, which must not be empty.
     *
     * @throws IllegalArgumentException if it is, or if it has more words than may be written
     */
    public static void several(LineWriter writer, int size) {
        check(writer, size == 0 ? "an empty list where a word must be" : null);
        writer.list(size);
    }

    /** Ends a part of a word that may not be quoted: it is refused if it had to be. */
    public static void bare(LineWriter writer, int from) {
        check(writer, writer.quoter.bare(writer.output(), from));
    }

    /**
     * Ends an element of a list that began at {@code from}: it may not be empty, nor hold {@code
     * delimiter}.
     */
    public static void element(LineWriter writer, int from, char delimiter) {
        check(writer, WordQuoter.partFault(writer.output(), from, delimiter));
    }

    private static void check(LineWriter writer, @Nullable String fault) {
        if (fault != null) {
            throw writer.refuse(fault);
        }
    }

    /**
     * Refuses a line of whose optional part some values are there and others are not.
     *
     * @throws IllegalArgumentException always
     */
    public static void incomplete(LineWriter writer) {
        throw writer.refuse("an optional part without all of its values");
    }

    /** Writes the bare word for no value, which the content of a word in quotes cannot have. */
    public static void nil(LineWriter writer, byte[] word) {
        if (!writer.quoter.isOn()) {
            throw writer.refuse("no value, inside a word in quotes");
        }
        writer.raw(word);
    }

    /** Writes without quotes and escapes from now on, or with them again. */
    public static void verbatim(LineWriter writer, boolean without) {
        writer.quoter.verbatim(without);
    }

    /** Writes text as a piece of a word, and {@link #check checks} it. */
    public void piece(LineWriter writer, String text) {
        int from = writer.part();
        check(writer.piece(text), from);
    }

    /** Writes bytes as a piece of a word, and {@link #check checks} them. */
    public void piece(LineWriter writer, Bytes bytes) {
        int from = writer.part();
        check(writer.piece(bytes), from);
    }

    /** Writes bytes as a piece of a word, and {@link #check checks} them. */
    public void piece(LineWriter writer, Slice bytes) {
        int from = writer.part();
        check(writer.piece(bytes), from);
    }

    /** Writes bytes as a piece of a word, and {@link #check checks} them. */
    public void piece(LineWriter writer, byte[] bytes) {
        int from = writer.part();
        check(writer.piece(bytes), from);
    }

    /**
     * Checks the value that was written last, from {@code from} on: a reader must find its end
     * after it, whatever of what may follow it does.
     *
     * @throws IllegalArgumentException if it would end elsewhere
     */
    public void check(LineWriter writer, int from) {
        byte[] bytes = writer.array();
        int to = writer.part();
        if (width > 0) {
            boolean written =
                    isQuoted(bytes, from, to) || writer.quoter.isOn() && hasEscape(bytes, from, to);
            if (behind(bytes, from, to) != to || written) {
                throw writer.refuse("a value that has not exactly " + width + " characters");
            }
            return;
        }
        if (word && isQuoted(bytes, from, to)) {
            return;
        }
        for (int i = from; i < to; ) {
            int next =
                    words == null || isEscaping()
                            ? writer.quoter.isOn() ? behindByte(bytes, i, to) : i + 1
                            : behindWord(words, bytes, from, i, to);
            if (next == i + 1 && begins[bytes[i] & 0xFF]) {
                check(writer, bytes, i, to);
            }
            i = next;
        }
    }

    private boolean hasEscape(byte[] bytes, int from, int to) {
        return isEscaping() && ByteArrays.find(bytes, from, to, '\\') < to;
    }

    /** Whether the value is one word that is written otherwise than it is. */
    private boolean isQuoted(byte[] bytes, int from, int to) {
        Quotes quotes = format.quotes;
        return quotes != null
                && from < to
                && quotes.begins(bytes[from])
                && quotes.end(bytes, from, to) == to;
    }

    /**
     * Checks that the last value, from {@code from} on, begins with none of the literals. Otherwise
     * a reader would take its optional part for missing.
     *
     * @throws IllegalArgumentException if it does, or is empty
     */
    public void checkBegin(LineWriter writer, int from) {
        if (writer.part() == from) {
            throw writer.refuse("an empty value in an optional part");
        }
        check(writer, writer.array(), from, writer.part());
    }

    /**
     * Checks that an optional part from {@code from} on is not of blanks alone, which would be read
     * as no part.
     *
     * @throws IllegalArgumentException if it is, or is empty
     */
    public static void checkThere(LineWriter writer, int from) {
        byte[] bytes = writer.array();
        for (int at = from; at < writer.part(); at++) {
            if (bytes[at] != ' ' && bytes[at] != '\t') {
                return;
            }
        }
        throw writer.refuse("a blank value in an optional part");
    }

    /**
     * Checks that a value from {@code from} on does not begin with a literal, as it would be taken
     * for the optional part before it.
     *
     * @throws IllegalArgumentException if it does
     */
    public void checkOther(LineWriter writer, int from) {
        if (from < writer.part() && stands(writer.array(), from, writer.part())) {
            throw writer.refuse("a value that begins like the optional part before it");
        }
    }

    /**
     * Checks that the text at {@code at} does not begin with the literal of an optional part that
     * is missing there.
     *
     * @param at where it would stand; negative if it is there
     * @throws IllegalArgumentException if it seems to be there
     */
    public void checkMissing(LineWriter writer, int at) {
        if (at >= 0 && seemsToStand(literals[0], writer.array(), at, writer.part())) {
            throw writer.refuse("a text that begins like the optional part before it");
        }
    }

    /**
     * Checks that a reader finds an optional part where it is, and only there.
     *
     * @throws IllegalArgumentException if what follows would be read as the part, or the part as
     *     what follows
     */
    public static void checkPart(LineWriter writer, boolean isThere, boolean isFound) {
        if (isThere != isFound) {
            throw writer.refuse(
                    isThere
                            ? "an optional part that would be read as what follows it"
                            : "a text that would be read as the optional part before it");
        }
    }

    /** As the other method, if one of {@code longer} is at that place. */
    public void checkMissing(LineWriter writer, int at, TextEnd longer) {
        if (at >= 0 && !longer.stands(writer.array(), at, writer.part())) {
            checkMissing(writer, at);
        }
    }

    /** Several blanks before it may count as one; the line's end ends a word, too. */
    private boolean seemsToStand(byte[] literal, byte[] bytes, int at, int to) {
        int from = at;
        if (literal[0] == SEPARATOR && !format.oneSpace) {
            while (from + 1 < to && isBlank(bytes[from]) && isBlank(bytes[from + 1])) {
                from++;
            }
        }
        int common = common(literal, bytes, from, to);
        boolean word = literal[literal.length - 1] == SEPARATOR;
        return common == literal.length
                || word && common == literal.length - 1 && from + common == to;
    }

    private void check(LineWriter writer, byte[] bytes, int at, int to) {
        for (byte[] literal : literals) {
            int common = common(literal, bytes, at, to);
            if (common == literal.length || at + common == to && mayGoOn(literal, common)) {
                throw writer.refuse("a value that contains its end: " + shown(literal));
            }
        }
    }

    /** Whether what follows the value may be what is left of {@code literal} from {@code from}. */
    private boolean mayGoOn(byte[] literal, int from) {
        for (byte[] next : literals) {
            int i = 0;
            while (i < next.length && from + i < literal.length && next[i] == literal[from + i]) {
                i++;
            }
            if (i == next.length || from + i == literal.length) {
                return true;
            }
        }
        return false;
    }

    /**
     * Checks that none of the literals is in the line after {@code at}, where the value ends before
     * the last one.
     *
     * @throws IllegalArgumentException if one does
     */
    public void checkLast(LineWriter writer, int at) {
        int last = findLast(writer.array(), at, writer.part());
        if (last > at) {
            throw writer.refuse("what ends an earlier value, a second time: " + shown(literals[0]));
        }
    }

    /**
     * Writes a number with zeros before it, so that it has as many characters as it must.
     *
     * @throws IllegalArgumentException if it has more
     */
    public void number(LineWriter writer, long value) {
        String digits = Long.toUnsignedString(value < 0 ? -value : value);
        int zeros = width - digits.length() - (value < 0 ? 1 : 0);
        if (zeros < 0) {
            throw writer.refuse("a number of more than " + width + " characters");
        }
        writer.word((value < 0 ? "-" : "") + "0".repeat(zeros) + digits);
    }

    /**
     * Checks that the value that was written last, from {@code from} on, is not one that {@code
     * other} reads: that has another meaning.
     *
     * @throws IllegalArgumentException if it is
     */
    public static void unlike(LineWriter writer, int from, LinePattern other) {
        if (other.matches(writer.array(), from, writer.part())) {
            throw writer.refuse("a value that would be read as \"" + other + "\"");
        }
    }

    private static String shown(byte[] literal) {
        StringBuilder shown = new StringBuilder("\"");
        for (byte each : literal) {
            if (each == SEPARATOR) {
                shown.append(' ');
            } else if (each == '\t') {
                shown.append("\\t");
            } else {
                shown.append(
                        ByteArrays.isControl(each) || each < 0
                                ? String.format("\\u%04X", each & 0xFF)
                                : String.valueOf((char) each));
            }
        }
        return shown.append('"').toString();
    }
}
