package org.ropewalk.block;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.Bytes;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineReader;
import org.ropewalk.line.LineWriter;
import org.ropewalk.line.PayloadEnd;
import org.ropewalk.line.Slice;
import org.ropewalk.reactor.Output;

/**
 * What a payload holds, which has arrived completely: lines that are an item each, or fields and,
 * after an empty line, a body. A line of a payload ends in LF, or in CR LF.
 */
@ForGeneratedCode
public final class Contents {
    /** Items of one payload: more are malformed. */
    public static final int MOST_ITEMS = 100_000;

    private static final byte[] NOTHING = {};

    private final LineReader line = new LineReader();
    private final byte[] bytes;

    /** Where the body begins; the payload's end if it has none. */
    private int bodyFrom;

    private Contents(LineFormat format, byte[] bytes, boolean folds) {
        this.bytes = bytes;
        byte[] fields = new byte[bytes.length + 1];
        int count = 0;
        int at = 0;
        while (at < bytes.length) {
            int next = BlockHead.lineEnd(bytes, at, bytes.length);
            int end = end(bytes, at, next);
            if (end == at) {
                at = next + 1;
                break;
            }
            int from = at;
            if (folds && count > 0 && BlockHead.isBlank(bytes[at])) {
                fields[count - 1] = ' ';
                from = BlockHead.skipBlanks(bytes, at, end);
            }
            System.arraycopy(bytes, from, fields, count, end - from);
            count += end - from;
            fields[count++] = '\n';
            at = next + 1;
        }
        bodyFrom = Math.min(at, bytes.length);
        line.show(fields, 0, 0, format.contents()).cursor().inBlock(0, count);
        if (!format.allowsControls(fields, 0, count)) {
            controls(line, format, fields, 0, count);
        }
    }

    /** Where a line ends, without the CR of a CR LF. */
    private static int end(byte[] bytes, int from, int next) {
        boolean crLf = next < bytes.length && next > from && bytes[next - 1] == '\r';
        return crLf ? next - 1 : next;
    }

    private static void controls(
            LineReader line, LineFormat format, byte[] lines, int from, int to) {
        for (int at = from; at < to; at = BlockHead.lineEnd(lines, at, to) + 1) {
            int next = BlockHead.lineEnd(lines, at, to);
            if (!format.allowsControls(lines, at, next)) {
                line.malformed("a control character in a value");
            }
        }
    }

    // ---- reading

    /**
     * The items of a payload, one in each line.
     *
     * @param item reads one; what it cannot read fails in the reader
     * @throws IllegalArgumentException if a line is no item, or there are more than {@link
     *     #MOST_ITEMS}
     */
    public static <T> List<T> items(
            LineFormat format, Slice payload, Function<LineReader, T> item) {
        byte[] bytes = payload.toByteArray();
        LineReader line = new LineReader();
        List<T> items = new ArrayList<>();
        for (int at = 0; at < bytes.length; ) {
            int next = BlockHead.lineEnd(bytes, at, bytes.length);
            int end = end(bytes, at, next);
            if (items.size() == MOST_ITEMS) {
                throw new IllegalArgumentException("more than " + MOST_ITEMS + " items");
            }
            line.show(bytes, at, end, format.contents());
            if (!format.allowsControls(bytes, at, end)) {
                line.malformed("a control character in a value");
            }
            items.add(item(line, item, items.size() + 1));
            at = next + 1;
        }
        return items;
    }

    /**
     * The items of a payload, each of several lines. An item begins with the field {@code name},
     * and ends before the next such field.
     *
     * @param name a field's name with its mark
     * @param item reads one; what it cannot read fails in the reader
     * @throws IllegalArgumentException if lines are no item, or there are more than {@link
     *     #MOST_ITEMS}
     */
    public static <T> List<T> blocks(
            LineFormat format, Slice payload, String name, Function<LineReader, T> item) {
        byte[] lines = withLineFeeds(payload.toByteArray());
        byte[] first = name.getBytes(StandardCharsets.US_ASCII);
        LineReader line = new LineReader();
        List<T> items = new ArrayList<>();
        for (int at = 0; at < lines.length; ) {
            if (items.size() == MOST_ITEMS) {
                throw new IllegalArgumentException("more than " + MOST_ITEMS + " items");
            }
            int end = BlockHead.lineEnd(lines, at, lines.length);
            int next = end + 1;
            while (next < lines.length && !begins(lines, next, first, format)) {
                next = BlockHead.lineEnd(lines, next, lines.length) + 1;
            }
            next = Math.min(next, lines.length);
            line.show(lines, at, end, format.contents())
                    .cursor()
                    .inBlock(Math.min(end + 1, lines.length), next);
            if (!begins(lines, at, first, format)) {
                line.malformed("no field " + name);
            }
            controls(line, format, lines, at, next);
            items.add(item(line, item, items.size() + 1));
            at = next;
        }
        return items;
    }

