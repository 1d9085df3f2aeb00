package org.ropewalk.line.words;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Quoted.Escape;
import org.ropewalk.annotation.Quoted.Literal;
import org.ropewalk.annotation.Separator;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.reactor.Output;

/** Words that may be in quotes, with escapes, or counted literals: what {@link Quoted} says. */
public final class Quotes implements WordForm, Blocks.Words {
    /** In place of a literal. */
    public static final long NO_LITERAL = -1;

    /** The quotes; the first is written. */
    private final byte[] quotes;

    /** How characters are escaped. */
    final EscapeTable escapes;

    private final @Nullable Literals literals;
    private final byte[] nil;

    /** The bytes that end a bare word. */
    private final boolean[] stops = new boolean[256];

    /**
     * The words of a dialect.
     *
     * @param lines the lines of the words
     * @param served whether a server reads and writes them, and not its client
     */
    public Quotes(
            String quotes,
            Escape escape,
            String escapes,
            String specials,
            String nil,
            Literal literal,
            LineSyntax lines,
            boolean served) {
        this.quotes = bytes(quotes);
        this.literals = Literals.of(literal, served, lines.writes());
        this.nil = bytes(nil);
        boolean tabs = lines.separator() == Separator.BLANKS;
        stops[' '] = true;
        stops['\t'] = tabs;
        for (byte each : bytes(quotes + specials)) {
            stops[each & 0xFF] = true;
        }
        if (literals != null) {
            stops[literals.first()] = true;
        }
        String blanks = tabs ? " \t" : " ";
        this.escapes =
                new EscapeTable(
                        quotes.isEmpty() && escape != Escape.BACKSLASH_HEX
                                ? Escape.BACKSLASH
                                : escape,
                        bytes(quotes.isEmpty() ? specials + blanks : quotes),
                        bytes(escapes));
        if (this.quotes.length == 0) {
            stops['\\'] = true;
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean isQuote(byte value) {
        for (byte quote : quotes) {
            if (quote == value) {
                return true;
            }
        }
        return false;
    }

    // ---- reading

    @Override
    public boolean isSeparated() {
        return true;
    }

    @Override
    public boolean begins(byte first) {
        return isQuote(first) || beginsLiteral(first);
    }

    private boolean beginsLiteral(byte first) {
        return literals != null && first == literals.first();
    }

    @Override
    public int end(byte[] frame, int from, int to) {
        if (from == to) {
            return from;
        }
        byte first = frame[from];
        if (isQuote(first)) {
            return quotedEnd(frame, from, to);
        }
        if (literals != null && first == literals.first()) {
            long span = literals.span(frame, from, to);
            return span < 0 ? MALFORMED : (int) span;
        }
        return bareEnd(frame, from, to);
    }

    /** Whether a backslash begins an escape everywhere, in texts too, as there are no quotes. */
    public boolean isEscaping() {
        return quotes.length == 0;
    }

    /** Whether each quote that begins a word is closed, and a blank follows it. */
    public boolean areBalanced(byte[] frame, int from, int to) {
        int i = from;
        while (i < to) {
            boolean quoted = isQuote(frame[i]);
            int end = quoted ? quotedEnd(frame, i, to) : i + 1;
            if (quoted && (end < 0 || end < to && !isBlank(frame[end]))) {
                return false;
            }
            i = end;
            while (!quoted && i < to && !isBlank(frame[i])) {
                i++;
            }
            while (i < to && isBlank(frame[i])) {
                i++;
            }
        }
        return true;
    }

    private static boolean isBlank(byte next) {
        return next == ' ' || next == '\t';
    }

    private int bareEnd(byte[] frame, int from, int to) {
        int i = from;
        while (i < to) {
            if (!stops[frame[i] & 0xFF]) {
                i++;
            } else if (quotes.length == 0 && frame[i] == '\\') {
                int unit = escapes.unit(frame, i, to, true);
                if (unit < 0) {
                    return MALFORMED;
                }
                i += unit;
            } else {
                return i;
            }
        }
        return i;
    }

    private int quotedEnd(byte[] frame, int from, int to) {
        return quotedEnd(frame, from, to, false);
    }

    /** As the other; {@code any} is whether a backslash escapes what has no meaning behind it. */
    private int quotedEnd(byte[] frame, int from, int to, boolean any) {
        byte quote = frame[from];
        for (int i = from + 1; i < to; ) {
            int unit = unit(frame, i, to, quote);
            if (unit < 0 && any) {
                unit = 2;
            } else if (unit < 0) {
                return MALFORMED;
            }
            if (unit == 1 && frame[i] == quote) {
                return i + 1;
            }
            i += unit;
        }
        return MALFORMED;
    }

    /** How many bytes stand for one at {@code at} inside quotes; {@link #MALFORMED} for none. */
    private int unit(byte[] frame, int at, int to, byte quote) {
        byte value = frame[at];
        if (escapes.areDoubled()) {
            return value == quote && at + 1 < to && frame[at + 1] == quote ? 2 : 1;
        }
        if (value != '\\' || !escapes.haveBackslash()) {
            return 1;
        }
        boolean first = quote == quotes[0];
        return first || at + 1 < to && frame[at + 1] == quote
                ? escapes.unit(frame, at, to, first)
                : 1;
    }

    @Override
    public long content(byte[] frame, int from, int to) {
        if (from == to) {
            return WordForm.packed(from, to);
        }
        byte first = frame[from];
        if (literals != null && first == literals.first()) {
            long span = literals.span(frame, from, to);
            return WordForm.packed((int) (span >>> Integer.SIZE), (int) span);
        }
        boolean quoted = isQuote(first);
        if (!quoted && quotes.length > 0) {
            return WordForm.packed(from, to);
        }
        int contentFrom = quoted ? from + 1 : from;
        int contentTo = quoted ? to - 1 : to;
        for (int i = contentFrom; i < contentTo; i++) {
            if (escapes.areBegunBy(frame[i], first)) {
                return ESCAPED;
            }
        }
        return WordForm.packed(contentFrom, contentTo);
    }

    @Override
    public int copy(byte[] frame, int from, int to, byte[] target, int at) {
        boolean quoted = isQuote(frame[from]);
        int limit = quoted ? to - 1 : to;
        int behind = at;
        for (int i = quoted ? from + 1 : from; i < limit; ) {
            int unit =
                    quoted
                            ? unit(frame, i, limit, frame[from])
                            : frame[i] == '\\' ? escapes.unit(frame, i, limit, true) : 1;
            target[behind++] = escapes.value(frame, i, unit);
            i += unit;
        }
        return behind;
    }

    // ---- a line that has not arrived whole

    /** Whether words may be literals. */
    public boolean hasLiterals() {
        return literals != null;
    }

    /** Whether a server reads and writes them, and not its client. */
    public boolean isServed() {
        return literals != null && literals.isServed();
    }

    /**
     * Whether a line end is none, but within a literal of the line {@code bytes[from, to)}, or
     * before it: whether the line goes on.
     *
     * @param next after the line end
     */
    public boolean announces(byte[] bytes, int from, int to, int next) {
        return announced(bytes, from, to, next) != Literals.NONE;
    }

    /** How many bytes after {@code next} belong to the literal; perhaps less than none. */
    public long announced(byte[] bytes, int from, int to, int next) {
        if (hasBlocks()) {
            return Blocks.announced(this, bytes, from, to, next);
        }
        return literals == null ? Literals.NONE : Literals.announced(bytes, from, to);
    }

    /** Whether words may be blocks of IEEE 488.2. */
    public boolean hasBlocks() {
        return literals != null && !literals.isCounted();
    }

    /** Where the content of the first block in a part of a line begins; negative if none does. */
    public int blockContent(byte[] bytes, int from, int to) {
        long block = hasBlocks() ? Blocks.first(this, bytes, from, to) : Literals.NONE;
        return (int) (block >> Integer.SIZE);
    }

    /**
     * Where a part of a line that holds no block is read on when more of it has come: a word begins
     * there that may not have ended.
     */
    public int settled(byte[] bytes, int from, int to) {
        return hasBlocks() ? Blocks.settled(this, bytes, from, to) : to;
    }

    /**
     * Where the last word of a part of a line begins, if it does not end there. It may hold the
     * begin of a block. {@code to} if all words end.
     */
    public int openWord(byte[] bytes, int from, int to) {
        return hasBlocks() ? Blocks.open(this, bytes, from, to) : to;
    }

    @Override
    public long writtenEnd(byte[] bytes, int from, int to) {
        if (isQuote(bytes[from])) {
            return quotedEnd(bytes, from, to, true);
        }
        return hasBlocks() && bytes[from] == '#' ? Literals.blockEnd(bytes, from, to) : MALFORMED;
    }

    /**
     * The first literal in the lines {@code bytes[from, to)}, {@link WordForm#packed}, that may not
     * be sent before the server has asked for it; {@link #NO_LITERAL} if there is none.
     */
    public long asked(byte[] bytes, int from, int to) {
        if (literals == null || !literals.isAskedFor()) {
            return NO_LITERAL;
        }
        int line = from;
        while (true) {
            int end = ByteArrays.find(bytes, line, to, '\n');
            if (end == to) {
                return NO_LITERAL;
            }
            boolean crLf = end > line && bytes[end - 1] == '\r';
            long length = Literals.announced(bytes, line, crLf ? end - 1 : end);
            line = end + 1;
            if (length != Literals.NONE) {
                return WordForm.packed(line, (int) (line + length));
            }
        }
    }

    /**
     * How many bytes the last of the lines {@code bytes[from, to)} has without its literals; too
     * many for any limit if it ends as a literal begins.
     */
    public int lineBytes(byte[] bytes, int from, int to) {
        if (hasBlocks()) {
            return Blocks.lineBytes(this, bytes, from, to);
        }
        long count = 0;
        for (long at = from; at <= to; ) {
            int end = ByteArrays.find(bytes, (int) at, to, '\n');
            int next = Math.min(to, end + 1);
            boolean crLf = end < to && end > at && bytes[end - 1] == '\r';
            int limit = crLf ? end - 1 : end;
            long length = announced(bytes, (int) at, limit, next);
            count += limit - at;
            if (end == to) {
                return length == Literals.NONE ? (int) count : Integer.MAX_VALUE;
            }
            at = next + (length == Literals.NONE ? 0 : length);
            count = length == Literals.NONE ? 0 : count;
        }
        return Integer.MAX_VALUE;
    }

    /** Whether the peer waits until it may send the literal that a line announces at its end. */
    public boolean waits(byte[] bytes, int to) {
        return literals != null && literals.waits(bytes, to);
    }

    // ---- writing

    /** Whether the length of a literal that is written may end in CR LF, or in LF alone. */
    boolean lengthMayEndIn(boolean crLf) {
        return literals != null && literals.mayEndIn(crLf);
    }

    /** Whether {@code bytes[from, to)} may be a part of a bare word. */
    public boolean isBare(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            int value = bytes[i] & 0xFF;
            boolean escaped = quotes.length == 0 && escapes.letter(bytes[i]) != 0;
            if (stops[value] || escaped || ByteArrays.isControl(bytes[i])) {
                return false;
            }
        }
        return true;
    }

    /**
     * Writes the word whose content ends {@code output} from {@code from} on: bare if it can be,
     * else in quotes, else as a literal.
     *
     * @param always whether it is not written bare
     * @param eightBit whether quotes may hold bytes beyond ASCII
     * @return why it cannot be written; null if it was
     */
    public @Nullable String write(
            Output output, int from, boolean always, Controls controls, boolean eightBit) {
        int to = output.position();
        byte[] content = output.array();
        boolean bare =
                !always
                        && from < to
                        && isBare(content, from, to)
                        && (eightBit || literals == null || ByteArrays.isAscii(content, from, to))
                        && !isNil(content, from, to);
        if (bare) {
            return null;
        }
        if (quotes.length == 0 && from == to) {
            return "an empty value where a word must be";
        }
        byte[] copy = Arrays.copyOfRange(content, from, to);
        output.position(from);
        boolean preferred = literals != null && literals.isPreferred(copy);
        if (!preferred && writeQuoted(output, copy, controls, eightBit)) {
            return null;
        }
        output.position(from);
        if (literals == null) {
            output.write(copy);
            return "a character that quotes cannot hold, in a value";
        }
        literals.write(copy, output);
        return null;
    }

    /** Whether {@code [from, to)} is the bare word of an empty {@code Optional}, in any case. */
    private boolean isNil(byte[] content, int from, int to) {
        return nil.length > 0
                && to - from == nil.length
                && ByteArrays.equalFolded(nil, content, from);
    }

    private boolean writeQuoted(
            Output output, byte[] content, Controls controls, boolean eightBit) {
        if (quotes.length > 0) {
            output.write(quotes[0]);
        }
        for (byte each : content) {
            boolean high = each < 0 && !eightBit && literals != null;
            if (high || !writeOne(output, each, controls)) {
                return false;
            }
        }
        if (quotes.length > 0) {
            output.write(quotes[0]);
        }
        return true;
    }

    boolean writeOne(Output output, byte value, Controls controls) {
        byte letter = escapes.letter(value);
        if (escapes.areDoubled() && value == quotes[0]) {
            output.write(value, value);
        } else if (letter != 0 && isEscaped(value)) {
            output.write((byte) '\\', letter);
        } else if (quotes.length > 0 && value == quotes[0]) {
            return false;
        } else if (ByteArrays.isControl(value) && !controls.isInText(value)) {
            return escapes.writeHex(output, value);
        } else {
            output.write(value);
        }
        return true;
    }

    /**
     * Whether a byte that has an escape is written with it: other quotes than the first are not.
     */
    private boolean isEscaped(byte value) {
        return quotes.length == 0 || value == quotes[0] || !isQuote(value);
    }
}
