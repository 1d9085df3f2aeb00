package org.ropewalk.processor.model.lines;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.LinePlan;
import org.ropewalk.processor.template.LinePlan.Choice;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Gap;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Text;
import org.ropewalk.processor.template.LinePlan.Value;
import org.ropewalk.processor.template.Node;

/** Reads a line byte by byte, as generated code does, to tell whether a template matches it. */
final class LinearMatch {
    private static final int FAILED = -1;

    private final LetterCase letterCase;
    private final ValueCheck values;
    private final NameCheck names;

    /** Whether a text is a value of a type. */
    interface ValueCheck {
        boolean accepts(ValueType type, String text, boolean mayBeEmpty);
    }

    /** Whether a word is a named one. */
    interface NameCheck {
        boolean accepts(ValueType type, String word, Set<String> seen);
    }

    LinearMatch(LetterCase letterCase, ValueCheck values, NameCheck names) {
        this.letterCase = letterCase;
        this.values = values;
        this.names = names;
    }

    /** Whether the plan reads all of {@code text}. */
    boolean matches(LinePlan plan, Line line, String text) {
        return parts(plan.parts(), line, text, 0) == text.length();
    }

    /** Behind the parts, or -1. */
    private int parts(List<Part> parts, Line line, String text, int from) {
        int at = from;
        for (int i = 0; i < parts.size() && at != FAILED; i++) {
            Part part = parts.get(i);
            if (part instanceof Text literal) {
                at =
                        letterCase.startsWith(text, literal.text(), at)
                                ? at + literal.text().length()
                                : FAILED;
            } else if (part instanceof Gap) {
                at = isBlank(text, at) ? at + 1 : FAILED;
            } else if (part instanceof LinePlan.Blanks) {
                while (isBlank(text, at)) {
                    at++;
                }
            } else if (part instanceof Value value) {
                at = value(value, line, text, at);
            } else if (part instanceof Choice choice) {
                at =
                        isPresent(choice, parts.subList(i + 1, parts.size()), line, text, at)
                                ? parts(choice.parts(), line, text, at)
                                : at;
            } else if (part instanceof LinePlan.Unless unless) {
                at = isAt(unless.end(), text, at) ? FAILED : at;
            } else if (part instanceof LinePlan.Named named) {
                at = named(line.type(named.named()), text, at);
            } else {
                at = at == text.length() || isBlank(text, at) ? text.length() : FAILED;
            }
        }
        return at;
    }

    private static boolean isBlank(String text, int at) {
        return at < text.length() && text.charAt(at) == ' ';
    }

    private int named(ValueType type, String text, int at) {
        Set<String> seen = new HashSet<>();
        String left = text.substring(at).strip();
        boolean all =
                left.isEmpty()
                        || List.of(left.split(" ")).stream()
                                .allMatch(word -> names.accepts(type, word, seen));
        return all && (at == text.length() || isBlank(text, at)) ? text.length() : FAILED;
    }

    // ---- values

    private int value(Value value, Line line, String text, int from) {
        int to = end(value.end(), text, from);
        if (to < 0) {
            return FAILED;
        }
        String found = text.substring(from, to);
        Node.Placeholder node = value.node();
        boolean accepted;
        if (node instanceof Node.Length || node instanceof Node.Size) {
            accepted = found.matches("[0-9]{1,18}");
        } else if (node instanceof Node.Many many) {
            accepted = found.isEmpty() ? value.glued() : many(line.type(many), many, found);
        } else if (node instanceof Node.ResultRest && line.result().isEmpty()) {
            accepted = true;
        } else {
            accepted = values.accepts(line.type(node), found, value.glued());
        }
        return accepted ? to : FAILED;
    }

    private boolean many(ValueType type, Node.Many many, String found) {
        if (!(type instanceof ValueType.Several several)) {
            return true;
        }
        String delimiter = Pattern.quote(String.valueOf(many.delimiter().orElse(' ')));
        return List.of(found.split(delimiter, -1)).stream()
                .map(each -> many.spaced() ? each.strip() : each)
                .allMatch(each -> values.accepts(several.element(), each, false));
    }

    private int end(End end, String text, int from) {
        return switch (end.kind()) {
            case REST -> text.length();
            case WIDTH -> width(text, from, from + end.width());
            case WORDS -> words(text, from, end.width());
            case LAST_TEXT -> last(end, text, from);
            default -> first(end, text, from);
        };
    }

    private static int width(String text, int from, int to) {
        return to > text.length() || text.substring(from, to).indexOf(' ') >= 0 ? FAILED : to;
    }

    private static int words(String text, int from, int count) {
        int at = from;
        for (int i = 0; i < count; i++) {
            int begin = i == 0 ? at : at + 1;
            int blank = begin > text.length() ? FAILED : text.indexOf(' ', begin);
            at = blank < 0 ? text.length() : blank;
            if (at <= begin) {
                return FAILED;
            }
        }
        return at;
    }

    private int first(End end, String text, int from) {
        for (int i = from; i < text.length(); i++) {
            if (end.kind() == Kind.WORD && isBlank(text, i) || stands(end, text, i)) {
                return i;
            }
        }
        return end.atLineEnd() || end.kind() == Kind.WORD ? text.length() : FAILED;
    }

    private int last(End end, String text, int from) {
        for (int i = text.length() - 1; i >= from; i--) {
            if (stands(end, text, i)) {
                return i;
            }
        }
        return FAILED;
    }

    private boolean isAt(End end, String text, int at) {
        return at == text.length() ? end.atLineEnd() : stands(end, text, at);
    }

    private boolean stands(End end, String text, int at) {
        return end.literals().stream()
                .anyMatch(
                        literal ->
                                letterCase.startsWith(
                                        text, literal.replace(LinePlan.SEPARATOR, " "), at));
    }

    // ---- optional parts

    private boolean isPresent(Choice choice, List<Part> behind, Line line, String text, int at) {
        Part first = choice.parts().get(0);
        if (first instanceof Text literal) {
            return letterCase.startsWith(text, literal.text(), at)
                    && choice.unless().filter(longer -> isAt(longer, text, at)).isEmpty();
        }
        if (!(first instanceof Gap)) {
            return !isAt(choice.behind(), text, at);
        }
        if (!isBlank(text, at)) {
            return false;
        }
        int next = text.indexOf(' ', at + 1);
        String word = text.substring(at + 1, next < 0 ? text.length() : next);
        Part second = choice.parts().size() > 1 ? choice.parts().get(1) : null;
        if (second instanceof Text literal) {
            return choice.isWord()
                    ? letterCase.same(word, literal.text())
                    : letterCase.startsWith(word, literal.text(), 0);
        }
        if (second instanceof Value value && choice.other()) {
            return isMeant(
                    value,
                    line,
                    word,
                    text,
                    at,
                    LinePlan.words(choice.parts()) + LinePlan.words(behind));
        }
        boolean isText =
                second instanceof Value value
                        && value.end().kind() != Kind.WORD
                        && value.end().kind() != Kind.WORDS
                        && value.end().kind() != Kind.WIDTH;
        return isText || !word.isEmpty();
    }

    private boolean isMeant(
            Value value, Line line, String word, String text, int at, int required) {
        if (text.substring(at).strip().split(" ").length < required) {
            return false;
        }
        ValueType first =
                value.end().literals().isEmpty()
                        ? FirstWord.of(line.type(value.node())).orElse(null)
                        : null;
        return first == null
                || (first instanceof ValueType.Enumeration words
                        ? words.words().stream().anyMatch(each -> letterCase.same(each, word))
                        : word.matches("-?[0-9]+"));
    }
}
