package org.ropewalk.line;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.resp.RespElement;
import org.ropewalk.line.words.Escapes;
import org.ropewalk.line.words.WordContent;
import org.ropewalk.line.words.WordForm;
import org.ropewalk.telemetry.Printable;

/**
 * Moves over a line from left to right, byte by byte, each once: for templates that are more than
 * words between blanks. What it selects is read by the {@link LineReader}. The first failure
 * sticks, and what is done after it has no effect.
 */
@ForGeneratedCode
public final class LineCursor {
    /** The mark of an outer line while the content of one of its words is read. */
    private static final long CONTENT = Long.MIN_VALUE;

    private static final byte DELETE = 0x7F;

    /** The mark of a content that is a copy. */
    private static final long COPY = 1L << 62;

    private final Token token;
    private final ParseStatus status;
    private final WordScanner scanner;
    private final NextWord next;

    /** The list that is being gone through: what was not selected of it. */
    private int element;

    private int elementsEnd;
    private int elementsLeft;

    /** Whether what is selected next may have controls: between values, or in literals. */
    private boolean columns;

    /** The block whose head the line is, where there are blocks. */
    private int blockFrom;

    private int blockTo;

    /** The text of the verb that was asked for last. */
    private String verbText = "";

    LineCursor(Token token, ParseStatus status, WordScanner scanner, NextWord next) {
        this.token = token;
        this.status = status;
        this.scanner = scanner;
        this.next = next;
    }

    /**
     * The line's code of three digits, which no further digit follows, as a number of a byte for
     * each; 0 if it has none.
     */
    public int code() {
        return next.code();
    }

    /** Moves over {@code literal}, which must be here. */
    public void next(byte[] literal) {
        if (status.ok()) {
            int at = scanner.position();
            if (isNext(literal)) {
                scanner.moveTo(at + literal.length);
            } else {
                token.usage("wrong words");
            }
        }
    }

    /** Moves over what separates words: one blank, or several where these count as one. */
    public void gap() {
        if (status.ok()) {
            if (scanner.format().oneSpace) {
                blank();
            } else if (isGap()) {
                scanner.moveTo(scanner.skipBlanks(scanner.position()));
            } else {
                token.usage("too few words");
            }
        }
    }

    /** Moves over exactly one blank, as text follows it, which may begin with one. */
    public void blank() {
        if (status.ok()) {
            if (isGap()) {
                scanner.moveTo(scanner.position() + 1);
            } else {
                token.usage("too few words");
            }
        }
    }

    /** Moves over blanks, if there are any. */
    public void blanks() {
        if (status.ok()) {
            scanner.moveTo(scanner.skipBlanks(scanner.position()));
        }
    }

    /** Moves over blanks at the line's begin or end, where several count as one. */
    public void begin() {
        if (!scanner.format().oneSpace) {
            blanks();
        }
    }

    /** What is selected next are values between control characters. */
    public void columns() {
        columns = status.ok();
    }

    /** Selects what is before {@code end}. */
    public void upTo(TextEnd end) {
        if (status.ok()) {
            int at = scanner.position();
            WordForm form = scanner.form();
            if (form != null
                    && end.isWord()
                    && at < scanner.end()
                    && form.begins(scanner.bytes()[at])) {
                scanner.written(form, at);
                return;
            }
            int to = end.find(scanner.bytes(), at, scanner.end(), form != null);
            if (form != null && end.isWord() && end.isEscaping()) {
                int word = to < 0 ? to : form.end(scanner.bytes(), at, to);
                select(at, word == WordForm.MALFORMED ? to : word);
                unescape();
                return;
            }
            select(at, form == null || !end.isWord() || to < 0 ? to : scanner.wordEnd(at, to));
        }
    }

    /** Selects what is before {@code end}, which may not be empty. */
    public void word(TextEnd end) {
        int at = scanner.position();
        upTo(end);
        if (status.ok() && scanner.position() == at) {
            token.usage("too few words");
        }
    }

    /** Selects {@code count} words, with what is between them. */
    public void words(int count) {
        if (!status.ok()) {
            return;
        }
        int from = scanner.position();
        int to = from;
        for (int i = 0; i < count; i++) {
            int word = i == 0 ? to : scanner.behindGap(to, scanner.end());
            to = scanner.gluedEnd(word, scanner.end());
            if (to == word) {
                token.usage("too few words");
                return;
            }
        }
        select(from, to);
    }

    /** Selects what is before the last literal of {@code end}. */
    public void upToLast(TextEnd end) {
        if (status.ok()) {
            int at = scanner.position();
            select(at, end.findLast(scanner.bytes(), at, scanner.end()));
        }
    }

