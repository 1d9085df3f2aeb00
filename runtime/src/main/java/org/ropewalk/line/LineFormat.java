package org.ropewalk.line;

import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.Carrier;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.annotation.Quoted;
import org.ropewalk.annotation.Separator;
import org.ropewalk.annotation.Terminator;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.Controls;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.line.bytes.TextEncoding;
import org.ropewalk.line.ends.EmptyLine;
import org.ropewalk.line.ends.LineEnds;
import org.ropewalk.line.resp.RespElements;
import org.ropewalk.line.resp.RespFormat;
import org.ropewalk.line.words.LineSyntax;
import org.ropewalk.line.words.LineSyntax.EmptyLines;
import org.ropewalk.line.words.Quotes;
import org.ropewalk.line.words.TextLiterals;
import org.ropewalk.line.words.WordForm;
import org.ropewalk.line.words.WordQuoter;
import org.ropewalk.line.words.WriteFaults;
import org.ropewalk.reactor.Output;

/** How the lines of a protocol are encoded. Immutable. */
@ForGeneratedCode
public final class LineFormat {
    private static final byte[] CRLF = {'\r', '\n'};
    private static final byte[] LF = {'\n'};
    private static final char DELETE = 0x7F;

    /** Both usual line ends. */
    private static final List<String> BOTH = List.of(Terminator.CRLF, Terminator.LF);

    private static final byte[] NOTHING = {};

    private static final LineFormat STANDARD =
            new LineFormat(Terminator.CRLF, Separator.SPACES, false, StandardCharsets.UTF_8);

    private final LineSyntax lines;
    private final Options options;

    /** What ends a line that is received; null where only CR LF and LF do. */
    private final @Nullable LineEnds readEnds;

    /** What cannot be written. */
    final WriteFaults faults;

    /** How the lines inside payloads are encoded. */
    private final LineFormat contents;

    /** How words are quoted; null where they are not. */
    final @Nullable Quotes quotes;

    /** As the quotes, where words may be literals; else null. */
    final @Nullable Quotes literals;

    /** Whether lines that are received end in CR LF, and hold no literals and no values of RESP. */
    private final boolean readsPlainLines;

    final boolean readsCrLf;
    final boolean readsLf;
    final boolean oneSpace;

    /** Whether a tab separates words as a blank does. */
    final boolean readsTabs;

    /** Whether a colon begins the last word, which may have blanks. */
    final boolean trailing;

    final boolean foldsCase;
    final boolean utf8;
    final Charset charset;
    final boolean endsInCrLf;
    final byte[] end;

    /** What is before each line: the end of an empty line, or nothing. */
    private final byte[] before;

    /** What follows the empty line of a block, and its payload. */
    final byte[] blockEnd;

    /** An end of a line, and what follows a block. */
    final byte[] endOfBlock;

    /** Whether values are checked for more than blanks and controls. */
    final boolean checksMore;

    /** Whether words are written as they are, and lines end in CR LF or LF and nothing else. */
    final boolean writesPlainLines;

    /**
     * A format of lines that end alike in both directions.
     *
     * @param terminator one of {@link Terminator}
     * @param caseSensitive whether the case of ASCII letters counts in verbs, literals and
     *     constants
     */
    public LineFormat(
            String terminator, Separator separator, boolean caseSensitive, Charset charset) {
        this(terminator, separator, caseSensitive, charset, Carrier.LINE);
    }

    /**
     * A format whose words travel as {@code carrier} has it.
     *
     * @throws IllegalArgumentException if that is no carrier of lines
     */
    public LineFormat(
            String terminator,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        this(ends(terminator), ends(terminator), separator, caseSensitive, charset, carrier);
    }

    /**
     * A format whose lines end in one way or another.
     *
     * @param reads what ends a line that is received; the first is what the other side writes
     * @param writes what may end a line that is written; the first does
     * @throws IllegalArgumentException if {@code carrier} is no carrier of lines
     */
    public LineFormat(
            List<String> reads,
            List<String> writes,
            Separator separator,
            boolean caseSensitive,
            Charset charset,
            Carrier carrier) {
        this(
                new LineSyntax(reads, writes, separator, caseSensitive, charset, carrier),
                new Options(
                        Controls.of(separator == Separator.BLANKS), null, null, null, null, null),
                false);
    }

