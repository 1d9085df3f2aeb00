package org.ropewalk.line;

import org.ropewalk.telemetry.Printable;

/** Selects the parts of one word: pieces between literals, elements of a list, a named value. */
final class WordParts {
    private final Token token;
    private final ParseStatus status;
    private final WordScanner scanner;
    private LineFormat format = LineFormat.standard();
    private byte[] bytes = {};

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

    WordParts(Token token, ParseStatus status, WordScanner scanner) {
        this.token = token;
        this.status = status;
        this.scanner = scanner;
    }

    void read(byte[] line, LineFormat lineFormat) {
        bytes = line;
        format = lineFormat;
    }

    /** Opens what is selected, as a word that consists of pieces. */
    void open() {
        if (bytes != token.array()) {
            bytes = token.array();
        }
        open = token.from();
        openEnd = token.to();
    }

    /** What is left of the open word, for {@link #reopen}. */
    long opened() {
        return (long) open << Integer.SIZE | openEnd;
    }

    void reopen(long opened) {
        open = (int) (opened >>> Integer.SIZE);
        openEnd = (int) opened;
    }

    /** Moves over a literal piece, which must be there. */
    void glued(byte[] literal) {
        if (status.ok()) {
            if (format.startsWith(literal, bytes, open, openEnd)) {
                open += literal.length;
            } else {
                token.usage("wrong words");
            }
        }
    }

    boolean goesOnWith(byte[] literal) {
        return status.ok() && format.startsWith(literal, bytes, open, openEnd);
    }

    boolean goesOn() {
        return status.ok() && open < openEnd;
    }

    /** Selects what is left of the open word. */
    void piece() {
        if (status.ok()) {
            token.select(open, openEnd);
            open = openEnd;
        }
    }

    /** Selects what is before {@code literal} in the open word. */
    void piece(byte[] literal) {
        if (!status.ok()) {
            return;
        }
        for (int i = open; i <= openEnd - literal.length; i++) {
            if (format.matches(literal, bytes, i)) {
                token.select(open, i);
                open = i;
                return;
            }
        }
        token.usage("wrong words");
    }

    /** Selects the next character of the open word. */
    void pieceOfOne() {
        if (!status.ok()) {
            return;
        }
        int i = open;
        if (i < openEnd) {
            i++;
            while (format.utf8 && i < openEnd && (bytes[i] & 0xC0) == 0x80) {
                i++;
            }
        }
        token.select(open, i);
        open = i;
    }

    /** Nothing of the open word may be left. */
    void close() {
        if (status.ok() && open != openEnd) {
            token.usage("wrong words");
        }
    }

    /** Begins to go through the elements of what is selected, at most {@code max} of them. */
    void list(int max) {
        bytes = token.array();
        parts = token.from();
        partsEnd = token.isEmpty() ? parts : token.to() + 1;
        partsLeft = max;
    }

    /** Selects the next element, up to {@code delimiter}; false if there is none. */
    boolean part(char delimiter) {
        if (!status.ok() || parts >= partsEnd) {
            return false;
        }
        if (partsLeft-- == 0) {
            token.usage("too many words");
            return false;
        }
        int i = parts;
        int last = partsEnd - 1;
        if (delimiter == ' ') {
            last = format.wordLimit(bytes, i, last);
        }
        while (i < last && bytes[i] != delimiter) {
            i++;
        }
        if (bytes != token.array()) {
            token.select(bytes, parts, i);
        } else {
            token.select(parts, i);
        }
        parts = i + 1;
        if (token.isEmpty()) {
            token.malformed("empty word in a list");
            return false;
        }
        if (!scanner.allowsInValues(bytes, token.from(), token.to())) {
            token.malformed("a control character in a value");
            return false;
        }
        return true;
    }

    /** As {@link #part}, of one word with blanks around it or none. */
    boolean spacedPart(char delimiter) {
        if (!part(delimiter)) {
            return false;
        }
        int from = token.from();
        int to = token.to();
        while (from < to && isBlank(bytes[from])) {
            from++;
        }
        while (to > from && isBlank(bytes[to - 1])) {
            to--;
        }
        token.select(from, to);
        if (from == to) {
            token.malformed("empty word in a list");
            return false;
        }
        for (int i = from; i < to; i++) {
            if (isBlank(bytes[i])) {
                token.usage("too many words");
                return false;
            }
        }
        return true;
    }

    private boolean isBlank(byte b) {
        return b == ' ' || b == '\t' && format.readsTabs;
    }

    /** Selects the value of the selected word, {@code NAME=value} or {@code NAME}, if it is one. */
    boolean named() {
        if (!status.ok()) {
            return false;
        }
        bytes = token.array();
        nameFrom = token.from();
        nameTo = nameFrom;
        while (nameTo < token.to() && bytes[nameTo] != '=') {
            nameTo++;
        }
        token.select(Math.min(nameTo + 1, token.to()), token.to());
        return true;
    }

    /** Whether the named word is {@code name}, with a value or without. */
    boolean isNamed(byte[] name, boolean withValue) {
        return nameTo - nameFrom == name.length
                && format.matches(name, bytes, nameFrom)
                && withValue == (nameTo < token.to());
    }

    String name() {
        return token.decode(bytes, nameFrom, nameTo);
    }

    void unknownName() {
        token.malformed("unknown option " + Printable.of(bytes, nameFrom, token.to()));
    }

    void repeatedName() {
        token.malformed("repeated option " + Printable.of(bytes, nameFrom, nameTo));
    }
}
