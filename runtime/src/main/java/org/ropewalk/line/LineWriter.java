package org.ropewalk.line;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.bytes.ByteArrays;
import org.ropewalk.line.bytes.DecimalDigits;
import org.ropewalk.line.bytes.TextEncoding;
import org.ropewalk.line.bytes.Unwritable;
import org.ropewalk.line.bytes.WordCopy;
import org.ropewalk.line.resp.RespElements;
import org.ropewalk.line.words.WordQuoter;
import org.ropewalk.reactor.Output;
import org.ropewalk.telemetry.Printable;

/**
 * Formats a reply or a command, completely or not at all. A value that would end or split the line
 * is refused with an {@link IllegalArgumentException}; everything since {@link #begin()} is then
 * withdrawn. What is checked are the encoded bytes. One writer serves all connections of a loop.
 */
@ForGeneratedCode
public final class LineWriter {
    private LineFormat format = LineFormat.standard();

    /** Whether words are written as they are, and lines end in CR LF or LF. */
    private boolean plain = format.writesPlainLines;

    private Output output = new Output(0);
    private int mark;
    private int itemsLeft;
    private int maxBytes = Integer.MAX_VALUE;
    private int maxLineBytes = Integer.MAX_VALUE;
    private int maxWords = Integer.MAX_VALUE;
    final WordQuoter quoter = new WordQuoter();
    private final PayloadWriter payloads = new PayloadWriter();

    /** Whether a part was refused, and all was taken back. */
    private boolean refused;

    /** Where the line that is being written begins, or something in front of it. */
    private int line;

    /** Whether what is written is not the caller's, but supplied by a handler. */
    private boolean supplied;

    /** What tells the reply to the command that is being written; null if nothing does. */
    private @Nullable String tag;

    private final RespElements resp = new RespElements();

    /** Writes elements of RESP; null where a line is written. */
    private @Nullable RespElements elements;

    /** A writer into nowhere. */
    public LineWriter() {}

    /** Writes into {@code target} from now on; returns this. */
    public LineWriter on(Output target, LineFormat targetFormat) {
        output = target;
        if (format != targetFormat) {
            format = targetFormat;
            plain = format.writesPlainLines;
            format.quote(quoter);
        }
        return begin();
    }

    /** Sets what {@link #tag()} writes into the command that is written next. */
    public void tag(String next) {
        tag = next;
    }

    /** Writes the command's tag, as a word. */
    @SuppressWarnings("NullAway") // Called where replies have tags.
    public LineWriter tag() {
        return word(tag);
    }

    /** Begins a reply or a command, within the bounds of the last; returns this. */
    public LineWriter begin() {
        mark = output.position();
        refused = false;
        restart();
        return this;
    }

    /**
     * Bounds what is begun to {@code max} bytes, and each line of it to {@code maxLine}; returns
     * this.
     */
    public LineWriter bounds(int max, int maxLine) {
        maxBytes = max;
        return lines(maxLine);
    }

    /** Bounds the lines of what was begun otherwise; returns this. */
    public LineWriter lines(int maxLine) {
        maxLineBytes = maxLine;
        return this;
    }

    /** Limits the payload bytes of what is begun from now on; returns this. */
    public LineWriter payloads(int max) {
        payloads.most(max);
        return this;
    }

    /** Bounds the words of one list, of what is begun from now on; returns this. */
    public LineWriter words(int max) {
        maxWords = max;
        return this;
    }

    /** Takes back what was written since {@link #begin}. */
    public void rollBack() {
        cut(0);
        refused = false;
    }

    /**
     * Checks that what was begun is whole.
     *
     * @throws IllegalArgumentException if a part of it was refused, and the exception was caught
     */
    public void whole() {
        check(refused ? "a reply of which a part was refused" : null);
    }

    /** Whether what is written next is not the caller's, but supplied by a handler. */
    public void supplied(boolean byHandler) {
        supplied = byHandler;
    }

    /** Whether the part that was begun last, and perhaps failed, is supplied by a handler. */
    public boolean isSupplied() {
        return supplied;
    }

    /** How many bytes were written since {@link #begin}. */
    public int size() {
        return output.position() - mark;
    }

    /** Takes back what was written beyond {@code size} bytes since {@link #begin}. */
    public void cut(int size) {
        output.position(mark + size);
        restart();
    }

    private void restart() {
        line = mark;
        payloads.restart();
        // Usually there are none: a reference is only written where it changes.
        if (elements != null) {
            elements = null;
        }
        quoter.begin();
    }

    // ---- constants

    /** Writes bytes that were encoded before, line ends among them. */
    public LineWriter raw(byte[] constant) {
        if (elements == null) {
            output.write(constant);
        } else {
            elements.raw(constant);
        }
        return this;
    }