    /**
     * A format of lines.
     *
     * @param inPayloads whether they are the lines inside payloads
     */
    private LineFormat(LineSyntax lines, Options options, boolean inPayloads) {
        this.lines = lines;
        this.options = inPayloads ? options.inPayloads() : options;
        List<String> reads = inPayloads ? BOTH : lines.reads();
        String written = inPayloads ? lines.endInPayloads() : lines.writes().get(0);
        boolean usual = inPayloads || LineEnds.areUsual(lines.writes());
        this.readEnds =
                this.options.readCheck == null && LineEnds.areUsual(reads)
                        ? null
                        : new LineEnds(reads);
        this.readsCrLf = readEnds == null && reads.contains(Terminator.CRLF);
        this.readsLf = readEnds == null && reads.contains(Terminator.LF);
        this.literals =
                options.quotes != null && options.quotes.hasLiterals() ? options.quotes : null;
        this.readsPlainLines = readsCrLf && literals == null && options.resp == null;
        Blocks blocks = this.options.blocks;
        this.blockEnd = blocks == null ? NOTHING : LineEnds.bytes(blocks.end());
        boolean onlyLines = literals == null && blockEnd.length == 0;
        this.end = LineEnds.bytes(written);
        this.before = lines.emptyLines() == EmptyLines.WRITTEN && !inPayloads ? end : NOTHING;
        boolean plain = usual && onlyLines && this.options.writeCheck == null && before.length == 0;
        this.endsInCrLf = plain && written.equals(Terminator.CRLF);
        this.endOfBlock = ByteArrays.join(end, blockEnd);
        this.oneSpace = lines.separator() == Separator.ONE_SPACE;
        this.readsTabs = lines.separator() == Separator.BLANKS;
        this.trailing = lines.carrier() == Carrier.TRAILING;
        this.faults =
                new WriteFaults(
                        literals,
                        options.controls,
                        lines,
                        usual ? null : new LineEnds(lines.writes()),
                        trailing,
                        end[end.length - 1]);
        this.foldsCase = !lines.caseSensitive();
        this.charset = lines.charset();
        this.utf8 = charset.equals(StandardCharsets.UTF_8);
        this.quotes = options.quotes;
        this.checksMore = trailing || !usual || inPayloads && quotes != null || lines.isSplit();
        this.writesPlainLines = plain && quotes == null && options.resp == null && !checksMore;
        this.contents = inPayloads ? this : inPayloads(lines, options);
    }

    private static LineFormat inPayloads(LineSyntax lines, Options options) {
        return new LineFormat(options.quotes == null ? lines.unsplit() : lines, options, true);
    }

    private static List<String> ends(String terminator) {
        return switch (terminator) {
            case Terminator.CRLF_OR_LF -> BOTH;
            case Terminator.LF_OR_CRLF -> List.of(Terminator.LF, Terminator.CRLF);
            default -> List.of(terminator);
        };
    }

    /**
     * Lines that end in CR LF, words between blanks, letter case without meaning, text in UTF-8.
     */
    public static LineFormat standard() {
        return STANDARD;
    }

    /** What ends a line that is received; null where CR LF and LF alone do. */
    public @Nullable LineEnds otherEnds() {
        return readEnds;
    }

    /** One of the ends of a line that is received. */
    public byte[] readEnd() {
        return readEnds != null ? readEnds.first() : (readsCrLf ? CRLF : LF).clone();
    }

    /**
     * This format, whose values may hold {@code values}: characters below the blank, or delete.
     *
     * @throws IllegalArgumentException if one of them is no control, or is NUL, CR or LF
     */
    public LineFormat withControls(String values) {
        for (char c : values.toCharArray()) {
            if (c >= ' ' && c != DELETE || c == 0 || c == '\r' || c == '\n') {
                throw new IllegalArgumentException(
                        "not a control character that a value can contain: " + (int) c);
            }
        }
        return with(options.controls.with(Controls.bits(values), 0), options.blocks);
    }

