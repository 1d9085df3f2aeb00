package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.Choice;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Gap;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Text;
import org.ropewalk.processor.template.LinePlan.Value;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** The optional parts of a line that is read byte by byte: a line may seem to have one. */
final class LinearGroups {
    private static final Part ANYTHING =
            new Value(new Node.ResultRest(), new End(Kind.REST, List.of(), true, 0), true);

    private static final Part REMARK = new LinePlan.Remark(new Node.Commentary(List.of()));

    /** In front of the name of a value: its first word. */
    private static final String FIRST = "{first}";

    /** The name of a value of which nothing is known. */
    private static final String ANY = "{any}";

    private final Line line;
    private final List<Segment> before;
    private final List<Group> groups = new ArrayList<>();

    private LinearGroups(Line line) {
        List<ParameterModel> values = new ArrayList<>(line.values());
        line.values().forEach(value -> first(value).ifPresent(values::add));
        this.line = new Line(line.source(), line.segments(), values, line.result());
        this.before = line.segments().subList(0, line.segments().size() - 1);
    }

    /** The first word of a value of several, if a reader looks at it. */
    private static Optional<ParameterModel> first(ParameterModel value) {
        ValueType type =
                value.value() instanceof ValueType.Maybe maybe ? maybe.value() : value.value();
        return ValueType.words(type) == 1
                ? Optional.empty()
                : FirstWord.of(type)
                        .map(first -> ParameterModel.text(FIRST + value.name()).as(first));
    }

    /**
     * An optional part.
     *
     * @param missing the line without it
     * @param taken the lines in which a reader finds it
     */
    record Group(List<Slot> missing, List<Slot> taken) {}

    /** The optional parts of a line. */
    static List<Group> of(Line line) {
        int last = line.segments().size() - 1;
        if (last < 0 || !(line.segments().get(last) instanceof Segment.Linear linear)) {
            return List.of();
        }
        LinearGroups groups = new LinearGroups(line);
        groups.parts(List.of(), linear.plan().parts(), List.of());
        return groups.groups;
    }

    /** Adds the groups of {@code parts}, which stand between others. */
    private void parts(List<Part> front, List<Part> parts, List<Part> behind) {
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i) instanceof Choice choice
                    && !(choice.parts().get(0) instanceof LinePlan.Named)) {
                List<Part> start = joined(front, parts.subList(0, i));
                List<Part> rest = joined(parts.subList(i + 1, parts.size()), behind);
                groups.add(
                        new Group(
                                slots(joined(start, joined(unlike(choice, rest), rest))),
                                slots(joined(start, taken(choice, rest)))));
                parts(start, choice.parts(), rest);
            }
        }
    }

    /**
     * What does not stand in place of a part that begins with a literal, where the optional values
     * behind it do not begin so.
     */
    private static List<Part> unlike(Choice choice, List<Part> rest) {
        if (!(choice.parts().get(0) instanceof Text text)) {
            return List.of();
        }
        boolean unlike = false;
        for (Part part : rest) {
            boolean value =
                    part instanceof Choice next
                            && next.parts().get(0) instanceof Value first
                            && first.absent()
                                    .filter(end -> end.literals().contains(text.text()))
                                    .isPresent();
            if (!value && !(part instanceof LinePlan.Blanks)) {
                unlike &= differs(part instanceof Choice next ? next.parts().get(0) : part, text);
                break;
            }
            unlike |= value;
        }
        return unlike
                ? List.of(new LinePlan.Unless(new End(Kind.TEXT, List.of(text.text()), false, 0)))
                : List.of();
    }

    private static boolean differs(Part part, Text text) {
        return part instanceof Gap
                || part instanceof Text next
                        && !next.text().regionMatches(true, 0, text.text(), 0, 1);
    }

    /** What makes a reader take the part, and anything behind it. */
    private List<Part> taken(Choice choice, List<Part> rest) {
        List<Part> parts = choice.parts();
        if (parts.get(0) instanceof Text) {
            List<Part> text = new ArrayList<>();
            choice.unless().ifPresent(longer -> text.add(new LinePlan.Unless(longer)));
            text.add(parts.get(0));
            text.add(ANYTHING);
            return text;
        }
        if (!(parts.get(0) instanceof Gap)) {
            return List.of(
                    new LinePlan.Unless(choice.behind()), ofSomething(parts.get(0)), ANYTHING);
        }
        Part second = parts.size() > 1 ? parts.get(1) : ANYTHING;
        if (second instanceof Text) {
            return List.of(parts.get(0), second, choice.isWord() ? REMARK : ANYTHING);
        }
        if (second instanceof Value value && !value.end().literals().isEmpty()) {
            return List.of(parts.get(0), second, ANYTHING);
        }
        List<Part> words = new ArrayList<>();
        words.add(parts.get(0));
        words.add(second instanceof Value value && choice.other() ? first(value) : second);
        if (second instanceof Value && choice.other()) {
            for (int i = 1; i < LinePlan.words(parts) + LinePlan.words(rest); i++) {
                words.add(new Gap(false));
                words.add(word(new Node.Word(ANY)));
            }
        }
        words.add(REMARK);
        return words;
    }

    /** A value that is not empty, as its first byte tells that it is there. */
    private static Part ofSomething(Part part) {
        return part instanceof Value value ? new Value(value.node(), value.end(), false) : part;
    }

    /** The first word of a value, as a reader looks at it. */
    private Part first(Value value) {
        return word(
                FirstWord.of(line.type(value.node())).isPresent()
                        ? value.node() instanceof Node.Phrase phrase
                                ? new Node.Word(FIRST + phrase.name())
                                : value.node()
                        : new Node.Word(ANY));
    }

    private static Part word(Node.Placeholder node) {
        return new Value(node, new End(Kind.WORD, List.of(), true, 0), false);
    }

    private static List<Part> joined(List<Part> one, List<Part> other) {
        List<Part> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private List<Slot> slots(List<Part> parts) {
        List<Slot> slots = new ArrayList<>();
        before.forEach(segment -> slots.add(new Slot(segment, line)));
        slots.add(new Slot(new Segment.Linear(new LinePlan(parts, Optional.empty())), line));
        return slots;
    }
}
