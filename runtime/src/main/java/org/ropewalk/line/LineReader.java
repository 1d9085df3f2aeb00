package org.ropewalk.line;

/**
 * A cursor over the words of one line. A <em>selector</em> ({@link #word()}, {@link #rest()},
 * {@link #piece()} …) moves to the next part of the line, a <em>reading</em> ({@link #text()},
 * {@link #number} …) makes a value of what is selected: {@code line.word().number(0, 9)}. The first
 * failure sticks, what is read after it is of no use, and nothing throws: {@link #end()} or {@link
 * #ok()} tells at the end. One reader serves all connections of a loop; it is valid until the
 * handler returns.
 */
public final class LineReader extends LineCursor {
    /** A power of two. */
    private static final int WORDS = 8;

    /** Inside a word that consists of pieces: what was not selected of it. */
    private int open;

    private int openEnd;

    /** Inside a word that is a list: what was not selected of it. */
    private int parts;

    private int partsEnd;
    private int partsLeft;

    /** The name of a named word. */
    private int nameFrom;

    private int nameTo;
    private int verbFrom;
    private int verbTo;
    private long verbBits;

    /** Borrowed sequences of words, each reused after the others. */
    private final Words[] words = new Words[WORDS];

    private int nextWords;
    private boolean lendsWords;

    /** A reader of nothing. */
    public LineReader() {}

    /** Shows the line {@code bytes[start, end)}; returns this. */
    public LineReader show(
            byte[] shownBytes, int shownStart, int shownEnd, LineFormat shownFormat) {
        expire();
        bytes = shownBytes;
        start = shownStart;
        begin = shownStart;
        end = shownEnd;
        format = shownFormat;
        verbFrom = shownStart;
        verbTo = shownStart;
        concealing = null;
        reset(shownStart);
        return this;
    }

    @Override
    void expire() {
        super.expire();
        if (lendsWords) {
            lendsWords = false;
            for (Words lent : words) {
                if (lent != null) {
                    lent.expire();
                }
            }
        }
    }

    private Words lendWords() {
        int at = nextWords++ & WORDS - 1;
        if (words[at] == null) {
            words[at] = new Words();
        }
        lendsWords = true;
        words[at].clear(bytes);
        return words[at];
    }

    /** Lets go of the line. */
    public void clear() {
        show(NOTHING, 0, 0, format);
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

    /** Goes back to the command's begin. */
    public void restart() {
        reset(begin);
    }

    /**
     * What was read until now stands around the command, which begins here. False if it could not
     * be read: the command then begins with the line.
     */
    public boolean enclose() {
        boolean read = failure == null;
        if (read) {
            begin =
                    position == start
                            ? start
                            : format.oneSpace ? Math.min(position + 1, end) : skipBlanks(position);
        }
        reset(begin);
        return read;
    }

    /** What the line's command is called in logs. */
    public String commandText() {
        return concealing == null ? verbText() : concealing;
    }

    /** Selects the first word, wherever the cursor is; false if there is none. */
    public boolean verb() {
        reset(begin);
        earlierMessage = null;
        announced = UNREADABLE;
        int i = format.oneSpace ? begin : skipBlanks(begin);
        int last = wordLimit(i);
        from = i;
        long bits = 0;
        if (format.foldsCase) {
            for (; i < last && bytes[i] != ' '; i++) {
                bits = Long.rotateLeft(bits, 8) ^ fold(bytes[i]);
            }
        } else {
            for (; i < last && bytes[i] != ' '; i++) {
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

    /**
     * Whether the line, which has not come whole, has blanks in front of a verb that is cut off.
     */
    public boolean isVerbCut() {
        return verb() && position == end && from > begin;
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
        if (isColon(i)) {
            return last(i).oneWord();
        }
        int last = wordLimit(i);
        from = i;
        while (i < last && bytes[i] != ' ') {
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

    /** What stands behind the colon must be a word as others are, that could be written again. */
    private LineReader oneWord() {
        if (from == to) {
            usage("too few words");
        } else if (bytes[from] == ':') {
            malformed("a colon at the begin of a word");
        } else if (wordEnd(from) != to) {
            malformed("a blank in a word");
        }
        return this;
    }

    /** Selects the last word: all behind a colon, possibly nothing, or a word like others. */
    public LineReader trailing() {
        int i = failure == null ? skipBlanks(position) : end;
        return isColon(i) ? last(i) : word();
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

    /** Begins to go through the parts of the selected word; {@link #part} selects {@code max}. */
    public void list(int max) {
        parts = from;
        partsEnd = from == to ? from : to + 1;
        partsLeft = max;
    }

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
        if (partsLeft-- == 0) {
            usage("too many words");
            return false;
        }
        int i = parts;
        int last = delimiter == ' ' ? Math.min(partsEnd - 1, wordLimit(i)) : partsEnd - 1;
        while (i < last && bytes[i] != delimiter) {
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

    /** Moves over the next word if it is {@code word}; else stays, and returns false. */
    public boolean flag(byte[] word) {
        if (failure != null || !nextIs(word)) {
            return false;
        }
        word();
        return true;
    }

    /** Moves over the next word, which must be {@code word}. */
    public void literal(byte[] word) {
        word();
        if (failure == null && !(to - from == word.length && matches(word, from))) {
            usage("wrong words");
        }
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
        Words lent = lendWords();
        for (int count = several(max, reserved); count > 0; count--) {
            word();
            lent.add(from, to);
        }
        return lent;
    }

    /** No words. */
    public Words noWords() {
        return lendWords();
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
     * The length that the word at {@code index} is, whatever is wrong with the line; -1 if it is
     * none. Forgets the failure.
     */
    public long announced(int index) {
        restart();
        for (int i = 0; i < index; i++) {
            word();
        }
        return word().length();
    }
}