    /** This format, whose literals hold {@code literals}, which values do not hold therefore. */
    public LineFormat withLiterals(String literals) {
        return with(options.controls.with(0, Controls.bits(literals)), options.blocks);
    }

    /** This format, whose lines have computed values; null where those of a direction have none. */
    public LineFormat withChecks(@Nullable LineCheck reads, @Nullable LineCheck writes) {
        Options old = options;
        return with(new Options(old.controls, reads, writes, old.blocks, old.resp, old.quotes));
    }

    /**
     * This format, where what is received are blocks of lines, each of which ends in an empty line.
     * Where lines are folded, they may hold tabs.
     */
    public LineFormat withBlocks(Blocks read) {
        return with(options.controls.with(Controls.bits(read.folds() ? "\t" : ""), 0), read);
    }

    private LineFormat with(Controls controls, @Nullable Blocks blocks) {
        Options old = options;
        return with(
                new Options(controls, old.readCheck, old.writeCheck, blocks, old.resp, old.quotes));
    }

    private LineFormat with(Options others) {
        return new LineFormat(lines, others, false);
    }

    /**
     * This format, whose words may be written in quotes: see {@link Quoted}.
     *
     * @param served whether it is that of a server
     */
    public LineFormat withQuotes(
            String marks,
            Quoted.Escape escape,
            String escapes,
            String specials,
            String nil,
            Quoted.Literal literal,
            boolean served) {
        Quotes words = new Quotes(marks, escape, escapes, specials, nil, literal, lines, served);
        return with(options.withWords(options.resp, words));
    }

    /** This format, where {@code separator} is between two commands or replies of a line. */
    public LineFormat withSeparator(String separator) {
        return new LineFormat(lines.split(separator, quotes != null), options, false);
    }

    /** This format, where a server writes an empty line before each line, or a client skips it. */
    public LineFormat withEmptyLines(boolean written) {
        return new LineFormat(lines.withEmptyLines(written), options, false);
    }

    /** Whether empty lines that are received have no meaning. */
    public boolean skipsEmptyLines() {
        return lines.emptyLines() == EmptyLines.SKIPPED;
    }

    /** What is before each line that is written: the end of an empty line, or nothing. */
    public byte[] beforeLine() {
        return before;
    }

    /** How words are written; null where their content is between blanks. */
    @Nullable WordForm wordForm() {
        return quotes;
    }

    /** Whether each word of a line that begins with a quote ends with it. */
    public boolean hasBalancedQuotes(byte[] frame, int from, int to) {
        return quotes == null || quotes.areBalanced(frame, from, to);
    }

    // ---- literals

    /** Whether words may be literals. */
    public boolean hasLiterals() {
        return literals != null;
    }

    /** Whether a server reads and writes literals, and not its client. */
    public boolean servesLiterals() {
        return literals != null && literals.isServed();
    }

    /** Whether a literal at {@code next} belongs to the line {@code bytes[from, to)}. */
    public boolean announcesLiteral(byte[] bytes, int from, int to, int next) {
        return literals != null && literals.announces(bytes, from, to, next);
    }

    /** How many bytes after {@code next} belong to the literal; see {@link Quotes#announced}. */
    @SuppressWarnings("NullAway") // Called where there are literals.
    public long announcedLiteral(byte[] bytes, int from, int to, int next) {
        return literals.announced(bytes, from, to, next);
    }

    /** Whether the peer waits until it may send the literal that a line announces at its end. */
    public boolean waitsForLiteral(byte[] bytes, int to) {
        return literals != null && literals.waits(bytes, to);
    }

    /** Where the content of the first block in a part of a line begins; negative if none does. */
    public int blockContent(byte[] bytes, int from, int to) {
        return literals == null ? -1 : literals.blockContent(bytes, from, to);
    }

