package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/**
 * The lines that one way to read a template accepts, as a nondeterministic automaton over
 * characters. It accepts all of them, and some more: the ranges of numbers and the first place of a
 * literal of several characters are left to {@link Matching}.
 */
final class LineAutomaton {
    /** No character. */
    private static final char NONE = 0;

    /** What stands for values in examples, the first that both sides accept. */
    private static final String EXAMPLES = "x1y2-. ";

    /** The state before the first character. */
    static final int START = 0;

    private final List<List<Edge>> edges = new ArrayList<>();
    private final LetterCase letterCase;

    /** Whether values are never empty, and commentary has text: for lines that read well. */
    private final boolean plain;

    /** Whether a text in a word does not begin with a colon. */
    private final boolean trailing;

    private int end = state();

    /**
     * A step to another state.
     *
     * @param label the character that it takes; null if it takes none
     */
    record Edge(Label label, int to) {}

    /**
     * Some characters.
     *
     * @param kind which
     * @param c the one; 0 if it is several
     * @param except those that are not among them
     */
    record Label(Kind kind, char c, String except) {
        static final Label DIGIT = new Label(Kind.DIGIT, NONE, "");

        static Label one(char c) {
            return new Label(Kind.ONE, c, "");
        }

        static Label word(String except) {
            return new Label(Kind.WORD, NONE, except);
        }

        static Label any(String except) {
            return new Label(Kind.ANY, NONE, except);
        }

        /** Kinds of characters. */
        enum Kind {
            /** One character. */
            ONE,
            /** All digits. */
            DIGIT,
            /** All but the blank, and some others. */
            WORD,
            /** All but some. */
            ANY
        }

        private boolean has(char other, LetterCase letterCase) {
            return switch (kind) {
                case ONE -> letterCase.same(String.valueOf(c), String.valueOf(other));
                case DIGIT -> other >= '0' && other <= '9';
                case WORD -> other != ' ' && except.indexOf(other) < 0;
                case ANY -> except.indexOf(other) < 0;
            };
        }

        /** A character of both; 0 if there is none. */
        char shared(Label other, LetterCase letterCase) {
            if (kind == Kind.ONE) {
                return other.has(c, letterCase) ? c : NONE;
            }
            if (other.kind == Kind.ONE) {
                return has(other.c, letterCase) ? other.c : NONE;
            }
            for (int i = 0; i < EXAMPLES.length(); i++) {
                char example = EXAMPLES.charAt(i);
                if (has(example, letterCase) && other.has(example, letterCase)) {
                    return example;
                }
            }
            return NONE;
        }
    }

    LineAutomaton(List<Slot> slots, LetterCase letterCase, boolean plain, boolean trailing) {
        this.letterCase = letterCase;
        this.plain = plain;
        this.trailing = trailing;
        for (int i = 0; i < slots.size(); i++) {
            segment(slots.get(i), i == 0);
        }
    }

    LetterCase letterCase() {
        return letterCase;
    }

    List<Edge> from(int state) {
        return edges.get(state);
    }

    boolean accepts(int state) {
        return state == end;
    }

    // ---- building

    private int state() {
        edges.add(new ArrayList<>());
        return edges.size() - 1;
    }

    private void edge(int from, Label label, int to) {
        edges.get(from).add(new Edge(label, to));
    }

    private void step(Label label) {
        int next = state();
        edge(end, label, next);
        end = next;
    }

