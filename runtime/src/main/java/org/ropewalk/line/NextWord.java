package org.ropewalk.line;

import org.jspecify.annotations.Nullable;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.words.WordContent;
import org.ropewalk.line.words.WordForm;

/** Tells what comes next in a line: a word, how many, or a reply's code. Selects nothing. */
final class NextWord {
    /** Digits of a reply's code, as SMTP and FTP have it. */
    private static final int CODE_DIGITS = 3;

    private final WordScanner scanner;
    private final Token token;
    private final ParseStatus status;

    NextWord(Token token, ParseStatus status, WordScanner scanner) {
        this.token = token;
        this.status = status;
        this.scanner = scanner;
    }

    /** Whether {@code mark} follows the line's code. */
    boolean isContinued(String mark) {
        byte[] bytes = scanner.bytes();
        int begin = scanner.begin();
        int end = scanner.end();
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

    /** The line's code, a byte for each digit; 0 if it has none. */
    int code() {
        byte[] bytes = scanner.bytes();
        int begin = scanner.begin();
        int end = scanner.end();
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

    /** Whether the next word is one of {@code constants}. */
    boolean isOneOf(byte[][] constants) {
        for (byte[] constant : constants) {
            if (is(constant)) {
                return true;
            }
        }
        return false;
    }

    /** Moves over the next word if it is {@code word}; else stays, and returns false. */
    boolean flag(byte[] word) {
        // Mostly the line ends here.
        if (scanner.position() == scanner.end() || !status.ok() || !is(word)) {
            return false;
        }
        int next = begin();
        if (scanner.form() != null && isWritten(word, next)) {
            scanner.moveTo(next + word.length);
        } else {
            scanner.word();
        }
        return true;
    }

    /** Moves over the next word, which must be {@code word}. */
    void literal(byte[] word) {
        if (scanner.form() != null) {
            if (!scanner.hasWord()) {
                token.usage("too few words");
            } else if (scanner.isIndented() || !flag(word)) {
                token.usage("wrong words");
            }
            return;
        }
        scanner.word();
        if (status.ok() && !token.is(word)) {
            token.usage("wrong words");
        }
    }

    /** Whether {@code word} stands at {@code at} as it is, whatever a word is there. */
    private boolean isWritten(byte[] word, int at) {
        int end = scanner.end();
        int behind = at + word.length;
        return scanner.format().startsWith(word, scanner.bytes(), at, end)
                && (behind == end || scanner.isBlank(scanner.bytes()[behind]));
    }

    /** Whether the next word is {@code word}. */
    boolean is(byte[] word) {
        LineFormat format = scanner.format();
        int next = begin();
        WordForm form = scanner.form();
        if (form != null) {
            if (scanner.isGlued(scanner.position())) {
                return false;
            }
            if (isWritten(word, next)) {
                return true;
            }
            WordContent content = content(form, next);
            return content != null
                    && content.to() - content.from() == word.length
                    && format.matches(word, content.array(), content.from());
        }
        return end(next) - next == word.length && format.matches(word, scanner.bytes(), next);
    }

    /** Whether the next word, or what is written, begins with {@code prefix}. */
    boolean startsWith(byte[] prefix) {
        LineFormat format = scanner.format();
        int next = begin();
        WordForm form = scanner.form();
        WordContent content = form == null ? null : content(form, next);
        if (content != null
                && format.startsWith(prefix, content.array(), content.from(), content.to())) {
            return true;
        }
        int behind = form == null ? end(next) : scanner.end();
        return format.startsWith(prefix, scanner.bytes(), next, behind);
    }

    /** Whether the next word consists of digits, perhaps after a sign. */
    boolean isNumber() {
        int next = begin();
        WordForm form = scanner.form();
        if (form == null) {
            return isNumber(scanner.bytes(), next, end(next));
        }
        WordContent content = content(form, next);
        return content != null && isNumber(content.array(), content.from(), content.to());
    }

    private static boolean isNumber(byte[] bytes, int from, int to) {
        int first = from < to && bytes[from] == '-' ? from + 1 : from;
        int i = first;
        while (i < to && ByteArrays.isDigit(bytes[i])) {
            i++;
        }
        return i == to && i > first;
    }

    /** Where the next word begins, after the colon if it has one. */
    private int begin() {
        int position = scanner.position();
        if (scanner.format().oneSpace) {
            boolean isFirst = position == scanner.begin() && !scanner.isAtBlank();
            return position == scanner.end() || isFirst ? position : position + 1;
        }
        int next = scanner.skipBlanks(position);
        return scanner.isColon(next) ? next + 1 : next;
    }

    /** Where the word ends that begins at {@code next}: after a colon, with the line. */
    private int end(int next) {
        boolean isLast = next > scanner.begin() && scanner.isColon(next - 1);
        return isLast ? scanner.end() : scanner.wordEnd(next);
    }

    /** The content of the word that is written at {@code from}; null if none is. */
    private @Nullable WordContent content(WordForm form, int from) {
        int behind = form.end(scanner.bytes(), from, scanner.end());
        if (behind <= from) {
            return null;
        }
        scanner.content.find(form, scanner.bytes(), from, behind);
        return scanner.content;
    }

    // ---- how many words come

    /** How many words are left. */
    int wordsLeft() {
        return words(scanner.position());
    }

    /** How many words the command has, its verb among them. */
    int words() {
        return words(scanner.begin());
    }

    private int words(int from) {
        int count = 0;
        int i = from;
        while (true) {
            i = scanner.skipBlanks(i);
            if (i == scanner.end()) {
                return count;
            }
            count++;
            i = scanner.isColon(i) ? scanner.end() : wordEnd(i);
        }
    }

    /** Where the word of a template at {@code index} ends, with the literals without a blank. */
    private int wordEnd(int index) {
        return isOfPieces()
                ? Math.max(index + 1, scanner.gluedEnd(index, scanner.end()))
                : scanner.wordEnd(index);
    }

    /** Whether a word of a template may be several written words and literals. */
    private boolean isOfPieces() {
        WordForm form = scanner.form();
        return form != null && form.isSeparated();
    }

    /** Moves over {@code count} words of a template. */
    void skip(int count) {
        for (int i = 0; i < count && status.ok(); i++) {
            if (!isOfPieces()) {
                scanner.word();
            } else if (scanner.hasWord()) {
                scanner.moveTo(wordEnd(begin()));
            } else {
                token.usage("too few words");
            }
        }
    }

    /** How many words follow a colon: one or none. */
    int trailingWords() {
        int i = scanner.skipBlanks(scanner.position());
        while (i < scanner.end() && !scanner.isColon(i)) {
            i = scanner.skipBlanks(wordEnd(i));
        }
        return i < scanner.end() ? 1 : 0;
    }

    /** How many words are left but for {@code reserved} ones: one at least, at most {@code max}. */
    int several(int max, int reserved) {
        int count = status.ok() ? wordsLeft() - reserved : 0;
        if (status.ok() && (count < 1 || count > max)) {
            token.usage(count < 1 ? "too few words" : "too many words");
        }
        return status.ok() ? count : 0;
    }
}