    /** Where a part of a line is read on for blocks; see {@link Quotes#settled}. */
    public int settled(byte[] bytes, int from, int to) {
        return literals == null ? to : literals.settled(bytes, from, to);
    }

    /** Where a word begins that does not end in a part of a line; see {@link Quotes#openWord}. */
    public int openWord(byte[] bytes, int from, int to) {
        return literals == null ? to : literals.openWord(bytes, from, to);
    }

    /** The first literal that is to be asked for, see {@link Quotes#asked}. */
    public long askedLiteral(byte[] bytes, int from, int to) {
        return literals == null ? Quotes.NO_LITERAL : literals.asked(bytes, from, to);
    }

    /** How blocks are read; null where lines are. */
    public @Nullable Blocks blocks() {
        return options.blocks;
    }

    /** This format, where values of RESP are received and written, and lines too perhaps. */
    public LineFormat withResp(RespFormat values) {
        return with(options.withWords(values, quotes));
    }

    /** How RESP is used; null where it is not. */
    public @Nullable RespFormat resp() {
        return options.resp;
    }

    /** Whether the case of ASCII letters has no meaning in verbs, literals, constants and names. */
    public boolean foldsCase() {
        return foldsCase;
    }

    /**
     * How the lines inside payloads are encoded: without a computed value, and with CR LF at the
     * end of each if lines end in CR LF, else with LF.
     */
    public LineFormat contents() {
        return contents;
    }

    /** The value that lines have which are received; null if they have none. */
    public @Nullable LineCheck readCheck() {
        return options.readCheck;
    }

    /** Lets {@code quoter} write the words of this format. */
    void quote(WordQuoter quoter) {
        quoter.on(quotes, options.controls, utf8, lines);
    }

