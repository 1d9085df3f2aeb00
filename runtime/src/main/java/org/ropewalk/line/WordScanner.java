package org.ropewalk.line;

import org.ropewalk.line.bytes.ByteArrays;

/** Moves over the words of a line, and selects them. Does nothing once something has failed. */
final class WordScanner {
    /** Digits of a reply's code, as SMTP and FTP have it. */
    private static final int CODE_DIGITS = 3;

    private final Token token;
    private final ParseStatus status;
    private LineFormat format = LineFormat.standard();
    private byte[] bytes = {};
    private int start;
    private int end;

    /** Where the command begins: after what is around it. */
    private int begin;

    /** The block whose head the line is, where there are blocks. */
    private int blockFrom;

    private int blockTo;

    /** The head, while a part of its block is read. */
    private int headStart;

    private int headBegin;
    private int headEnd;

    /** After the last word that was selected. */
    private int position;

    WordScanner(Token token, ParseStatus status) {
        this.token = token;
        this.status = status;
    }

    /** Reads from {@code line} from now on. */
    void read(byte[] line, LineFormat lineFormat) {
        bytes = line;
        format = lineFormat;
    }

    /** Goes to the begin of the line {@code [lineStart, lineEnd)}. */
    void show(int lineStart, int lineEnd) {
        start = lineStart;
        begin = lineStart;
        end = lineEnd;
        reset(lineStart);
    }

    /** The line is the head of the block {@code [from, to)}. */
    void inBlock(int from, int to) {
        blockFrom = from;
        blockTo = to;
    }

    int blockFrom() {
        return blockFrom;
    }

    int blockTo() {
        return blockTo;
    }

    /** Goes to the begin of {@code [from, to)}, until {@link #back}. */
    void within(int from, int to) {
        headStart = start;
        headBegin = begin;
        headEnd = end;
        show(from, to);
    }

    /** Goes to the end of the line. */
    void back() {
        start = headStart;
        begin = headBegin;
        end = headEnd;
        reset(end);
    }

    /** Goes to another part of the line, whose command begins at {@code commandBegin}. */
    void show(int partFrom, int partTo, int commandBegin) {
        position = partFrom;
        end = partTo;
        begin = commandBegin;
    }

    void reset(int mark) {
        position = mark;
        token.select(mark, mark);
    }

    int begin() {
        return begin;
    }

    int position() {
        return position;
    }

    int end() {
        return end;
    }

    byte[] bytes() {
        return bytes;
    }

    LineFormat format() {
        return format;
    }

    /** What was selected last ends at {@code behind}. */
    void moveTo(int behind) {
        position = behind;
    }

    /** Whether a blank is at the cursor. */
    boolean isAtBlank() {
        return position < end && isBlank(bytes[position]);
    }

    /** After the blanks at the cursor. */
    int blanksEnd() {
        return skipBlanks(position);
    }