    /** Selects all that is left, possibly nothing. */
    public void rest() {
        if (status.ok()) {
            select(scanner.position(), scanner.end());
        }
    }

    private void select(int from, int to) {
        boolean mayHaveControls = columns;
        columns = false;
        if (to < 0) {
            token.usage("wrong words");
            return;
        }
        scanner.select(from, to);
        scanner.moveTo(to);
        if (!mayHaveControls && !scanner.allowsInValues(scanner.bytes(), from, to)) {
            token.malformed("a control character in a value");
        }
    }

    /** Reads what is left of the line without quotes and escapes, until it is read again. */
    public void verbatim() {
        int at = scanner.position();
        token.select(scanner.bytes(), at, at);
        scanner.enterContent();
    }

    /** Selects what the selected text means, where a backslash begins an escape everywhere. */
    void unescape() {
        WordForm form = scanner.form();
        if (form == null || !status.ok() || token.isContent() || !Escapes.areIn(form)) {
            return;
        }
        byte[] bytes = scanner.bytes();
        if (!Escapes.areKnown(form, bytes, token.from(), token.to())) {
            token.malformed("an unknown escape");
            return;
        }
        WordContent content = scanner.content;
        content.find(form, bytes, token.from(), token.to());
        if (content.array() != bytes) {
            token.selectContent(content.array(), content.from(), content.to());
        }
    }

    /** Whether the selected word is {@code nil}, bare, for no value. */
    public boolean isNil(byte[] nil) {
        boolean isBare = !token.isContent() || scanner.content.isBare();
        return status.ok() && token.is(nil) && scanner.form() != null && isBare;
    }

    /**
     * The selected word as the tag of a command; {@code *}, and malformed, if it cannot be one.
     *
     * @param others characters that a tag cannot have, beside blanks, controls and non-ASCII ones
     */
    public String tag(String others) {
        if (status.ok() && !isTag(others)) {
            token.malformed("a wrong tag");
        }
        return status.ok() ? token.text() : "*";
    }

    private boolean isTag(String others) {
        if (token.isContent() && !scanner.content.isBare()) {
            return false;
        }
        byte[] bytes = token.array();
        for (int i = token.from(); i < token.to(); i++) {
            if (bytes[i] <= ' ' || bytes[i] == DELETE || others.indexOf(bytes[i]) >= 0) {
                return false;
            }
        }
        return true;
    }

    /** Moves over text for people: nothing, or what follows a blank. */
    public void remark() {
        if (status.ok() && scanner.position() < scanner.end() && !isGap()) {
            token.usage("wrong words");
        }
        scanner.skipRest();
    }

    // ---- what comes next

    /** Whether {@code literal} is here. */
    public boolean isNext(byte[] literal) {
        return status.ok()
                && scanner.format()
                        .startsWith(literal, scanner.bytes(), scanner.position(), scanner.end());
    }

    /** Whether one of the literals of {@code end} is here, or the line ends. */
    public boolean isAt(TextEnd end) {
        return !status.ok() || end.stands(scanner.bytes(), scanner.position(), scanner.end());
    }

    /** Whether a blank is here. */
    public boolean isGap() {
        return status.ok() && scanner.isAtBlank();
    }

    // ---- composed values

    /**
     * Reads what is selected as a line of its own, until {@link #leave}.
     *
     * @return where the outer line is
     */
    public long enter() {
        long outer = packed(scanner.position(), scanner.end());
        if (scanner.form() != null && token.isContent()) {
            scanner.enterContent();
            outer |= CONTENT;
        }
        if (status.ok()) {
            scanner.show(token.from(), token.to(), scanner.begin());
        }
        return outer;
    }

    /** Continues in the outer line, after the part that was read completely. */
    public void leave(long outer) {
        begin();
        if (status.ok() && scanner.position() != scanner.end()) {
            token.usage("wrong words");
        }
        if (outer < 0) {
            scanner.leaveContent();
        }
        scanner.show((int) ((outer & ~CONTENT) >>> Integer.SIZE), (int) outer, scanner.begin());
    }

    /** What is selected, for {@link #again} and {@link #noneOf}. */
    public long selected() {
        status.forgetRefusal();
        long selected = packed(token.from(), token.to());
        if (scanner.form() != null && token.isContent()) {
            return selected | (token.array() == scanner.bytes() ? CONTENT : CONTENT | COPY);
        }
        return selected;
    }

    /** Selects it again, for an attempt as another value, and forgets the failure. */
    public void again(long selected) {
        status.clear();
        int from = (int) ((selected & ~(CONTENT | COPY)) >>> Integer.SIZE);
        if (selected >= 0) {
            scanner.select(from, (int) selected);
        } else {
            boolean isCopy = (selected & COPY) != 0;
            token.selectContent(isCopy ? scanner.copies() : scanner.bytes(), from, (int) selected);
        }
    }

