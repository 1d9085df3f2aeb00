package org.ropewalk.line;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.telemetry.Printable;

/**
 * A cursor over the words of one line. A <em>selector</em> ({@link #word()}, {@link #rest()},
 * {@link #piece()} …) moves to the next part of the line, a <em>reading</em> ({@link #text()},
 * {@link #number} …) makes a value of what is selected: {@code line.word().number(0, 9)}. The first
 * failure sticks, what is read after it is of no use, and nothing throws: {@link #end()} or {@link
 * #ok()} tells at the end. One reader serves all connections of a loop; it is valid until the
 * handler returns.
 */
@ForGeneratedCode
public final class LineReader {
    private static final byte[] NOTHING = {};

    private final ParseStatus status = new ParseStatus();
    private final Token token;
    private final WordScanner scanner;
    private final NextWord next;
    private final WordParts parts;
    private final LineCursor cursor;
    private byte[] bytes = NOTHING;
    private int verbFrom;
    private int verbTo;
    private long verbBits;

    /** What is logged in place of the line; null if the line is. */
    private @Nullable String concealing;

    private LineFormat format = LineFormat.standard();

    /** A reader of nothing. */
    public LineReader() {
        this(true);
    }

    /**
     * A reader of nothing.
     *
     * @param lendsAgain whether borrowed views are lent again, after many others
     */
    public LineReader(boolean lendsAgain) {
        token = new Token(status, lendsAgain);
        scanner = new WordScanner(token, status);
        next = new NextWord(token, status, scanner);
        parts = new WordParts(token, status, scanner);
        cursor = new LineCursor(token, status, scanner, next);
    }

    /** Shows the line {@code bytes[start, end)}; returns this. */
    public LineReader show(
            byte[] shownBytes, int shownStart, int shownEnd, LineFormat shownFormat) {
        // Lines that follow each other are mostly in the same array.
        if (bytes != shownBytes || format != shownFormat) {
            bytes = shownBytes;
            format = shownFormat;
            token.read(shownBytes, shownFormat);
            scanner.read(shownBytes, shownFormat);
            parts.read(shownBytes, shownFormat);
        }
        begin(shownStart, shownEnd);
        return this;
    }

    /** What is shown is an array of RESP, whose first element is at {@code first}; returns this. */
    public LineReader array(int first) {
        scanner.array(first);
        return this;
    }

    /** Whether what is shown is an array, or another value of RESP, and no line. */
    public boolean isArray() {
        return scanner.isArray();
    }

    /** Shows an empty line; the array of the last one is kept until another is shown. */
    public void clear() {
        begin(0, 0);
    }

    private void begin(int start, int end) {
        // Mostly nothing was lent, and nothing has failed.
        if (status.takeUse()) {
            token.expire();
            status.clear();
            concealing = null;
        }
        verbFrom = start;
        verbTo = start;
        scanner.begin(start, end);
    }

    // ---- the whole line

    /** The whole line, without its end, as an array. */
    public byte[] copy() {
        return Arrays.copyOfRange(bytes, scanner.start(), scanner.end());
    }

    /** Where the line begins in the array that it was shown. */
    public int offset() {
        return scanner.start();
    }

    /** How many bytes the line has, without its end. */
    public int size() {
        return scanner.end() - scanner.start();
    }

    /** Whether the line has nothing but what separates words. */
    public boolean isEmpty() {
        return scanner.isEmpty();
    }

    /**
     * The whole line, without its end, for logs: escaped, and cut after 100 bytes; what conceals it
     * if something does.
     */
    public String printable() {
        return concealing == null ? Printable.of(bytes, offset(), scanner.end()) : concealing;
    }

    /** The line holds a secret: {@code template} is logged in its place. */
    public void conceal(String template) {
        status.use();
        concealing = template;
    }

    /** What the line's command is called in logs. */
    public String commandText() {
        return concealing == null ? verbText() : concealing;
    }

    // ---- what is wrong with it

    /** Whether nothing has failed. */
    public boolean ok() {
        return status.ok();
    }

    /** What has failed, or null: {@link ErrorKind#USAGE} or {@link ErrorKind#MALFORMED}. */
    public @Nullable ErrorKind failure() {
        return status.failure();
    }

    /** What is wrong, in words; empty if nothing is. */
    public String message() {
        return status.message();
    }

    /** Records that a word has the wrong form, unless something failed before. Returns false. */
    public boolean malformed(String why) {
        token.malformed(why);
        return false;
    }