    /** Where the word at {@code from} ends, before {@code to}. */
    int wordEnd(int from, int to) {
        int i = from;
        while (i < to && !isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Before the blanks that end at {@code to}, after {@code from}. */
    int beforeGap(int from, int to) {
        int i = to;
        while (i > from && isBlank(bytes[i - 1])) {
            i--;
        }
        return i;
    }

    /** After what separates words at {@code from}, before {@code to}. */
    int behindGap(int from, int to) {
        if (format.oneSpace) {
            return Math.min(from + 1, to);
        }
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    int start() {
        return start;
    }

    /** What was selected until now is around the command, which begins here. */
    void enclose() {
        if (position != start) {
            begin = format.oneSpace ? Math.min(position + 1, end) : skipBlanks(position);
        }
    }

    /** Whether the line has nothing but what separates words. */
    boolean isEmpty() {
        return start == end
                || !format.oneSpace && isBlank(bytes[start]) && skipBlanks(start) == end;
    }

    // ---- what comes next

    boolean isContinued(String mark) {
        int at = begin + CODE_DIGITS;
        if (end - at < mark.length()) {
            return false;
        }
        for (int i = begin; i < at; i++) {
            if (!ByteArrays.isDigit(bytes[i])) {
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

    int code() {
        int code = 0;
        int at = begin + CODE_DIGITS;
        if (at > end || at < end && ByteArrays.isDigit(bytes[at])) {
            return 0;
        }
        for (int i = begin; i < at; i++) {
            if (!ByteArrays.isDigit(bytes[i])) {
                return 0;
            }
            code = code << Byte.SIZE | bytes[i];
        }
        return code;
    }

    boolean hasWord() {
        return status.ok() && (format.oneSpace ? position < end : skipBlanks(position) < end);
    }

    int wordsLeft() {
        return words(position);
    }

    /** How many words the command has, its verb among them. */
    int words() {
        return words(begin);
    }

    private int words(int from) {
        int count = 0;
        int i = from;
        while (true) {
            i = skipBlanks(i);
            if (i == end) {
                return count;
            }
            count++;
            i = isColon(i) ? end : wordEnd(i);
        }
    }

    /** Whether the next word is one of {@code constants}. */
    boolean nextIsOneOf(byte[][] constants) {
        for (byte[] constant : constants) {
            if (nextIs(constant)) {
                return true;
            }
        }
        return false;
    }

    /** How many words follow a colon: one or none. */
    int trailingWords() {
        int i = skipBlanks(position);
        while (i < end && !isColon(i)) {
            i = skipBlanks(wordEnd(i));
        }
        return i < end ? 1 : 0;
    }

    boolean nextIs(byte[] word) {
        int next = nextWord();
        return nextEnd(next) - next == word.length && format.matches(word, bytes, next);
    }

    boolean nextStartsWith(byte[] prefix) {
        int next = nextWord();
        return format.startsWith(prefix, bytes, next, nextEnd(next));
    }

    boolean nextIsNumber() {
        int next = nextWord();
        int last = nextEnd(next);
        int i = next < last && bytes[next] == '-' ? next + 1 : next;
        if (i == last) {
            return false;
        }
        while (i < last && ByteArrays.isDigit(bytes[i])) {
            i++;
        }
        return i == last;
    }

    /** Where the next word begins, after the colon if it has one. */
    private int nextWord() {
        if (format.oneSpace) {
            return position == end || position == begin && !isAtBlank() ? position : position + 1;
        }
        int next = skipBlanks(position);
        return isColon(next) ? next + 1 : next;
    }

    /** Where the word ends that begins at {@code next}: after a colon, with the line. */
    private int nextEnd(int next) {
        return next > begin && isColon(next - 1) ? end : wordEnd(next);
    }

    /** Whether a colon is there that begins the last word; {@code index} is a word's begin. */
    private boolean isColon(int index) {
        return format.trailing && index != begin && index < end && bytes[index] == ':';
    }

    private int skipBlanks(int index) {
        int i = index;
        while (i < end && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    private boolean isBlank(byte value) {
        return value == ' ' || value == '\t' && format.readsTabs;
    }

    private int wordEnd(int index) {
        int last = format.wordLimit(bytes, index, end);
        int i = index;
        while (i < last && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    // ---- selectors

    /**
     * Selects the first word; its bytes, packed after a 1, which tells how many they are. The last
     * is 0 where there are more than seven, so that they are not those of a shorter word.
     */
    long verb() {
        int from = format.oneSpace ? begin : skipBlanks(begin);
        int last = format.wordLimit(bytes, from, end);
        int i = from;
        long bits = 1;
        if (format.foldsCase) {
            for (; i < last && bytes[i] != ' '; i++) {
                bits = Long.rotateLeft(bits, 8) ^ ByteArrays.upper(bytes[i]);
            }
        } else {
            for (; i < last && bytes[i] != ' '; i++) {
                bits = Long.rotateLeft(bits, 8) ^ bytes[i] & 0xFF;
            }
        }
        token.select(from, i);
        position = i;
        return i - from >= Long.BYTES ? bits << Byte.SIZE : bits;
    }

    void word() {
        if (!status.ok()) {
            return;
        }
        int from = position;
        if (format.oneSpace) {
            if (from == end) {
                token.usage("too few words");
                return;
            }
            from += from == begin ? 0 : 1;
        } else {
            from = skipBlanks(from);
        }
        if (isColon(from)) {
            last(from);
            oneWord(from + 1);
            return;
        }
        int last = format.wordLimit(bytes, from, end);
        int to = from;
        while (to < last && bytes[to] != ' ') {
            to++;
        }
        token.select(from, to);
        if (from < to) {
            position = to;
        } else if (format.oneSpace) {
            token.malformed("empty word");
        } else {
            token.usage("too few words");
        }
    }

    private void last(int colon) {
        token.select(colon + 1, end);
        position = end;
    }

    /** What follows the colon must be a word as others are, that could be written again. */
    private void oneWord(int from) {
        if (from == end) {
            token.usage("too few words");
        } else if (bytes[from] == ':') {
            token.malformed("a colon at the begin of a word");
        } else if (wordEnd(from) != end) {
            token.malformed("a blank in a word");
        }
    }

    void trailing() {
        int i = status.ok() ? skipBlanks(position) : end;
        if (isColon(i)) {
            last(i);
        } else {
            word();
        }
    }

    void rest() {
        if (!status.ok()) {
            return;
        }
        if (position == end && position != begin) {
            token.usage("too few words");
            return;
        }
        token.select(position == begin ? begin : position + 1, end);
        position = end;
    }

    /** What is left between {@code prefix} and {@code tail}. */
    void rest(byte[] prefix, byte[] tail) {
        rest();
        if (!status.ok()) {
            return;
        }
        int from = token.from() + prefix.length;
        int to = token.to() - tail.length;
        if (from <= to
                && format.startsWith(prefix, bytes, token.from(), end)
                && format.startsWith(tail, bytes, to, end)) {
            token.select(from, to);
        } else {
            token.usage("wrong words");
        }
    }

    void skipRest() {
        position = end;
    }

    /** How many words are left but for {@code reserved} ones: one at least, at most {@code max}. */
    int several(int max, int reserved) {
        int count = status.ok() ? wordsLeft() - reserved : 0;
        if (status.ok() && (count < 1 || count > max)) {
            token.usage(count < 1 ? "too few words" : "too many words");
        }
        return status.ok() ? count : 0;
    }

    /** Whether the whole line was read and nothing has failed. */
    boolean isRead() {
        if (status.ok()) {
            int rest = format.oneSpace ? position : skipBlanks(position);
            if (rest != end) {
                if (format.oneSpace && rest + 1 == end) {
                    token.malformed("blank at the end");
                } else {
                    token.usage("too many words");
                }
            }
        }
        return status.ok();
    }
}
