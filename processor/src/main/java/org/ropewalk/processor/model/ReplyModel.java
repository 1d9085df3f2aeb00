package org.ropewalk.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/**
 * What {@code @Reply} says: the lines that are written.
 *
 * @param values the spellings of its line: what is written first, then what a client reads for it,
 *     too; none if it has no line
 * @param between the lines between the first and the last of a reply that is no list
 * @param ends the spellings of the line behind the items, or of the last line of a reply of several
 *     that is no list
 * @param absent the line for an empty optional or {@code false}
 * @param items how items are written
 * @param bare whether nothing stands around it
 * @param close whether the connection is closed after it
 */
public record ReplyModel(
        List<Template> values,
        List<Template> between,
        List<Template> ends,
        Optional<Template> absent,
        Items items,
        boolean bare,
        boolean close) {
    /**
     * How the items of a list are written.
     *
     * @param each the line of one item
     * @param per the parameter or earlier command for each element of which there is one item
     */
    public record Items(Optional<Template> each, Optional<String> per) {
        /** There are none, or what follows says how they are written. */
        public static final Items NONE = new Items(Optional.empty(), Optional.empty());
    }

    /** A reply without a line. */
    public static final ReplyModel NONE = of(List.of(), false);

    /** Copies the lists. */
    public ReplyModel {
        values = List.copyOf(values);
        between = List.copyOf(between);
        ends = List.copyOf(ends);
    }

    /** A reply of one line at the most, which has these spellings. */
    public static ReplyModel of(List<Template> spellings, boolean close) {
        return new ReplyModel(
                spellings, List.of(), List.of(), Optional.empty(), Items.NONE, false, close);
    }

    /** A reply of one line. */
    public static ReplyModel of(Template line) {
        return of(List.of(line), false);
    }

    /** This line before a list that has a line for each item, and one behind them. */
    ReplyModel listing(Template item, Template last) {
        Items each = new Items(Optional.of(item), Optional.empty());
        return new ReplyModel(
                values, List.of(), List.of(last), Optional.empty(), each, bare, close);
    }

    /** This, with another line. */
    public ReplyModel withValue(UnaryOperator<Template> change) {
        return new ReplyModel(all(values, change), between, ends, absent, items, bare, close);
    }

    /** This, with another line behind its items. */
    public ReplyModel withEnd(UnaryOperator<Template> change) {
        return new ReplyModel(values, between, all(ends, change), absent, items, bare, close);
    }

    /** This, where what follows the line says how items are written. */
    public ReplyModel withoutEach() {
        Items followed = new Items(Optional.empty(), per());
        return new ReplyModel(values, between, ends, absent, followed, bare, close);
    }

    /** The line, as it is written; empty if there is none. */
    public Optional<Template> value() {
        return values.stream().findFirst();
    }

    /** The last line, as it is written; empty if there is no other than {@link #value}. */
    public Optional<Template> end() {
        return ends.stream().findFirst();
    }

    /** Other lines that a client reads for {@link #end}. */
    public List<Template> endSpellings() {
        return ends.stream().skip(1).toList();
    }

    /** The line of one item. */
    public Optional<Template> each() {
        return items.each();
    }

    /** The parameter or earlier command for each element of which there is one item. */
    public Optional<String> per() {
        return items.per();
    }

    private static List<Template> all(List<Template> lines, UnaryOperator<Template> change) {
        return lines.stream().map(change).toList();
    }

    /** All its lines. */
    public Stream<Template> lines() {
        return Stream.of(
                        values.stream(),
                        between.stream(),
                        endSpellings().stream(),
                        Stream.of(each(), end(), absent).flatMap(Optional::stream))
                .flatMap(lines -> lines);
    }

    /** The lines with which it may end. */
    public Stream<Template> lastLines() {
        return end().isPresent() ? Stream.concat(end().stream(), absent.stream()) : lines();
    }

    /** Whether it has several lines for a result that is no list. */
    public boolean isSequence() {
        return value().isPresent() && each().isEmpty() && end().isPresent() && per().isEmpty();
    }

    /** The lines in their order; none but the first of a list. */
    public List<Template> sequence() {
        return isSequence()
                ? Stream.of(value().stream(), between.stream(), end().stream())
                        .flatMap(lines -> lines)
                        .toList()
                : value().stream().toList();
    }

    /** The number of the line of {@link #sequence} that payloads stand behind. */
    public int payloadLine() {
        List<Template> lines = sequence();
        for (int i = 0; i < lines.size(); i++) {
            if (hasLength(lines.get(i))) {
                return i;
            }
        }
        return lines.size() - 1;
    }

    private static boolean hasLength(Template line) {
        return line.nodes().stream().anyMatch(Node.Length.class::isInstance)
                || line.fields().stream()
                        .flatMap(block -> block.fields().stream())
                        .anyMatch(Node.Field::isLength);
    }

    /** Its first line alone, before a result that comes later. */
    public ReplyModel opening() {
        return new ReplyModel(
                values, List.of(), List.of(), Optional.empty(), Items.NONE, bare, false);
    }

    /** What comes after {@link #opening}. */
    public ReplyModel behindOpening() {
        return new ReplyModel(ends, List.of(), List.of(), absent, Items.NONE, false, close);
    }

    /** What is written for a result that is there. */
    public ReplyModel present() {
        return new ReplyModel(values, between, ends, Optional.empty(), items, bare, close);
    }

    /** The reply, after which the connection is closed. */
    public ReplyModel closing() {
        return new ReplyModel(values, between, ends, absent, items, bare, true);
    }

    /** What is written for a result that is not there. */
    public ReplyModel ofAbsence() {
        return of(absent.stream().toList(), close);
    }

    /**
     * The reply with other lines.
     *
     * @param last what becomes of lines that end a reply
     * @param other what becomes of those that do not
     */
    public ReplyModel map(UnaryOperator<Template> last, UnaryOperator<Template> other) {
        boolean several = each().isPresent() || end().isPresent();
        return new ReplyModel(
                all(values, several ? other : last),
                all(between, other),
                all(ends, last),
                absent.map(last),
                new Items(each().map(other), per()),
                bare,
                close);
    }
}