    /**
     * Records that a value's own type refused it. The peer receives the message of an {@link
     * IllegalArgumentException}; those of its subclasses, such as {@link NumberFormatException},
     * are not about the protocol. Returns false.
     */
    public boolean malformed(Exception why) {
        return malformed(status.refused(why));
    }

    /**
     * Records that the words do not fit the command, unless something failed before. Returns false.
     */
    public boolean usage(String why) {
        token.usage(why);
        return false;
    }

    // ---- marks

    /** The mark of the command's begin. */
    public int begin() {
        return scanner.begin();
    }

    /** The position of the cursor, for {@link #reset}. */
    public int mark() {
        return scanner.position();
    }

    /** Goes back to a mark, and forgets the failure. */
    public void reset(int mark) {
        status.clear();
        scanner.leaveContent();
        scanner.reset(mark);
        parts.open();
    }

    /**
     * Goes back to a mark for an attempt at another command, and remembers that a word was
     * malformed. Always true.
     */
    public boolean retry(int mark) {
        status.retry();
        reset(mark);
        return true;
    }

    /**
     * Goes back to a mark to see whether the line is a command of another state. What is wrong with
     * it is kept until {@link #isOther}.
     */
    public void tryOther(int mark) {
        status.keep();
        reset(mark);
    }

    /** Whether the whole line was read; if not, what was wrong with it before is wrong again. */
    public boolean isOther() {
        return end() || status.restore();
    }

    /** Goes back to the command's begin. */
    public void restart() {
        reset(scanner.begin());
    }

    /**
     * What was read until now is around the command, which begins here. False if it could not be
     * read: the command then begins with the line.
     */
    public boolean enclose() {
        boolean read = status.ok();
        if (read) {
            scanner.enclose();
        }
        restart();
        return read;
    }

    // ---- the verb

    /** Selects the first word, wherever the cursor is; false if there is none. */
    public boolean verb() {
        status.restart();
        token.forgetLength();
        verbBits = scanner.verb();
        parts.open();
        verbFrom = token.from();
        verbTo = token.to();
        return verbTo > verbFrom;
    }

    /**
     * Whether the line, which has not arrived completely, has blanks before a verb that is cut off.
     */
    public boolean isVerbCut() {
        return verb() && verbTo == scanner.end() && verbFrom > scanner.begin();
    }

    /** A hash of the verb's bytes, for a switch whose constants the processor has chosen. */
    public int verbHash(long multiplier, int shift) {
        return (int) (verbBits * multiplier >>> shift);
    }

    /**
     * The verb's bytes, packed, letters in one case where that does not count. Of a verb of at most
     * 7 bytes that are not NUL no other verb has the same.
     */
    public long verbBits() {
        return verbBits;
    }

    /** Whether the verb is {@code word}. */
    public boolean verbIs(byte[] word) {
        return verbTo - verbFrom == word.length && format.matches(word, bytes, verbFrom);
    }

    /** The verb, escaped, for a reply's {@code {verb}}. */
    public String verbText() {
        return cursor.verbText(bytes, verbFrom, verbTo);
    }

    // ---- lines without values

    /** Whether the line is {@code word}, and nothing else; read from its begin. */
    public boolean is(byte[] word) {
        restart();
        literal(word);
        return end();
    }

    /** Whether the line is these words, and nothing else; read from its begin. */
    public boolean is(byte[][] someWords) {
        literals(someWords);
        return end();
    }

    /** Whether the line is {@code word}, or begins with it; read from its begin. */
    public boolean begins(byte[] word) {
        restart();
        literal(word);
        skipRest();
        return end();
    }

    /** Whether the line is these words, or begins with them; read from its begin. */
    public boolean begins(byte[][] someWords) {
        literals(someWords);
        skipRest();
        return end();
    }

    private void literals(byte[][] someWords) {
        restart();
        for (byte[] word : someWords) {
            literal(word);
        }
    }

    // ---- what comes next

    /** Whether other lines of the reply follow: {@code mark} follows its code of three digits. */
    public boolean isContinued(String mark) {
        return next.isContinued(mark);
    }

    /** Whether a word is left. */
    public boolean hasWord() {
        return scanner.hasWord();
    }

    /** How many words are left. */
    public int wordsLeft() {
        return next.wordsLeft();
    }

    /**
     * How many words are before one that is counted from the end of the line: 1 is the last. That
     * is none of the line if it has fewer words than {@code least}, or more than {@code most}.
     * Reads nothing.
     */
    public int indexFromEnd(int fromEnd, int least, int most) {
        int words = next.words();
        return words < least || words > most ? words : words - fromEnd;
    }