    /**
     * Writes what is around the last line from {@code begin} on; returns why that cannot be
     * written, or null.
     */
    @Nullable String compute(Output output, int begin) {
        int from = faults.lastLine(output.array(), begin, output.position());
        if (options.writeCheck == null) {
            return before.length == 0 ? null : EmptyLine.insert(before, output, from);
        }
        try {
            byte[] whole = checked(Arrays.copyOfRange(output.array(), from, output.position()));
            output.position(from);
            output.write(whole);
            return null;
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    /** {@code line} with what is around it; itself if nothing is. */
    private byte[] checked(byte[] line) {
        if (options.writeCheck == null) {
            return line;
        }
        byte[] whole = options.writeCheck.around(line);
        if (!allowsControls(whole, 0, whole.length)
                || faults.inValue(whole, 0, whole.length, true) != null) {
            throw new IllegalArgumentException("a computed value that a line cannot contain");
        }
        return whole;
    }

    /** Whether a line may hold every control in {@code bytes[from, to)}. */
    public boolean allowsControls(byte[] bytes, int from, int to) {
        return TextLiterals.allow(literals, options.controls, bytes, from, to);
    }

    /**
     * Whether values may hold every control in {@code bytes[from, to)} that is in none of its
     * literals; a line may hold it.
     */
    boolean allowsInValues(byte[] bytes, int from, int to) {
        return TextLiterals.allowInValues(literals, options.controls, bytes, from, to);
    }

    /**
     * Whether a line that is received ends in CR LF, and holds no literals and no values of RESP.
     */
    public boolean readsPlainLines() {
        return readsPlainLines;
    }

    /** Whether CR LF ends a line that is received. */
    public boolean readsCrLf() {
        return readsCrLf;
    }

    /**
     * The digits of a number, without an exponent.
     *
     * @throws IllegalArgumentException if they are more than a reader takes
     */
    public static String digits(BigDecimal value) {
        return DecimalDigits.plain(value);
    }

    /** Whether LF alone ends a line that is received. */
    public boolean readsLf() {
        return readsLf;
    }

    /** Whether CR LF, and not LF, ends the lines of a payload that is received. */
    public boolean payloadsHaveCrLf() {
        return lines.reads().get(0).equals(Terminator.CRLF);
    }

    /**
     * {@code line} with its end, as bytes that may be written again and again; several lines, if
     * {@code \n} is between them.
     */
    public byte[] line(String line) {
        String ends = new String(ByteArrays.join(end, before), StandardCharsets.ISO_8859_1);
        byte[] text = checked(text(line.replace("\n", ends)));
        byte[] whole = ByteArrays.join(text, line.endsWith("\n") ? endOfBlock : end);
        return ByteArrays.join(before, whole);
    }

    /** The version of RESP in which values are written. */
    int respVersion() {
        return options.resp == null ? 2 : options.resp.version();
    }

    /** {@code words}, between blanks, as a command of RESP. */
    public byte[] command(String words) {
        return RespElements.command(text(words));
    }

    /** Whether {@code word} is in {@code bytes} at {@code at}, which has as many bytes. */
    boolean matches(byte[] word, byte[] bytes, int at) {
        return foldsCase
                ? ByteArrays.equalFolded(word, bytes, at)
                : Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
    }

    /** Whether {@code bytes[at, limit)} begins with {@code prefix}. */
    boolean startsWith(byte[] prefix, byte[] bytes, int at, int limit) {
        return limit - at >= prefix.length && matches(prefix, bytes, at);
    }

    /**
     * Writes {@code text}, with blanks in place of what a line cannot hold; in quotes if {@code
     * quoter} says so. Returns why they cannot be written, or null.
     */
    @Nullable String lenient(String text, Output output, WordQuoter quoter) {
        int from = output.position();
        output.write(text.getBytes(charset));
        faults.replaceByBlanks(output, from);
        return quoter.endQuoted(output, from);
    }

    /** Where a word that begins at {@code at} ends at the latest, if no blank ends it before. */
    int wordLimit(byte[] bytes, int at, int end) {
        return readsTabs ? ByteArrays.find(bytes, at, end, '\t') : end;
    }

    /** What writes a payload that ends at {@code payloadEnd} into {@code output}. */
    public PayloadEncoder encoder(PayloadEnd payloadEnd, Output output) {
        return new PayloadEncoder(payloadEnd, end, output);
    }

    /** What follows counted bytes. */
    public byte[] trailer(Trailer trailer) {
        return switch (trailer) {
            case TERMINATOR -> end;
            case CRLF -> CRLF;
            case NONE -> NOTHING;
            case BLOCK -> blockEnd;
        };
    }

    /** {@code text} as bytes, without a line's end. */
    public byte[] text(String text) {
        return text.getBytes(charset);
    }

    /**
     * {@code text} as the bytes of a payload.
     *
     * @throws IllegalArgumentException if the protocol's character set does not have all of it
     */
    public byte[] payload(String text) {
        return TextEncoding.payload(text, charset);
    }

    /**
     * How blocks are read.
     *
     * @param verb the name of the field that is the head of a block, with its mark: {@code
     *     "request="}; empty if its first line is
     * @param folds whether a line that begins with a blank or a tab continues the one before
     * @param length the name of the field that tells how many bytes follow a block, with its mark;
     *     empty if none follow
     * @param lineFirst whether a line comes before the first block: a greeting
     * @param end the characters, up to U+00FF, that follow each block and its payload; empty if
     *     none do
     */
    public record Blocks(String verb, boolean folds, String length, boolean lineFirst, String end) {
        /** Blocks that nothing follows but a payload. */
        public Blocks(String verb, boolean folds, String length, boolean lineFirst) {
            this(verb, folds, length, lineFirst, "");
        }
    }

    /**
     * What only some formats have; null where a format does not.
     *
     * @param readCheck the computed value of a line that is received
     * @param writeCheck the computed value of a line that is written
     */
    private record Options(
            Controls controls,
            @Nullable LineCheck readCheck,
            @Nullable LineCheck writeCheck,
            @Nullable Blocks blocks,
            @Nullable RespFormat resp,
            @Nullable Quotes quotes) {
        Options inPayloads() {
            return new Options(controls, null, null, null, resp, quotes);
        }

        Options withWords(@Nullable RespFormat values, @Nullable Quotes quoted) {
            return new Options(controls, readCheck, writeCheck, blocks, values, quoted);
        }
    }
}
