package org.ropewalk.line;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.VerbBits;
import org.ropewalk.line.words.Escapes;
import org.ropewalk.line.words.RespWords;
import org.ropewalk.line.words.WordContent;
import org.ropewalk.line.words.WordForm;

/**
 * Moves over the words of a line, as they are written, and selects their content. Does nothing once
 * something has failed.
 */
final class WordScanner {
    /** What is wrong where {@link #isGlued}. */
    private static final String GLUED = "no blank between two words";

    private final Token token;
    private final ParseStatus status;
    private LineFormat format = LineFormat.standard();
    private byte[] bytes = {};

    /** How words are written; null where their content is between blanks. */
    private @Nullable WordForm form;

    /** Whether words are what stands between blanks, of which several count as one. */
    private boolean plain;

    /** What was shown, while the content of one of its words is read as a line of its own. */
    private byte[] frame = {};

    private @Nullable WordForm frameForm;

    final WordContent content = new WordContent();
    private int start;
    private int end;

    /** Where the command begins: after what is around it. */
    private int begin;

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
        frame = line;
        bytes = line;
        format = lineFormat;
        form(lineFormat.wordForm());
        boolean severalBlanks = !format.oneSpace && !format.readsTabs;
        plain = severalBlanks && form == null && format.resp() == null && !format.trailing;
    }

    /** Words are written in {@code frameWords} from now on; null where they are as they stand. */
    void form(@Nullable WordForm frameWords) {
        frameForm = frameWords;
        form = frameWords;
    }

    /** How words are written; null where their content is between blanks. */
    @Nullable WordForm form() {
        return form;
    }

    /** Shows another line of what is read, {@code [lineStart, lineEnd)}, and goes to its begin. */
    void begin(int lineStart, int lineEnd) {
        if (frameForm != null) {
            if (isArray()) {
                form(format.wordForm());
            }
            leaveContent();
            status.whole();
            content.expire(lineStart);
        }
        show(lineStart, lineEnd);
    }

    /** What is shown is an array of RESP, whose first element is at {@code first}. */
    void array(int first) {
        form(RespWords.ELEMENTS);
        begin = first;
        reset(first);
    }

    /** Whether what is shown is an array of RESP. */
    boolean isArray() {
        return frameForm == RespWords.ELEMENTS;
    }

    /**
     * Whether values may hold every control in {@code line[from, to)}. An element of an array of
     * RESP holds any bytes.
     */
    boolean allowsInValues(byte[] line, int from, int to) {
        return isArray() || format.allowsInValues(line, from, to);
    }

    /** The array with the contents that are not in the frame as they are. */
    byte[] copies() {
        return content.copies();
    }

    /** What is selected, the content of a word, is read as words that stand between blanks. */
    void enterContent() {
        bytes = token.array();
        form = null;
    }

    /** The frame is read again. */
    void leaveContent() {
        bytes = frame;
        form = frameForm;
    }

    /** Goes to the begin of {@code [lineStart, lineEnd)}. */
    private void show(int lineStart, int lineEnd) {
        start = lineStart;
        begin = lineStart;
        end = lineEnd;
        reset(lineStart);
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

    /** Where the word at {@code from} ends, before {@code to}. */
    int wordEnd(int from, int to) {
        if (form != null) {
            int behind = form.end(bytes, from, to);
            return behind < 0 ? to : behind;
        }
        int i = from;
        while (i < to && !isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    /** Where what stands without a blank at {@code from} ends: literals, and words in quotes. */
    int gluedEnd(int from, int to) {
        int behind = wordEnd(from, to);
        if (form != null && form.isSeparated()) {
            while (behind < to && !isBlank(bytes[behind])) {
                behind = Math.max(behind + 1, wordEnd(behind, to));
            }
        }
        return behind;
    }

    /** Before the blanks that end at {@code to}, after {@code from}. */
    int beforeGap(int from, int to) {
        int i = to;
        while (i > from && isBlank(bytes[i - 1]) && !Escapes.isEscaped(form, bytes, from, i - 1)) {
            i--;
        }
        return i;
    }

    /** After what separates words at {@code from}, before {@code to}. */
    int behindGap(int from, int to) {
        return format.oneSpace ? Math.min(from + 1, to) : skipBlanks(from, to);
    }

    int start() {
        return start;
    }

    /** What was selected until now is around the command, which begins here. */
    void enclose() {
        if (position != start) {
            begin = format.oneSpace ? position + (isAtBlank() ? 1 : 0) : skipBlanks(position);
        }
    }

    /** Whether the line has nothing but what separates words. */
    boolean isEmpty() {
        // Mostly it begins with a letter.
        return start == end
                || bytes[start] <= ' '
                        && !format.oneSpace
                        && isBlank(bytes[start])
                        && skipBlanks(start) == end;
    }

    // ---- what comes next

    boolean hasWord() {
        return status.ok() && (format.oneSpace ? position < end : skipBlanks(position) < end);
    }

    /** Whether a blank, which separates no words there, is at the begin of the command. */
    boolean isIndented() {
        return format.oneSpace && position == begin && isAtBlank();
    }

    /** Whether a colon is there that begins the last word; {@code index} is a word's begin. */
    boolean isColon(int index) {
        return format.trailing && index != begin && index < end && bytes[index] == ':';
    }

    int skipBlanks(int index) {
        return skipBlanks(index, end);
    }

    private int skipBlanks(int from, int to) {
        int i = from;
        while (i < to && isBlank(bytes[i])) {
            i++;
        }
        return i;
    }

    boolean isBlank(byte value) {
        return value == ' ' || value == '\t' && format.readsTabs;
    }

    /**
     * Whether a word has ended at {@code at} where no blank is: at a quote, or behind one, and at
     * what ends words.
     */
    boolean isGlued(int at) {
        return form != null && at > begin && at < end && form.isSeparated() && !isBlank(bytes[at]);
    }

    int wordEnd(int index) {
        if (form != null) {
            return Math.max(index + 1, wordEnd(index, end));
        }
        return ByteArrays.blank(bytes, index, format.wordLimit(bytes, index, end));
    }

    // ---- selectors

    /** Selects the first word, and packs its bytes: see {@link VerbBits}. */
    long verb() {
        int from = begin;
        // Mostly the line begins with a verb of a few bytes.
        if (form == null && !format.readsTabs && from <= bytes.length - Long.BYTES) {
            long word = VerbBits.word(bytes, from);
            int length = Math.min(VerbBits.blank(word), end - from);
            if (length > 0 && length < Long.BYTES) {
                position = from + length;
                token.select(from, position);
                return VerbBits.packed(word, length, format.foldsCase);
            }
        }
        return anyVerb();
    }

    private long anyVerb() {
        int from = format.oneSpace ? begin : skipBlanks(begin);
        if (form != null) {
            return writtenVerb(form, from);
        }
        position = wordEnd(from);
        token.select(from, position);
        return VerbBits.of(bytes, from, position, format.foldsCase);
    }

    /** A verb with escapes is no command's, whatever it is. */
    private long writtenVerb(WordForm words, int from) {
        position = wordEnd(from, end);
        long span = words.content(bytes, from, position);
        int to = span < 0 ? position : (int) span;
        int at = span < 0 ? from : (int) (span >>> Integer.SIZE);
        token.select(bytes, at, to);
        return VerbBits.of(bytes, at, to, format.foldsCase);
    }

    void word() {
        if (!status.ok()) {
            return;
        }
        // Mostly one blank is before a word, and what is behind it is no blank.
        int next = position + 1;
        if (plain && isLetter(next) && bytes[position] == ' ') {
            position = ByteArrays.blank(bytes, next, end);
            token.select(next, position);
            return;
        }
        anyWord();
    }

    private boolean isLetter(int index) {
        return index < end && bytes[index] > ' ';
    }

    private void anyWord() {
        int from = position;
        if (isGlued(from)) {
            token.malformed(GLUED);
            return;
        }
        if (format.oneSpace) {
            if (from == end) {
                token.usage("too few words");
                return;
            }
            from += from == begin ? 0 : 1;
        } else {
            from = skipBlanks(from);
        }
        if (form != null) {
            written(form, from);
            return;
        }
        if (isColon(from)) {
            last(from);
            oneWord(from + 1);
            return;
        }
        int to = ByteArrays.blank(bytes, from, format.wordLimit(bytes, from, end));
        token.select(from, to);
        if (from < to) {
            position = to;
        } else if (format.oneSpace) {
            token.malformed("empty word");
        } else {
            token.usage("too few words");
        }
    }

    /** Selects {@code [from, to)} as it is. */
    void select(int from, int to) {
        if (form == null) {
            token.select(from, to);
        } else {
            token.select(bytes, from, to);
        }
    }

    /** Selects the content of the word that is written at {@code from}, and moves behind it. */
    void written(WordForm words, int from) {
        int behind = words.end(bytes, from, end);
        if (behind < 0) {
            token.malformed("a word with an unbalanced quote or an unknown escape");
        } else if (behind == from && format.oneSpace && from < end && isBlank(bytes[from])) {
            token.malformed("empty word");
        } else if (behind == from) {
            token.usage(from == end ? "too few words" : "wrong words");
        } else {
            content.find(words, bytes, from, behind);
            token.selectContent(content.array(), content.from(), content.to());
            position = behind;
        }
    }

    /** Selects the content of the word that is written in {@code [from, to)} of a list. */
    void element(int from, int to) {
        if (form == null) {
            token.select(from, to);
        } else if (form.end(bytes, from, to) != to) {
            token.malformed("a word with an unbalanced quote or an unknown escape");
        } else {
            content.find(form, bytes, from, to);
            token.selectContent(content.array(), content.from(), content.to());
        }
    }

    /** Moves the content of the word that is selected into an array of all words of the line. */
    byte[] gather() {
        if (form != null && form.isSeparated() && status.ok()) {
            content.copied(end);
            token.selectContent(content.array(), content.from(), content.to());
        }
        return token.array();
    }

    private void last(int colon) {
        select(colon + 1, end);
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
        if (status.ok() && position == end && position != begin) {
            token.usage("too few words");
        }
        if (!status.ok()) {
            return;
        }
        if (form != null && !form.isSeparated()) {
            written(form, position);
            return;
        }
        if (isGlued(position)) {
            token.malformed(GLUED);
            return;
        }
        select(position == begin ? begin : position + 1, end);
        if (form != null && !allowsInValues(bytes, position, end)) {
            token.malformed("a control character in a value");
        }
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
        if (isGlued(position)) {
            token.malformed(GLUED);
        }
        position = end;
        status.dropped();
    }

    /** Whether the whole line was read and nothing has failed. */
    boolean isRead() {
        if (status.ok() && position != end) {
            int rest = format.oneSpace ? position : skipBlanks(position);
            if (rest != end) {
                if (isGlued(position)) {
                    token.malformed(GLUED);
                } else if (format.oneSpace && rest + 1 == end) {
                    token.malformed("blank at the end");
                } else {
                    token.usage("too many words");
                }
            }
        }
        return status.ok() && !status.isChecked();
    }
}