    /** How many of the words that are left follow a colon: one or none. */
    public int trailingWords() {
        return next.trailingWords();
    }

    /** Whether the next word is {@code word}. */
    public boolean nextIs(byte[] word) {
        return next.is(word);
    }

    /** Whether the next word begins with {@code prefix}. */
    public boolean nextStartsWith(byte[] prefix) {
        return next.startsWith(prefix);
    }

    /** Whether the next word consists of digits, perhaps after a sign. */
    public boolean nextIsNumber() {
        return next.isNumber();
    }

    /** Whether the next word is one of {@code constants}. */
    public boolean nextIsOneOf(byte[][] constants) {
        return next.isOneOf(constants);
    }

    // ---- selectors of words

    /** Selects the next word. */
    public LineReader word() {
        scanner.word();
        return this;
    }

    /** Selects the last word: all after a colon, possibly nothing, or a word like others. */
    public LineReader trailing() {
        scanner.trailing();
        return this;
    }

    /** Selects what is left after exactly one separator, possibly nothing. */
    public LineReader rest() {
        scanner.rest();
        return this;
    }

    /**
     * Selects what is left after exactly one separator, between {@code prefix} and {@code tail}.
     */
    public LineReader rest(byte[] prefix, byte[] tail) {
        scanner.rest(prefix, tail);
        return this;
    }

    /** Replaces the escapes of the text that is selected, where texts have such. */
    public LineReader unescaped() {
        cursor.unescape();
        return this;
    }

    /** Reads what is left, if anything, and drops it. */
    public void skipRest() {
        scanner.skipRest();
    }

    /** Moves over the next word if it is {@code word}; else stays, and returns false. */
    public boolean flag(byte[] word) {
        return next.flag(word);
    }

    /** Moves over the next word, which must be {@code word}. */
    public void literal(byte[] word) {
        next.literal(word);
    }

    /**
     * How many words are left but for {@code reserved} ones; fails if that is none, or more than
     * {@code max}.
     */
    public int several(int max, int reserved) {
        return next.several(max, reserved);
    }

    /** Whether the whole line was read and nothing has failed. */
    public boolean end() {
        return scanner.isRead();
    }

    /** A cursor that moves over the line byte by byte, from the position of this reader. */
    public LineCursor cursor() {
        return cursor;
    }

    /**
     * Fails if the line holds a control character that only literals of the protocol hold; read
     * before its values. The elements of an array of RESP hold any.
     */
    public void withoutControls() {
        if (!scanner.allowsInValues(bytes, scanner.start(), scanner.end())) {
            token.malformed("a control character in a value");
        }
    }

    // ---- selectors of parts of a word

    /** Selects the next word, which consists of pieces. */
    public LineReader open() {
        scanner.word();
        parts.open();
        return this;
    }

    /**
     * Opens what is selected, as a word that consists of pieces.
     *
     * @return the word that was open, of which the selected one may be a piece
     */
    public long openSelected() {
        long outer = parts.opened();
        parts.open();
        return outer;
    }

    /** Moves over a literal piece, which must be there. */
    public LineReader glued(byte[] literal) {
        parts.glued(literal);
        return this;
    }

    /** Whether {@code literal} follows in the open word. */
    public boolean goesOnWith(byte[] literal) {
        return parts.goesOnWith(literal);
    }

    /** Whether anything of the open word is left. */
    public boolean goesOn() {
        return parts.goesOn();
    }

    /** Selects what is left of the open word. */
    public LineReader piece() {
        parts.piece();
        return this;
    }

    /** Selects what is before {@code literal} in the open word. */
    public LineReader piece(byte[] literal) {
        parts.piece(literal);
        return this;
    }

    /** Selects the next character of the open word. */
    public LineReader pieceOfOne() {
        parts.pieceOfOne();
        return this;
    }

    /** Checks that nothing of the open word is left. */
    public void close() {
        parts.close();
    }

    /** As {@link #close()}, and continues in the word around it. */
    public void close(long outer) {
        parts.close();
        parts.reopen(outer);
    }

    /** Begins to go through the parts of the selected word; {@link #part} selects {@code max}. */
    public void list(int max) {
        parts.list(max);
    }

    /**
     * Selects the next part of a list, up to {@code delimiter} or the word's end; false if there is
     * none.
     */
    public boolean part(char delimiter) {
        return parts.part(delimiter);
    }

