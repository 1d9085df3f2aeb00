package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.model.lines.Matching.Slot;
import org.ropewalk.processor.template.LetterCase;
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
     * @param c the one, or the one that is not among them
     */
    record Label(Kind kind, char c) {
        /** Kinds of characters. */
        enum Kind {
            /** One character. */
            ONE,
            /** All digits. */
            DIGIT,
            /** All but the blank and one other. */
            WORD,
            /** All. */
            ANY
        }

        private boolean has(char other, LetterCase letterCase) {
            return switch (kind) {
                case ONE -> letterCase.same(String.valueOf(c), String.valueOf(other));
                case DIGIT -> other >= '0' && other <= '9';
                case WORD -> other != ' ' && other != c;
                case ANY -> true;
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
            step(new Label(Label.Kind.ONE, text.charAt(i)));
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
        } else if (slot.segment() instanceof Segment.Several several) {
            blank(first);
            repeated(" ", () -> type(element(line.type(several.many())), NONE, false));
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
            parts(type, many);
        } else if (type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Custom) {
            text();
        } else {
            type(type, NONE, false);
        }
        literal(tail.suffix());
    }

    /** Text with blanks. */
    private void text() {
        Label word = new Label(Label.Kind.WORD, NONE);
        if (plain) {
            repeated(" ", () -> several(word));
        } else {
            optional(() -> several(new Label(Label.Kind.ANY, NONE)));
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
                                type(maybe.value(), NONE, true);
                            });
                }
            }
        }
        if (!(type instanceof ValueType.Options options) || options.rest().isPresent()) {
            words.add(() -> several(new Label(Label.Kind.WORD, NONE)));
        }
        blank(first);
        repeated(" ", () -> oneOf(words));
    }

    // ---- words

    /** Each piece reaches to the first place of the literal behind it. */
    private void pieces(Line line, List<Node> pieces) {
        for (int i = 0; i < pieces.size(); i++) {
            Node next = i + 1 < pieces.size() ? pieces.get(i + 1) : null;
            if (pieces.get(i) instanceof Node.Literal literal) {
                literal(literal.text());
            } else if (pieces.get(i) instanceof Node.Length || pieces.get(i) instanceof Node.Size) {
                several(new Label(Label.Kind.DIGIT, NONE));
            } else if (next instanceof Node.Placeholder) {
                step(new Label(Label.Kind.WORD, NONE));
            } else {
                Node.Placeholder placeholder = (Node.Placeholder) pieces.get(i);
                char stop =
                        next instanceof Node.Literal literal && literal.text().length() == 1
                                ? literal.text().charAt(0)
                                : NONE;
                ValueType type = line.type(placeholder);
                if (placeholder instanceof Node.Many many) {
                    parts(type, many);
                } else {
                    type(type, stop, pieces.size() > 1);
                }
            }
        }
    }

    private void parts(ValueType type, Node.Many many) {
        char delimiter = many.delimiter().orElse(' ');
        repeated(String.valueOf(delimiter), () -> type(element(type), delimiter, false));
    }

    private static ValueType element(ValueType type) {
        return type instanceof ValueType.Several several ? several.element() : type;
    }

    /**
     * A value.
     *
     * @param stop a character that is behind it, and so not inside; 0 if there is none
     * @param glued whether a text may be empty
     */
    private void type(ValueType type, char stop, boolean glued) {
        if (type instanceof ValueType.Enumeration enumeration) {
            oneOf(
                    enumeration.constants().stream()
                            .<Runnable>map(constant -> () -> literal(constant.word()))
                            .toList());
        } else if (type instanceof ValueType.Wrapper wrapper) {
            type(wrapper.component(), stop, glued);
        } else if (type instanceof ValueType.Formatted formatted) {
            pieces(
                    new Line(
                            formatted.format().source(),
                            List.of(),
                            formatted.record().components(),
                            Optional.empty()),
                    formatted.format().nodes());
        } else if (type instanceof ValueType.Integral whole) {
            number(whole.min().signum() < 0);
        } else if (type instanceof ValueType.Floating || type instanceof ValueType.Big) {
            number(true);
            if (!(type instanceof ValueType.Big big) || big.decimal()) {
                fraction();
            }
        } else if (type instanceof ValueType.Character) {
            step(new Label(Label.Kind.WORD, stop));
        } else {
            boolean empty =
                    glued
                            && !plain
                            && (type instanceof ValueType.Text || type instanceof ValueType.Octets);
            Runnable text = () -> several(new Label(Label.Kind.WORD, stop));
            if (empty) {
                optional(text);
            } else if (trailing && !glued) {
                step(new Label(Label.Kind.WORD, ':'));
                optional(text);
            } else {
                text.run();
            }
        }
    }

    private void number(boolean signed) {
        if (signed) {
            optional(() -> literal("-"));
        }
        several(new Label(Label.Kind.DIGIT, NONE));
    }

    private void fraction() {
        optional(
                () -> {
                    literal(".");
                    several(new Label(Label.Kind.DIGIT, NONE));
                });
        optional(
                () -> {
                    step(new Label(Label.Kind.ONE, 'e'));
                    number(true);
                });
    }
}
