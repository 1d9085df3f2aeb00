package org.ropewalk.line;

/** Where the cursor of a line stands, and what comes behind it. */
abstract class LineCursor extends LineValues {
    /** Digits of a reply's code, as SMTP and FTP have it. */
    private static final int CODE_DIGITS = 3;

    /** Behind the last word that was selected. */
    int position;

    /** The mark of the command's begin. */
    public final int begin() {
        return begin;
    }

    /** Whether the line has nothing but what separates words. */
    public final boolean isEmpty() {
        return start == end || !format.oneSpace && skipBlanks(start) == end;
    }

    /** Where the cursor stands, for {@link #reset}. */
    public final int mark() {
        return position;
    }

    /**
     * Whether other lines of the reply follow: {@code mark} stands behind its code of three digits.
     */
    public final boolean isContinued(String mark) {
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

    /** Whether a word is left. */
    public final boolean hasWord() {
        return failure == null && (format.oneSpace ? position < end : skipBlanks(position) < end);
    }

    /** How many words are left. */
    public final int wordsLeft() {
        int count = 0;
        int i = position;
        while (true) {
            i = skipBlanks(i);
            if (i == end) {
                return count;
            }
            count++;
            i = isColon(i) ? end : wordEnd(i);
        }
    }

    /** Whether the next word is {@code word}. */
    public final boolean nextIs(byte[] word) {
        int next = nextWord();
        return nextEnd(next) - next == word.length && matches(word, next);
    }

    /** Whether the next word begins with {@code prefix}. */
    public final boolean nextStartsWith(byte[] prefix) {
        int next = nextWord();
        return startsWith(prefix, next, nextEnd(next));
    }

    /** Whether the next word consists of digits, perhaps behind a sign. */
    public final boolean nextIsNumber() {
        int next = nextWord();
        int last = nextEnd(next);
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
    public final boolean nextIsOneOf(byte[][] constants) {
        for (byte[] constant : constants) {
            if (nextIs(constant)) {
                return true;
            }
        }
        return false;
    }

    /** Where the next word begins, behind the colon if it has one. */
    private int nextWord() {
        if (format.oneSpace) {
            return position == end || position == begin ? position : position + 1;
        }
        int next = skipBlanks(position);
        return isColon(next) ? next + 1 : next;
    }

    /** Where the word ends that begins at {@code next}: behind a colon, with the line. */
    private int nextEnd(int next) {
        return next > begin && isColon(next - 1) ? end : wordEnd(next);
    }

    /** Whether a colon stands there that begins the last word; {@code index} is a word's begin. */
    final boolean isColon(int index) {
        return format.trailing && index != begin && index < end && bytes[index] == ':';
    }

    final int skipBlanks(int index) {
        int i = index;
        while (i < end && (bytes[i] == ' ' || bytes[i] == '\t' && format.readsTabs)) {
            i++;
        }
        return i;
    }

    final int wordEnd(int index) {
        int last = wordLimit(index);
        int i = index;
        while (i < last && bytes[i] != ' ') {
            i++;
        }
        return i;
    }

    /** Where a word that begins at {@code index} ends at the latest, if no blank ends it before. */
    final int wordLimit(int index) {
        return format.readsTabs ? tab(index) : end;
    }

    private int tab(int index) {
        int i = index;
        while (i < end && bytes[i] != '\t') {
            i++;
        }
        return i;
    }
}