    /**
     * Fails, as what was selected is none of some values.
     *
     * @param why what the peer receives, unless the type of one of the values has said why it
     *     refused it
     */
    public void noneOf(long selected, String why) {
        again(selected);
        token.malformed(status.refusal(why));
    }

    private static long packed(int from, int to) {
        return (long) from << Integer.SIZE | to;
    }

    // ---- lists

    /** Begins to go through the words that are selected; {@link #element} selects {@code max}. */
    public void list(int max) {
        element = token.from();
        elementsEnd = token.to();
        elementsLeft = max;
        if (!scanner.format().oneSpace && status.ok()) {
            element = scanner.behindGap(element, elementsEnd);
            elementsEnd = scanner.beforeGap(element, elementsEnd);
        }
    }

    /** Adds what is selected to {@code words}, as another word of a list. */
    public void addTo(Words words) {
        words.add(token.array(), token.from(), token.to());
    }

    /** Selects the next word of a list; false if there is none. */
    public boolean element() {
        if (!status.ok() || element == elementsEnd) {
            return false;
        }
        if (elementsLeft-- == 0) {
            token.usage("too many words");
            return false;
        }
        int from = element;
        int to = scanner.wordEnd(from, elementsEnd);
        scanner.element(from, to);
        if (to < elementsEnd && scanner.form() != null && !scanner.isBlank(scanner.bytes()[to])) {
            token.malformed("no blank between two words");
            return false;
        }
        element = scanner.behindGap(to, elementsEnd);
        if (from == to || element == elementsEnd && to < elementsEnd) {
            token.malformed("empty word in a list");
            return false;
        }
        return true;
    }

    /** What is shown is only the part of a line before a literal, which is refused. */
    public void cut(ErrorKind kind, String why) {
        status.cut(kind, why);
    }

    // ---- the block whose head the line is

    /** The line is the head of the block {@code [from, to)} of the same array. */
    public void inBlock(int from, int to) {
        blockFrom = from;
        blockTo = to;
    }

    /** Where the block begins, in {@link #array()}. */
    public int blockFrom() {
        return blockFrom;
    }

    /** Where the block ends, in {@link #array()}. */
    public int blockTo() {
        return blockTo;
    }

    /** The array with the line; it must not be changed. */
    public byte[] array() {
        return scanner.bytes();
    }

    /**
     * Reads {@code [from, to)} in place of the line, of which all was read, until {@link #back}.
     */
    public void within(int from, int to) {
        scanner.within(from, to);
    }

    /** Shows the line again, of which all was read. */
    public void back() {
        scanner.back();
    }

    // ---- commands that are checked

    /** Whether a line is read to be checked alone: that it was read whole is no success then. */
    public void check(boolean alone) {
        status.check(alone);
    }

    /** Whether the line that was checked is a command. */
    public boolean fits() {
        return status.fits();
    }

    // ---- values of RESP

    /** What the next value begins with; 0 if none is left. */
    public char type() {
        return scanner.position() < scanner.end() ? (char) scanner.bytes()[scanner.position()] : 0;
    }

    /** Moves over the next value if it is null; else stays, and returns false. */
    public boolean isNull() {
        int at = scanner.position();
        boolean isNull = status.ok() && type() != 0 && RespElement.isNull(scanner.bytes(), at);
        if (isNull) {
            scanner.moveTo(RespElement.first(scanner.bytes(), at));
        }
        return isNull;
    }

    /** Goes to the first element of the next value, an array; returns how many it has. */
    public int enterArray() {
        return "*~>".indexOf(type()) >= 0 ? elements() : noArray();
    }

    /** Goes to the first name of the next value, a map or an array of pairs; returns their size. */
    public int enterMap() {
        boolean pairs = type() == '%';
        int size = pairs ? elements() : enterArray();
        if (!pairs && size % 2 != 0) {
            return noArray();
        }
        return pairs ? size : size / 2;
    }

    private int elements() {
        int at = scanner.position();
        int size = RespElement.number(scanner.bytes(), at);
        if (!status.ok() || size < 0) {
            return noArray();
        }
        scanner.moveTo(RespElement.first(scanner.bytes(), at));
        return size;
    }

    private int noArray() {
        token.malformed("no array");
        return 0;
    }

    /** A verb, escaped: the text of the last one, if it is the same. */
    String verbText(byte[] bytes, int from, int to) {
        if (!Printable.is(verbText, bytes, from, to)) {
            verbText = Printable.of(bytes, from, to);
        }
        return verbText;
    }
}