    /** Writes one blank; in an array of RESP, the next element begins. */
    public LineWriter space() {
        if (elements != null) {
            elements.border();
        } else {
            output.write((byte) ' ');
        }
        return this;
    }

    /** Writes elements of RESP, up to {@link #end}. */
    public RespElements elements() {
        elements = resp.on(output, format.respVersion());
        quoter.compose(output);
        return elements;
    }

    /**
     * Ends the line.
     *
     * @throws IllegalArgumentException if the line, or what was begun, has become larger than its
     *     bound
     */
    public void end() {
        if (!plain) {
            endOtherwise();
        } else {
            if (output.position() - line > maxLineBytes) {
                check(format.faults.inLine(output, line, maxLineBytes));
            }
            if (format.endsInCrLf) {
                output.write((byte) '\r', (byte) '\n');
            } else {
                output.write((byte) '\n');
            }
        }
        bounded();
    }

    private void endOtherwise() {
        if (elements != null) {
            check(elements.end(maxWords, payloads.most()));
            elements = null;
            quoter.begin();
            return;
        }
        check(format.compute(output, line));
        check(format.faults.inLine(output, line, maxLineBytes));
        // An empty line ends a block.
        boolean isEmpty = size() > 0 && lineBegin() == output.position();
        output.write(isEmpty ? format.endOfBlock : format.end);
    }

    /** Where the line begins: constants that were written in front of it may hold line ends. */
    private int lineBegin() {
        return format.faults.lastLine(output.array(), line, output.position());
    }

    /**
     * Checks that the line, which is to be ended next, is not one that {@code other} reads: that
     * has another meaning.
     *
     * @throws IllegalArgumentException if it is
     */
    public LineWriter unlike(LinePattern other) {
        check(other.fault(output.array(), lineBegin(), output.position()));
        return this;
    }

    // ---- one word

    /** Writes text as one word. */
    public LineWriter word(String text) {
        return checkedPiece(filled(encode(text)));
    }

    /** Writes bytes as one word. */
    public LineWriter word(Bytes bytes) {
        byte[] array = bytes.array();
        return elements != null && elements.value(array, 0, array.length, true)
                ? this
                : bytes(array, 0, array.length, true);
    }

    /** Writes bytes as one word. */
    public LineWriter word(Slice bytes) {
        return bytes(bytes.array(), bytes.offset(), bytes.length(), true);
    }

    /** Writes bytes as one word. */
    public LineWriter word(byte[] bytes) {
        return bytes(bytes, 0, bytes.length, true);
    }

    /** Checks that something was written from {@code from} on; returns that. */
    private int filled(int from) {
        if (from == output.position() && elements == null) {
            check(quoter.isOn() ? null : "an empty value where a word must be");
            quoter.always();
        }
        return from;
    }

    // ---- one word in quotes

    /** Writes the next word in quotes, even if it could be bare. */
    public LineWriter quoted() {
        quoter.always();
        return this;
    }

    /**
     * Begins a word that is composed of parts: they are written as words that are not quoted.
     *
     * @return where it begins, for {@link #composed}; -1 if it is a part of another
     */
    public int compose() {
        return elements == null ? quoter.compose(output) : output.position();
    }

    /** Ends a word that is composed of parts: it is quoted as a whole, if it must be. */
    public void composed(int from) {
        check(
                elements == null
                        ? quoter.composed(output, from)
                        : format.faults.inWord(output.array(), from, output.position()));
        checkMore(from);
    }

    // ---- a piece of a word: may be empty

    /** Writes text as a piece of a word. */
    public LineWriter piece(String text) {
        return checkedPiece(encode(text));
    }

    /** Writes bytes as a piece of a word. */
    public LineWriter piece(Bytes bytes) {
        return bytes(bytes.array(), 0, bytes.length(), false);
    }

    /** Writes bytes as a piece of a word. */
    public LineWriter piece(Slice bytes) {
        return bytes(bytes.array(), bytes.offset(), bytes.length(), false);
    }

    /** Writes bytes as a piece of a word. */
    public LineWriter piece(byte[] bytes) {
        return bytes(bytes, 0, bytes.length, false);
    }

    /** Writes a word, or a piece of one. */
    private LineWriter bytes(byte[] bytes, int offset, int length, boolean isWord) {
        int from = output.position();
        // The usual case: the bytes are copied and checked in one pass.
        if (plain && WordCopy.copy(bytes, offset, length, output.ensure(length), from)) {
            output.wrote(length);
            return this;
        }
        if (elements != null && elements.value(bytes, offset, length, false)) {
            return this;
        }
        output.write(bytes, offset, length);
        return checkedPiece(isWord ? filled(from) : from);
    }