    /** As {@link #part}, of one word with blanks around it or none. */
    public boolean spacedPart(char delimiter) {
        return parts.spacedPart(delimiter);
    }

    /**
     * Selects the value of the next word, {@code NAME=value} or {@code NAME}; false if none is
     * left.
     */
    public boolean named() {
        return scanner.hasWord() && word().parts.named();
    }

    /** Whether the named word is {@code name}, with a value or without. */
    public boolean isNamed(byte[] name, boolean withValue) {
        return parts.isNamed(name, withValue);
    }

    /** The name of the named word. */
    public String name() {
        return parts.name();
    }

    /** Records that the protocol does not have the named word. */
    public void unknownName() {
        parts.unknownName();
    }

    /** Records that a named word came twice. */
    public void repeatedName() {
        parts.repeatedName();
    }

    // ---- readings

    /** A borrowed view. */
    public Slice slice() {
        return token.slice();
    }

    /**
     * A view of {@code length} bytes of {@code array}, valid until the next line is shown.
     *
     * @param whole whether that is all of the array, and nothing else uses the array from now on
     */
    public Slice lend(byte[] array, int offset, int length, boolean whole) {
        return token.lend(array, offset, length).whole(whole);
    }

    /** A payload as an array of the caller's own: that in which it was kept, or a copy. */
    public static byte[] payloadArray(Slice payload) {
        return payload.takeArray();
    }

    /** A copy as bytes. */
    public Bytes byteString() {
        return token.byteString();
    }

    /** A copy as an array. */
    public byte[] octets() {
        return token.octets();
    }

    /** Text in the protocol's character set; bytes that are not of it are malformed. */
    public String text() {
        return token.text();
    }

    /**
     * The lines of a payload, as text and without their ends.
     *
     * @throws IllegalArgumentException if they are not in the protocol's character set
     */
    public List<String> lines(Slice payload) {
        return token.lines(payload);
    }

    /**
     * A payload as text.
     *
     * @throws IllegalArgumentException if it is not in the protocol's character set
     */
    public String text(Slice payload) {
        return token.text(payload);
    }

    /** Exactly one character of the basic plane. */
    public char character() {
        return token.character();
    }

    /**
     * A whole number in ASCII digits, with a minus sign before a negative one: no plus sign, no
     * point. Zeros before it do not count.
     */
    public long number(long min, long max) {
        return token.number(min, max);
    }

    /** A whole number without a sign, as Java's unsigned methods read the result. */
    public long unsignedLong() {
        return token.unsignedLong();
    }

    /**
     * How many bytes a payload has: a number without a sign. -1, and malformed, if that cannot be
     * read.
     */
    public long length() {
        return token.length();
    }

    /**
     * The length of one of several payloads, if the word is their sum and the others have {@code
     * known} bytes.
     */
    public long length(long known) {
        return token.length(known);
    }

    /** As the other, of a payload of at most {@code most} bytes: more is malformed. */
    public long length(long known, long most) {
        return token.length(known, most);
    }

    /** A whole number of any size up to 1,000 digits. */
    public BigInteger bigInteger() {
        return token.bigInteger();
    }

    /** A decimal number of any size up to 1,000 digits, with a point but no exponent. */
    public BigDecimal bigDecimal() {
        return token.bigDecimal();
    }

    /**
     * A decimal number, with a point and an exponent perhaps; neither infinite nor not a number.
     *
     * @param single whether it has single precision
     */
    public double floating(boolean single) {
        return token.floating(single);
    }

    /** Which of {@code constants} the selected word is; 0, and malformed, if none. */
    public int constant(byte[][] constants) {
        return token.constant(constants);
    }

    /**
     * Borrowed views of the next words, all but {@code reserved} ones: one at least, at most {@code
     * max}.
     */
    public Words words(int max, int reserved) {
        Words lent = noWords();
        for (int count = next.several(max, reserved); count > 0; count--) {
            scanner.word();
            lent.add(scanner.gather(), token.from(), token.to());
        }
        return lent;
    }

    /** No words. */
    public Words noWords() {
        return token.lendWords(bytes);
    }

    /**
     * The {@link #length()} that was read last, or -1; {@link #announced(int)} finds it where
     * something failed before.
     */
    public long announced() {
        return token.announced();
    }

    /**
     * The length that the word at {@code index} is, whatever is wrong with the line; -1 if it is
     * none. Forgets the failure.
     */
    public long announced(int index) {
        restart();
        next.skip(index);
        scanner.word();
        return token.length();
    }
}
