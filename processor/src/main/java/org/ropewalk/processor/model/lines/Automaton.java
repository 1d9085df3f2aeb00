package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.List;
import org.ropewalk.processor.template.LetterCase;

/** A nondeterministic automaton over characters, which is built from left to right. */
final class Automaton {
    /** No character. */
    private static final char NONE = 0;

    /** What stands for values in examples, the first that both sides accept. */
    private static final String EXAMPLES = "x1y2-. zqkw_";

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

        private boolean hasOneOf(String others, LetterCase letterCase) {
            return others.chars().anyMatch(other -> has((char) other, letterCase));
        }

        /** These without {@code others}; null if none is left. */
        private Label without(String others) {
            return switch (kind) {
                case ONE -> others.indexOf(c) < 0 ? this : null;
                case DIGIT -> this;
                case WORD, ANY -> new Label(kind, c, except + others);
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

    /**
     * The same lines as a reader sees them to which {@code blanks} count as one blank, and as none
     * at the begin and at the end.
     */
    Automaton trimmed(String blanks, LetterCase letterCase) {
        Automaton trimmed = new Automaton();
        while (trimmed.edges.size() < edges.size() * Trim.COUNT) {
            trimmed.state();
        }
        trimmed.end = trimmed.state();
        for (int from = 0; from < edges.size(); from++) {
            for (Edge edge : edges.get(from)) {
                trimmed.trim(from, edge, blanks, letterCase);
            }
            trimmed.edge(Trim.GAP.at(from), Label.one(' '), Trim.WORD_BEGIN.at(from));
        }
        for (Trim trim : List.of(Trim.LINE_BEGIN, Trim.WORD, Trim.GAP)) {
            trimmed.edge(trim.at(end), null, trimmed.end);
        }
        return trimmed;
    }

    private void trim(int from, Edge edge, String blanks, LetterCase letterCase) {
        Label label = edge.label();
        if (label == null || label.hasOneOf(blanks, letterCase)) {
            edge(Trim.LINE_BEGIN.at(from), null, Trim.LINE_BEGIN.at(edge.to()));
            edge(Trim.GAP.at(from), null, Trim.GAP.at(edge.to()));
            Trim behind = label == null ? Trim.WORD : Trim.GAP;
            edge(Trim.WORD.at(from), null, behind.at(edge.to()));
        }
        if (label == null) {
            edge(Trim.WORD_BEGIN.at(from), null, Trim.WORD_BEGIN.at(edge.to()));
            return;
        }
        Label word = label.without(blanks);
        if (word != null) {
            for (Trim before : List.of(Trim.LINE_BEGIN, Trim.WORD, Trim.WORD_BEGIN)) {
                edge(before.at(from), word, Trim.WORD.at(edge.to()));
            }
        }
    }

    /** What a state of the trimmed automaton stands behind. */
    private enum Trim {
        /** Nothing but blanks. The start is the first state. */
        LINE_BEGIN,
        /** What is no blank. */
        WORD,
        /** Blanks, which count if something follows. */
        GAP,
        /** The blank that counts. */
        WORD_BEGIN;

        static final int COUNT = values().length;

        int at(int state) {
            return state * COUNT + ordinal();
        }
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

    /**
     * One of {@code label} or more, in which none of some literals stands.
     *
     * @param open whether something else than one of these may stand behind it
     */
    void upTo(Label label, List<String> stops, boolean open, LetterCase letterCase) {
        StopWords words = new StopWords(stops, letterCase);
        Label others = label.without(words.excepted());
        int[] behind = new int[words.size()];
        for (int i = 0; i < behind.length; i++) {
            behind[i] = state();
        }
        int after = state();
        for (int from = -1; from < behind.length; from++) {
            int at = from < 0 ? end : behind[from];
            int word = Math.max(from, 0);
            if (others != null) {
                edge(at, others, behind[0]);
            }
            for (char c : words.characters().toCharArray()) {
                int next = words.next(word, c);
                if (next >= 0 && label.has(c, letterCase)) {
                    edge(at, Label.one(c), behind[next]);
                }
            }
            if (from >= 0 && (open || words.mayEnd(from))) {
                edge(at, null, after);
            }
        }
        end = after;
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
        int before = state();
        edge(end, null, before);
        end = before;
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