    /** Checks what was written from {@code from} on. */
    private LineWriter checkedPiece(int from) {
        if (elements != null) {
            elements.wrote(from);
        } else if (quoter.isOn()) {
            composed(from);
        } else {
            checkMore(from);
            int to = output.position();
            if (ByteArrays.blankOrControl(output.array(), from, to) < to) {
                check(format.faults.inWord(output.array(), from, to));
            }
        }
        return this;
    }

    private void checkMore(int from) {
        if (format.checksMore && from >= 0) {
            boolean unquoted = quoter.isVerbatim();
            check(format.faults.inPart(output.array(), mark, from, output.position(), unquoted));
        }
    }

    /** Where the next part begins; {@link TextEnd} checks it. */
    public int part() {
        return output.position();
    }

    // ---- free text

    /** Writes text that may have blanks. */
    public LineWriter free(String text) {
        return checkedFree(encode(text));
    }

    /** Writes bytes that may have blanks. */
    public LineWriter free(Bytes bytes) {
        return checkedFree(append(bytes.array(), 0, bytes.length()));
    }

    /** Writes bytes that may have blanks. */
    public LineWriter free(Slice bytes) {
        return checkedFree(append(bytes.array(), bytes.offset(), bytes.length()));
    }

    /** Writes bytes that may have blanks. */
    public LineWriter free(byte[] bytes) {
        return checkedFree(append(bytes, 0, bytes.length));
    }

    private LineWriter checkedFree(int from) {
        if (elements != null) {
            return checkedPiece(from);
        }
        check(quoter.text(output, from));
        check(format.faults.inText(output.array(), from, output.position()));
        return this;
    }

    /**
     * Writes text for people into a reply that must not fail: what a line cannot hold becomes a
     * blank. After {@link #quoted} it is a word in quotes.
     */
    public LineWriter lenient(String text) {
        check(format.lenient(text, output, quoter));
        return this;
    }

    // ---- numbers

    /** Writes a number in decimal digits. */
    public LineWriter number(long value) {
        if (elements == null) {
            DecimalDigits.write(value, output);
        } else {
            elements.number(value);
        }
        return this;
    }

    /** Writes a blank and a number in decimal digits: the next word, or element of an array. */
    public LineWriter nextNumber(long value) {
        if (elements != null) {
            return space().number(value);
        }
        DecimalDigits.writeNext(value, output);
        return this;
    }

    /** Refuses a payload of {@code bytes} if these are more than {@code most}. */
    public void length(long bytes, long most) {
        check(PayloadWriter.fault(bytes, most));
    }

    /** Writes a number in decimal digits, as Java's unsigned methods read it. */
    public LineWriter unsigned(long value) {
        return value < 0 ? word(DecimalDigits.unsigned(value)) : number(value);
    }

    /** Writes a number with a point, and an exponent perhaps. */
    public LineWriter floating(double value) {
        return floating(Double.toString(value), Double.isFinite(value));
    }

    /** Writes a number of single precision, which has fewer digits. */
    public LineWriter floating(float value) {
        return floating(Float.toString(value), Float.isFinite(value));
    }

    private LineWriter floating(String text, boolean finite) {
        check(finite ? null : text + " where a number must be");
        return elements != null && elements.floating(text) ? this : word(text);
    }

    /**
     * Expects {@code count} items: the line that was written announces them, or in a command so
     * many replies answer it. Returns how many were left of those before.
     */
    public int items(int count) {
        int left = itemsLeft;
        itemsLeft = count;
        return left;
    }

    /** Counts one of them, which is written next. */
    public void item() {
        itemsLeft--;
    }

    /**
     * Checks that all of them were written.
     *
     * @throws IllegalArgumentException if they were not as many as was said
     */
    public void itemsEnd() {
        check(itemsLeft == 0 ? null : "a list whose size is not that of its items");
    }

    /**
     * Checks the size of a list of words that is written next, possibly of none.
     *
     * @throws IllegalArgumentException if it has more words than may be written
     */
    public LineWriter list(int size) {
        check(size > maxWords ? "a list of more than " + maxWords + " words" : null);
        return this;
    }

    /** Writes the digits of a number of any size that a reader takes. */
    public LineWriter digits(String digits) {
        check(DecimalDigits.fault(digits.length()));
        return word(digits);
    }

    // ---- payloads

    /**
     * Checks the length of {@code payload}, which is streamed after the line.
     *
     * @return how many bytes it may have
     * @throws IllegalArgumentException if it is known to have more
     */
    public int streamed(PayloadStream payload) {
        length(payload.hasLength() ? payload.length() : 0, payloads.most());
        return payloads.most();
    }