    private static boolean begins(byte[] lines, int at, byte[] name, LineFormat format) {
        int to = at + name.length;
        return to <= lines.length && FieldNames.is(lines, at, to, name, format.foldsCase());
    }

    /** Lines that end in LF alone, the last one too. */
    private static byte[] withLineFeeds(byte[] bytes) {
        byte[] lines = new byte[bytes.length + 1];
        int count = 0;
        for (int at = 0; at < bytes.length; ) {
            int next = BlockHead.lineEnd(bytes, at, bytes.length);
            int end = end(bytes, at, next);
            System.arraycopy(bytes, at, lines, count, end - at);
            count += end - at;
            lines[count++] = '\n';
            at = next + 1;
        }
        return Arrays.copyOf(lines, count);
    }

    private static <T> T item(LineReader line, Function<LineReader, T> item, int number) {
        T value = item.apply(line);
        if (!line.ok()) {
            throw new IllegalArgumentException(
                    "item %d, \"%s\": %s".formatted(number, line.printable(), line.message()));
        }
        return value;
    }

    /**
     * Fields, and a body after an empty line. Without an empty line the body is empty, as the body
     * of a message is optional (RFC 5322, 2.1).
     *
     * @param folds whether a line that begins with a blank goes on with the field before it
     */
    public static Contents of(LineFormat format, Slice payload, boolean folds) {
        return new Contents(format, payload.toByteArray(), folds);
    }

    /** The reader of the fields. */
    public LineReader line() {
        return line;
    }

    /** What follows the empty line. */
    public Bytes body() {
        return Bytes.copy(bytes, bodyFrom, bytes.length - bodyFrom);
    }

    /** What follows the empty line. */
    public byte[] bodyArray() {
        return Arrays.copyOfRange(bytes, bodyFrom, bytes.length);
    }

    /** The lines after the empty line. */
    public List<String> bodyLines() {
        return line.lines(Slice.of(bytes, bodyFrom, bytes.length - bodyFrom));
    }

    /**
     * Checks that all was read.
     *
     * @throws IllegalArgumentException if it was not
     */
    public static void check(LineReader line) {
        if (!line.ok()) {
            throw new IllegalArgumentException(line.message());
        }
    }

    // ---- writing

    /**
     * The bytes of items, one in each line.
     *
     * @throws IllegalArgumentException if one cannot be written
     */
    public static <T> byte[] bytes(
            LineFormat format, Iterable<T> items, BiConsumer<LineWriter, T> item) {
        Output output = new Output(0);
        LineWriter writer = new LineWriter().on(output, format.contents());
        items.forEach(each -> item.accept(writer, each));
        return Arrays.copyOf(output.array(), output.position());
    }

    /**
     * The bytes of fields.
     *
     * @param fields writes each of them after the end of a line
     * @throws IllegalArgumentException if one cannot be written
     */
    public static byte[] fields(LineFormat format, Consumer<LineWriter> fields) {
        Output output = new Output(0);
        LineWriter writer = new LineWriter().on(output, format.contents());
        writer.end();
        int from = output.position();
        output.position(0);
        fields.accept(writer);
        if (output.position() == 0) {
            return NOTHING;
        }
        writer.end();
        return Arrays.copyOfRange(output.array(), from, output.position());
    }

    /** The bytes of fields, an empty line, and a body. */
    public static byte[] message(LineFormat format, Consumer<LineWriter> fields, byte[] body) {
        byte[] head = fields(format, fields);
        byte[] end = format.contents().line("");
        byte[] whole = Arrays.copyOf(head, head.length + end.length + body.length);
        System.arraycopy(end, 0, whole, head.length, end.length);
        System.arraycopy(body, 0, whole, head.length + end.length, body.length);
        return whole;
    }

    /**
     * The bytes of lines, which hold any byte but their ends.
     *
     * @throws IllegalArgumentException if one holds a line end
     */
    public static byte[] lines(LineFormat format, List<String> lines) {
        Output output = new Output(0);
        new LineWriter().on(output, format.contents()).payload(lines, PayloadEnd.CLOSE);
        return Arrays.copyOf(output.array(), output.position());
    }
}
