package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.processor.template.LetterCase;

/** A nondeterministic automaton over characters, which is built from left to right. */
final class Automaton {
    /** No character. */
    private static final char NONE = 0;

    /** What stands for values in examples, the first that both sides accept. */
    private static final String EXAMPLES = "x1y2-. ";

    /** The state before the first character. */
    static final int START = 0;

    private final List<List<Edge>> edges = new ArrayList<>();
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

    /** One character. */
    void step(Label label) {
        int next = state();
        edge(end, label, next);
        end = next;
    }

    /** A text. */
    void literal(String text) {
        for (int i = 0; i < text.length(); i++) {
            step(Label.one(text.charAt(i)));
        }
    }

    /** One of {@code label} or more. */
    void several(Label label) {
        step(label);
        edge(end, label, end);
    }

    /** What {@code part} adds, or nothing. */
    void optional(Runnable part) {
        int before = end;
        part.run();
        int after = state();
        edge(end, null, after);
        edge(before, null, after);
        end = after;
    }

    /** What {@code part} adds, again and again, with {@code between} between. */
    void repeated(String between, Runnable part) {
        int before = end;
        part.run();
        int after = end;
        literal(between);
        edge(end, null, before);
        end = state();
        edge(after, null, end);
    }

    void oneOf(List<Runnable> parts) {
        int before = end;
        int after = state();
        for (Runnable part : parts) {
            end = before;
            part.run();
            edge(end, null, after);
        }
        end = after;
    }
}
