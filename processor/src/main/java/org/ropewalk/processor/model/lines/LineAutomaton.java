package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Automaton.Label;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;
import org.ropewalk.processor.template.TimePattern;

/**
 * The lines that one way to read a template accepts, as a nondeterministic automaton over
 * characters. It accepts all of them, and some more: ranges of numbers, and what tells whether a
 * group is there, are left to {@link Matching}.
 */
final class LineAutomaton {
    private final Automaton lines = new Automaton();
    private final LetterCase letterCase;

    /** Whether values are never empty, and commentary has text: for lines that read well. */
    private final boolean plain;

    /** Whether a text in a word does not begin with a colon. */
    private final boolean trailing;

    private LineAutomaton(LetterCase letterCase, boolean plain, boolean trailing) {
        this.letterCase = letterCase;
        this.plain = plain;
        this.trailing = trailing;
    }

    /**
     * The automaton of a line.
     *
     * @param plain whether values are never empty, and commentary has text
     * @param trailing whether a text in a word does not begin with a colon
     */
    static Automaton of(List<Slot> slots, LetterCase letterCase, boolean plain, boolean trailing) {
        LineAutomaton line = new LineAutomaton(letterCase, plain, trailing);
        for (int i = 0; i < slots.size(); i++) {
            line.segment(slots.get(i), i == 0);
        }
        return line.lines;
    }

    // ---- segments

    private void segment(Slot slot, boolean first) {
        Line line = slot.line();
        if (slot.segment() instanceof Segment.Token token) {
            blank(first);
            pieces(line, token.pieces());
        } else if (slot.segment() instanceof Segment.Linear linear) {
            blank(first || linear.plan().beginsWithGap());
            parts(line, linear.plan().parts());
        } else if (slot.segment() instanceof Segment.Several several) {
            blank(first);
            lines.repeated(" ", () -> type(element(line.type(several.many())), List.of(), false));
        } else if (slot.segment() instanceof Segment.Tail tail) {
            tail(line, tail, first);
        } else if (slot.segment() instanceof Segment.Named named) {
            missing(() -> named(line.type(named.named()), first));
        } else {
            missing(
                    () -> {
                        blank(first);
                        text();
                    });
        }
    }

    private void blank(boolean first) {
        if (!first) {
            lines.literal(" ");
        }
    }

    /** What may be missing in a line, though it is there in those that read well. */
    private void missing(Runnable part) {
        if (plain) {
            part.run();
        } else {
            lines.optional(part);
        }
    }

