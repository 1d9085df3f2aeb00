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
 * @param value the line, or nothing
 * @param spellings other lines that a client reads for {@code value}
 * @param each the line of one item
 * @param end the line behind the items; the last line of a reply of several that is no list
 * @param endSpellings other lines that a client reads for {@code end}
 * @param absent the line for an empty optional or {@code false}
 * @param per the parameter or earlier command for each element of which there is one item
 * @param bare whether nothing stands around it
 * @param close whether the connection is closed after it
 * @param between the lines between the first and the last of a reply that is no list
 */
public record ReplyModel(
        Optional<Template> value,
        List<Template> spellings,
        Optional<Template> each,
        Optional<Template> end,
        List<Template> endSpellings,
        Optional<Template> absent,
        Optional<String> per,
        boolean bare,
        boolean close,
        List<Template> between) {
    /** Copies the lists. */
    public ReplyModel {
        spellings = List.copyOf(spellings);
        endSpellings = List.copyOf(endSpellings);
        between = List.copyOf(between);
    }

    /** A reply without a line. */
    public static final ReplyModel NONE = of(Optional.empty(), false);

    /** A reply of one line at the most. */
    public static ReplyModel of(Optional<Template> line, boolean close) {
        return new ReplyModel(
                line,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                close,
                List.of());
    }

    /** A reply of one line. */
    public static ReplyModel of(Template line) {
        return of(Optional.of(line), false);
    }

    /** This line before a list that has a line for each item, and one behind them. */
    ReplyModel listing(Template item, Template last) {
        return new ReplyModel(
                value,
                spellings,
                Optional.of(item),
                Optional.of(last),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                bare,
                close,
                List.of());
    }

    /** This, with other lines that are read in place of its line. */
    public ReplyModel withSpellings(List<Template> others) {
        return new ReplyModel(
                value, others, each, end, endSpellings, absent, per, bare, close, between);
    }

    /** This, with another line. */
    public ReplyModel withValue(UnaryOperator<Template> change) {
        return new ReplyModel(
                value.map(change),
                all(spellings, change),
                each,
                end,
                endSpellings,
                absent,
                per,
                bare,
                close,
                between);
    }

    /** This, with another line behind its items. */
    public ReplyModel withEnd(UnaryOperator<Template> change) {
        return new ReplyModel(
                value,
                spellings,
                each,
                end.map(change),
                all(endSpellings, change),
                absent,
                per,
                bare,
                close,
                between);
    }

    /** This, where what follows the line says how items are written. */
    public ReplyModel withoutEach() {
        return new ReplyModel(
                value,
                spellings,
                Optional.empty(),
                end,
                endSpellings,
                absent,
                per,
                bare,
                close,
                between);
    }

    /** The spellings of its line: what is written first; none if it has no line. */
    public List<Template> values() {
        return Stream.concat(value.stream(), spellings.stream()).toList();
    }

    /** The spellings of its last line: what is written first; none if it has no such line. */
    public List<Template> ends() {
        return Stream.concat(end.stream(), endSpellings.stream()).toList();
    }

    private static List<Template> all(List<Template> lines, UnaryOperator<Template> change) {
        return lines.stream().map(change).toList();
    }

    /** All its lines. */
    public Stream<Template> lines() {
        return Stream.of(
                        values().stream(),
                        between.stream(),
                        endSpellings.stream(),
                        Stream.of(each, end, absent).flatMap(Optional::stream))
                .flatMap(lines -> lines);
    }

    /** The lines with which it may end. */
    public Stream<Template> lastLines() {
        return end.isPresent() ? Stream.concat(end.stream(), absent.stream()) : lines();
    }

    /** Whether it has several lines for a result that is no list. */
    public boolean isSequence() {
        return value.isPresent() && each.isEmpty() && end.isPresent() && per.isEmpty();
    }

    /** The lines in their order; none but the first of a list. */
    public List<Template> sequence() {
        return isSequence()
                ? Stream.of(value.stream(), between.stream(), end.stream())
                        .flatMap(lines -> lines)
                        .toList()
                : value.stream().toList();
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
                value,
                spellings,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                bare,
                false,
                List.of());
    }

    /** What comes after {@link #opening}. */
    public ReplyModel behindOpening() {
        return new ReplyModel(
                end,
                endSpellings,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                absent,
                Optional.empty(),
                false,
                close,
                List.of());
    }

    /** What is written for a result that is there. */
    public ReplyModel present() {
        return new ReplyModel(
                value,
                spellings,
                each,
                end,
                endSpellings,
                Optional.empty(),
                per,
                bare,
                close,
                between);
    }

    /** The reply, after which the connection is closed. */
    public ReplyModel closing() {
        return new ReplyModel(
                value, spellings, each, end, endSpellings, absent, per, bare, true, between);
    }

    /** What is written for a result that is not there. */
    public ReplyModel ofAbsence() {
        return of(absent, close);
    }

    /**
     * The reply with other lines.
     *
     * @param last what becomes of lines that end a reply
     * @param other what becomes of those that do not
     */
    public ReplyModel map(UnaryOperator<Template> last, UnaryOperator<Template> other) {
        boolean several = each.isPresent() || end.isPresent();
        UnaryOperator<Template> first = several ? other : last;
        return new ReplyModel(
                value.map(first),
                all(spellings, first),
                each.map(other),
                end.map(last),
                all(endSpellings, last),
                absent.map(last),
                per,
                bare,
                close,
                all(between, other));
    }
}