    private void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            step(Label.one(text.charAt(i)));
        }
    }

    /** One of {@code label} or more. */
    private void several(Label label) {
        step(label);
        edge(end, label, end);
    }

    /** What {@code part} adds, or nothing. */
    private void optional(Runnable part) {
        int before = end;
        part.run();
        int after = state();
        edge(end, null, after);
        edge(before, null, after);
        end = after;
    }

    /** What {@code part} adds, again and again, with {@code between} between. */
    private void repeated(String between, Runnable part) {
        int before = end;
        part.run();
        int after = end;
        literal(between);
        edge(end, null, before);
        end = state();
        edge(after, null, end);
    }

    private void oneOf(List<Runnable> parts) {
        int before = end;
        int after = state();
        for (Runnable part : parts) {
            end = before;
            part.run();
            edge(end, null, after);
        }
        end = after;
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
            repeated(" ", () -> type(element(line.type(several.many())), "", false));
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
            literal(" ");
        }
    }

    /** What may be missing in a line, though it is there in those that read well. */
    private void missing(Runnable part) {
        if (plain) {
            part.run();
        } else {
            optional(part);
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
        literal(tail.prefix());
        ValueType type = line.type((Node.Placeholder) tail.value());
        if (tail.value() instanceof Node.Many many) {
            parts(type, many, "");
        } else if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Custom) {
            text();
        } else {
            type(type, "", false);
        }
        literal(tail.suffix());
    }

    /** Text with blanks. */
    private void text() {
        text("");
    }

    private void text(String stop) {
        Label word = Label.word(stop);
        if (plain && stop.indexOf(' ') >= 0) {
            several(word);
        } else if (plain) {
            repeated(" ", () -> several(word));
        } else {
            optional(() -> several(Label.any(stop)));
        }
    }

    private void named(ValueType type, boolean first) {
        List<Runnable> words = new ArrayList<>();
        if (type instanceof ValueType.Options options) {
            for (int i = 0; i < options.words().size(); i++) {
                ParameterModel component = options.record().components().get(i);
                String word = options.words().get(i);
                if (component.value() instanceof ValueType.Truth) {
                    words.add(() -> literal(word));
                } else if (component.value() instanceof ValueType.Maybe maybe) {
                    words.add(
                            () -> {
                                literal(word + "=");
                                type(maybe.value(), "", true);
                            });
                }
            }
        }
        if (!(type instanceof ValueType.Options options) || options.rest().isPresent()) {
            words.add(() -> several(Label.word("")));
        }
        blank(first);
        repeated(" ", () -> oneOf(words));
    }

    // ---- what is read byte by byte

    private void parts(Line line, List<LinePlan.Part> parts) {
        for (LinePlan.Part part : parts) {
            if (part instanceof LinePlan.Text text) {
                literal(text.text());
            } else if (part instanceof LinePlan.Gap) {
                literal(" ");
            } else if (part instanceof LinePlan.Blanks && !plain) {
                optional(() -> literal(" "));
            } else if (part instanceof LinePlan.Value value) {
                value(line, value);
            } else if (part instanceof LinePlan.Choice choice) {
                optional(() -> parts(line, choice.parts()));
            } else if (part instanceof LinePlan.Named named) {
                missing(() -> named(line.type(named.named()), false));
            } else if (part instanceof LinePlan.Remark) {
                missing(
                        () -> {
                            literal(" ");
                            text();
                        });
            }
        }
    }

    /** A value, in which no literal of one character stands that is behind it. */
    private void value(Line line, LinePlan.Value value) {
        StringBuilder stop = new StringBuilder();
        for (String literal : value.end().literals()) {
            if (literal.length() == 1 && value.end().kind() != LinePlan.Kind.LAST_TEXT) {
                stop.append(literal);
                stop.append(letterCase.matters() ? "" : literal.toLowerCase(Locale.ROOT));
                stop.append(letterCase.matters() ? "" : literal.toUpperCase(Locale.ROOT));
            }
        }
        ValueType type = line.type(value.node());
        if (value.node() instanceof Node.Many many) {
            parts(type, many, stop.toString());
        } else if (value.end().kind() == LinePlan.Kind.WIDTH) {
            Label label = type instanceof ValueType.Integral ? Label.DIGIT : Label.word("");
            for (int i = 0; i < value.end().width(); i++) {
                step(label);
            }
        } else if (value.node() instanceof Node.Length || value.node() instanceof Node.Size) {
            several(Label.DIGIT);
        } else if (value.end().kind() == LinePlan.Kind.WORD) {
            type(type, stop.toString(), value.glued());
        } else if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Custom) {
            text(stop.toString());
        } else {
            type(type, stop.toString(), true);
        }
    }

    private void parts(ValueType type, Node.Many many, String stop) {
        char delimiter = many.delimiter().orElse(' ');
        repeated(String.valueOf(delimiter), () -> type(element(type), delimiter + stop, false));
    }

    // ---- words

    /** Each piece reaches to the first place of the literal behind it. */
    private void pieces(Line line, List<Node> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            Node next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
            if (pieces.get(i) instanceof Node.Literal literal) {
                literal(literal.text());
            } else if (pieces.get(i) instanceof Node.Length || pieces.get(i) instanceof Node.Size) {
                several(Label.DIGIT);
            } else if (next instanceof Node.Placeholder) {
                step(Label.word(""));
            } else {
                Node.Placeholder placeholder = (Node.Placeholder) pieces.get(i);
                String stop =
                        next instanceof Node.Literal literal && literal.text().length() == 1
                                ? literal.text()
                                : "";
                ValueType type = line.type(placeholder);
                if (placeholder instanceof Node.Many many) {
                    parts(type, many, "");
                } else {
                    type(type, stop, pieces.size() > 1);
                }
            }
        }
    }

    private static ValueType element(ValueType type) {
        return type instanceof ValueType.Several several ? several.element() : type;
    }

    /**
     * A value.
     *
     * @param stop characters that are behind it, and so not inside
     * @param glued whether a text may be empty
     */
    private void type(ValueType type, String stop, boolean glued) {
        if (type instanceof ValueType.Enumeration enumeration) {
            oneOf(
                    enumeration.constants().stream()
                            .<Runnable>map(constant -> () -> literal(constant.word()))
                            .toList());
        } else if (type instanceof ValueType.Wrapper wrapper) {
            type(wrapper.component(), stop, glued);
        } else if (type instanceof ValueType.Formatted formatted) {
            formatted(formatted);
        } else if (type instanceof ValueType.OneOf choice) {
            oneOf(
                    choice.alternatives().stream()
                            .<Runnable>map(each -> () -> type(each, stop, glued))
                            .toList());
        } else if (type instanceof ValueType.Integral whole) {
            number(whole.min().signum() < 0);
        } else if (type instanceof ValueType.Floating || type instanceof ValueType.Big) {
            number(true);
            if (!(type instanceof ValueType.Big big) || big.decimal()) {
                fraction();
            }
        } else if (type instanceof ValueType.Character) {
            step(Label.word(stop));
        } else {
            boolean empty =
                    glued
                            && !plain
                            && (type instanceof ValueType.Text || type instanceof ValueType.Octets);
            Runnable text = () -> several(Label.word(stop));
            if (empty) {
                optional(text);
            } else if (trailing && !glued) {
                step(Label.word(":"));
                optional(text);
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
        if (Segment.of(type.word()).get(0) instanceof Segment.Linear linear) {
            parts(line, linear.plan().parts());
        } else {
            pieces(line, type.word().nodes());
        }
    }

    private void number(boolean signed) {
        if (signed) {
            optional(() -> literal("-"));
        }
        several(Label.DIGIT);
    }

    private void fraction() {
        optional(
                () -> {
                    literal(".");
                    several(Label.DIGIT);
                });
        optional(
                () -> {
                    step(Label.one('e'));
                    number(true);
                });
    }
}