    private void tail(Line line, Segment.Tail tail, boolean first) {
        if (tail.value() instanceof Node.ResultRest && line.result().isEmpty()) {
            missing(
                    () -> {
                        blank(first);
                        text();
                    });
            return;
        }
        blank(first);
        lines.literal(tail.prefix());
        ValueType type = line.type((Node.Placeholder) tail.value());
        if (tail.value() instanceof Node.Many many) {
            parts(type, many, List.of());
        } else if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Custom) {
            text();
        } else {
            type(type, List.of(), false);
        }
        lines.literal(tail.suffix());
    }

    /** Text with blanks. */
    private void text() {
        text(List.of(), true);
    }

    /**
     * Text with blanks up to the first of some literals.
     *
     * @param open whether something else may stand behind it, too
     */
    private void text(List<String> stops, boolean open) {
        if (plain && stops.stream().anyMatch(stop -> stop.indexOf(' ') >= 0)) {
            lines.upTo(Label.word(""), stops, open, letterCase);
        } else if (plain) {
            lines.repeated(" ", () -> lines.upTo(Label.word(""), stops, true, letterCase));
        } else {
            lines.optional(() -> lines.upTo(Label.any(""), stops, open, letterCase));
        }
    }

    private void named(ValueType type, boolean first) {
        List<Runnable> words = new ArrayList<>();
        if (type instanceof ValueType.Options options) {
            for (int i = 0; i < options.words().size(); i++) {
                ParameterModel component = options.record().components().get(i);
                String word = options.words().get(i);
                if (component.value() instanceof ValueType.Truth) {
                    words.add(() -> lines.literal(word));
                } else if (component.value() instanceof ValueType.Maybe maybe) {
                    words.add(
                            () -> {
                                lines.literal(word + options.mark(word));
                                type(maybe.value(), List.of(), true);
                            });
                }
            }
        }
        if (!(type instanceof ValueType.Options options) || options.rest().isPresent()) {
            words.add(() -> lines.several(Label.word("")));
        }
        blank(first);
        lines.repeated(" ", () -> lines.oneOf(words));
    }

    // ---- what is read byte by byte

    private void parts(Line line, List<LinePlan.Part> parts) {
        for (LinePlan.Part part : parts) {
            if (part instanceof LinePlan.Text text) {
                lines.literal(text.text());
            } else if (part instanceof LinePlan.Gap) {
                lines.literal(" ");
            } else if (part instanceof LinePlan.Blanks && !plain) {
                lines.optional(() -> lines.literal(" "));
            } else if (part instanceof LinePlan.Value value) {
                value(line, value);
            } else if (part instanceof LinePlan.Choice choice) {
                lines.optional(() -> parts(line, choice.parts()));
            } else if (part instanceof LinePlan.Named named) {
                missing(() -> named(line.type(named.named()), false));
            } else if (part instanceof LinePlan.Remark) {
                missing(
                        () -> {
                            lines.literal(" ");
                            text();
                        });
            }
        }
    }

    /** A value, in which no literal stands that ends it. */
    private void value(Line line, LinePlan.Value value) {
        LinePlan.End end = value.end();
        List<String> stops =
                end.kind() == LinePlan.Kind.LAST_TEXT
                        ? List.of()
                        : end.literals().stream()
                                .map(literal -> literal.replace(LinePlan.SEPARATOR, " "))
                                .toList();
        ValueType type = line.type(value.node());
        if (value.node() instanceof Node.Many many) {
            emptyIf(value.glued(), () -> parts(type, many, stops));
        } else if (end.kind() == LinePlan.Kind.WIDTH) {
            Label label = type instanceof ValueType.Integral ? Label.DIGIT : Label.word("");
            for (int i = 0; i < end.width(); i++) {
                lines.step(label);
            }
        } else if (value.node() instanceof Node.Length || value.node() instanceof Node.Size) {
            lines.several(Label.DIGIT);
        } else if (end.kind() == LinePlan.Kind.WORD) {
            type(type, stops, value.glued());
        } else if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Custom) {
            text(stops, end.atLineEnd() || end.kind() == LinePlan.Kind.LAST_TEXT);
        } else {
            type(type, stops, true);
        }
    }

    private void emptyIf(boolean glued, Runnable part) {
        if (glued && !plain) {
            lines.optional(part);
        } else {
            part.run();
        }
    }

    private void parts(ValueType type, Node.Many many, List<String> stops) {
        if (many.spaced()) {
            text(stops, true);
            return;
        }
        String delimiter = String.valueOf(many.delimiter().orElse(' '));
        List<String> all = new ArrayList<>(stops);
        all.add(delimiter);
        if (many.texts()) {
            lines.repeated(delimiter, () -> text(all, true));
            return;
        }
        lines.repeated(delimiter, () -> type(element(type), all, false));
    }

    // ---- words

    /** Each piece reaches to the first place of the literal behind it. */
    private void pieces(Line line, List<Node> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            Node next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
            if (pieces.get(i) instanceof Node.Literal literal) {
                lines.literal(literal.text());
            } else if (pieces.get(i) instanceof Node.Length || pieces.get(i) instanceof Node.Size) {
                lines.several(Label.DIGIT);
            } else if (next instanceof Node.Placeholder) {
                lines.step(Label.word(""));
            } else {
                Node.Placeholder placeholder = (Node.Placeholder) pieces.get(i);
                List<String> stops =
                        next instanceof Node.Literal literal ? List.of(literal.text()) : List.of();
                ValueType type = line.type(placeholder);
                if (placeholder instanceof Node.Many many) {
                    emptyIf(pieces.size() > 1, () -> parts(type, many, List.of()));
                } else {
                    type(type, stops, stops.isEmpty(), pieces.size() > 1);
                }
            }
        }
    }

    private static ValueType element(ValueType type) {
        if (type instanceof ValueType.Pairs pairs) {
            return pairs.key();
        }
        return type instanceof ValueType.Several several ? several.element() : type;
    }

    private void type(ValueType type, List<String> stops, boolean glued) {
        type(type, stops, true, glued);
    }

    /**
     * A value.
     *
     * @param stops literals that end it, and so are not inside
     * @param open whether something else may stand behind it, too
     * @param glued whether a text may be empty
     */
    private void type(ValueType type, List<String> stops, boolean open, boolean glued) {
        if (type instanceof ValueType.OrNil nilable) {
            lines.oneOf(
                    List.of(
                            () -> lines.literal(nilable.nil()),
                            () -> type(nilable.value(), stops, open, glued)));
        } else if (type instanceof ValueType.Enumeration enumeration) {
            lines.oneOf(
                    enumeration.words().stream()
                            .<Runnable>map(word -> () -> lines.literal(word))
                            .toList());
        } else if (type instanceof ValueType.Wrapper wrapper) {
            type(wrapper.component(), stops, open, glued);
        } else if (type instanceof ValueType.Formatted formatted) {
            formatted(formatted);
        } else if (!ValueType.forms(type).isEmpty()) {
            lines.oneOf(
                    ValueType.forms(type).stream()
                            .<Runnable>map(each -> () -> type(each, stops, open, glued))
                            .toList());
        } else if (type instanceof ValueType.Integral whole) {
            number(whole.min().signum() < 0);
        } else if (type instanceof ValueType.Floating || type instanceof ValueType.Big) {
            number(true);
            if (!(type instanceof ValueType.Big big) || big.decimal()) {
                fraction();
            }
        } else if (type instanceof ValueType.Temporal temporal) {
            lines.oneOf(
                    temporal.patterns().stream()
                            .<Runnable>map(pattern -> () -> time(pattern))
                            .toList());
        } else if (type instanceof ValueType.Character) {
            lines.step(Label.word(""));
        } else {
            boolean empty =
                    glued
                            && !plain
                            && (type instanceof ValueType.Text || type instanceof ValueType.Octets);
            Runnable text = () -> lines.upTo(Label.word(""), stops, open, letterCase);
            if (empty) {
                lines.optional(text);
            } else if (trailing && !glued) {
                lines.step(Label.word(":"));
                lines.optional(text);
            } else {
                text.run();
            }
        }
    }

    private void formatted(ValueType.Formatted type) {
        Line line =
                new Line(
                        type.format().source(),
                        List.of(),
                        type.record().components(),
                        Optional.empty());
        if (type.segments().get(0) instanceof Segment.Linear linear) {
            parts(line, linear.plan().parts());
        } else {
            pieces(line, type.line().nodes());
        }
    }

    /** A date or a time: its texts and digits are exact, names and offsets are any letters. */
    private void time(TimePattern pattern) {
        for (TimePattern.Part part : pattern.parts()) {
            if (part.isText()) {
                lines.literal(part.text());
            } else if (part.isName()) {
                lines.oneOf(
                        part.names().stream()
                                .<Runnable>map(name -> () -> lines.literal(name))
                                .toList());
            } else if (part.isOffset()) {
                lines.oneOf(List.of(() -> lines.literal("Z"), this::offset));
            } else if (part.digits() == 0 || part.text().length() == 4) {
                number(true);
            } else {
                for (int i = 0; i < part.digits(); i++) {
                    lines.step(Label.DIGIT);
                }
            }
        }
    }

    private void offset() {
        lines.oneOf(List.of(() -> lines.literal("+"), () -> lines.literal("-")));
        lines.several(Label.DIGIT);
        lines.optional(
                () -> {
                    lines.literal(":");
                    lines.several(Label.DIGIT);
                });
    }

    private void number(boolean signed) {
        if (signed) {
            lines.optional(() -> lines.literal("-"));
        }
        lines.several(Label.DIGIT);
    }

    private void fraction() {
        lines.optional(
                () -> {
                    lines.literal(".");
                    lines.several(Label.DIGIT);
                });
        lines.optional(
                () -> {
                    lines.step(Label.one('e'));
                    number(true);
                });
    }
}