    /** Writes bytes after a line, unchanged. */
    public LineWriter payload(byte[] bytes) {
        return payload(bytes, 0, bytes.length, false);
    }

    /** Writes bytes after a line, unchanged. Many of them are sent from where they are. */
    public LineWriter payload(Bytes bytes) {
        return payload(bytes.array(), 0, bytes.length(), true);
    }

    /** Writes bytes after a line, unchanged. */
    public LineWriter payload(Slice bytes) {
        return payload(bytes.array(), bytes.offset(), bytes.length(), false);
    }

    /**
     * Writes the length of a payload as the last word of the line, and the payload. Each has the
     * end of a line behind it.
     */
    public LineWriter nextPayload(byte[] bytes) {
        if (!isWritten(bytes)) {
            nextNumber(bytes.length).end();
            payload(bytes).end();
        }
        return this;
    }

    /** As the other: see {@link #nextPayload(byte[])}. */
    public LineWriter nextPayload(Bytes bytes) {
        if (!isWritten(bytes.array())) {
            nextNumber(bytes.length()).end();
            payload(bytes).end();
        }
        return this;
    }

    /** Writes a payload as most are; false if nothing was written, and each part is checked. */
    private boolean isWritten(byte[] bytes) {
        long bound = Math.min(maxLineBytes + (long) line, maxBytes + (long) mark - bytes.length);
        int end = plain ? payloads.writeNext(output, bytes, bound, format.endsInCrLf) : -1;
        line = end < 0 ? line : end;
        return end >= 0;
    }

    private LineWriter payload(byte[] bytes, int offset, int length, boolean lends) {
        check(payloads.write(output, bytes, offset, length, format.blockEnd, lends));
        return bounded();
    }

    /** Writes a payload and its end: see {@link #payload(Slice, PayloadEnd)}. */
    public LineWriter payload(byte[] bytes, PayloadEnd end) {
        return payload(bytes, 0, bytes.length, end);
    }

    /** Writes a payload and its end: see {@link #payload(Slice, PayloadEnd)}. */
    public LineWriter payload(Bytes bytes, PayloadEnd end) {
        return payload(bytes.array(), 0, bytes.length(), end);
    }

    /**
     * Writes a payload and the line that ends it. Every line end becomes that of the protocol, and
     * the last line has one. With a dot as the end, a line that begins with a dot gets a second
     * one. A payload that ends with the connection is written unchanged.
     *
     * @throws IllegalArgumentException if a line of it is the one that ends it
     */
    public LineWriter payload(Slice bytes, PayloadEnd end) {
        return payload(bytes.array(), bytes.offset(), bytes.length(), end);
    }

    /**
     * Writes lines of text and the end of them: see {@link #payload(Slice, PayloadEnd)}.
     *
     * @throws IllegalArgumentException if one of them holds a line end or NUL, or ends them all
     */
    public LineWriter payload(List<String> lines, PayloadEnd end) {
        check(payloads.write(lines, end, format, output));
        return bounded();
    }

    private LineWriter payload(byte[] bytes, int offset, int length, PayloadEnd end) {
        check(payloads.write(format.encoder(end, output), bytes, offset, length));
        return bounded();
    }

    /**
     * Checks the size of what the methods for constants have written: a whole line, or a payload.
     *
     * @throws IllegalArgumentException if what was begun has become larger than its bound
     */
    public LineWriter bounded() {
        check(size() > maxBytes ? "more than " + maxBytes + " bytes" : null);
        line = output.position();
        return this;
    }

    // ---- bytes

    private int append(byte[] bytes, int offset, int length) {
        int from = output.position();
        output.write(bytes, offset, length);
        return from;
    }

    private int encode(String text) {
        int from = output.position();
        check(TextEncoding.write(text, format.charset, output));
        return from;
    }

    /** Refuses what was written if it has a fault; null is none. */
    private void check(@Nullable String fault) {
        if (fault != null) {
            throw refuse(fault);
        }
    }

    /** Where it writes. */
    Output output() {
        return output;
    }

    /** What writes elements of RESP; null where a line is written. */
    @Nullable RespElements elementsIfAny() {
        return elements;
    }

    /** What was written, up to {@link #part}. */
    public byte[] array() {
        return output.array();
    }

    /**
     * Returns an exception with the reason, and takes back what was begun, unless another form of a
     * value can be tried.
     */
    public IllegalArgumentException refuse(@Nullable String why) {
        String written = Printable.of(output.array(), mark, output.position());
        if (!quoter.isAttempt()) {
            cut(0);
            refused = true;
        }
        return Unwritable.of(String.valueOf(why), written);
    }
}
