package org.ropewalk.processor.model.lines;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** Tells whether a word, or a line of words, is one that a template reads. */
final class Matching {
    private static final Pattern WHOLE = Pattern.compile("-?[0-9]+");
    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE]-?[0-9]+)?");

    private final LetterCase letterCase;

    Matching(LetterCase letterCase) {
        this.letterCase = letterCase;
    }

    /** A segment, and the line that says what its names stand for. */
    record Slot(Segment segment, Line line) {
        boolean takesRest() {
            return !(segment instanceof Segment.Token);
        }

        List<Node> pieces() {
            return segment instanceof Segment.Token token ? token.pieces() : List.of();
        }
    }

    LetterCase letterCase() {
        return letterCase;
    }

    // ---- whole lines

    /** Whether a line is one that {@code slots} read. */
    boolean matches(List<Slot> slots, String line) {
        return matches(slots, 0, line.isEmpty() ? List.of() : List.of(line.split(" ", -1)), 0);
    }

    /** Whether {@code words} from {@code at} are what {@code slots} from {@code from} read. */
    private boolean matches(List<Slot> slots, int from, List<String> words, int at) {
        if (from == slots.size()) {
            return at == words.size();
        }
        Slot slot = slots.get(from);
        if (slot.segment() instanceof Segment.Remark) {
            return true;
        }
        if (slot.segment() instanceof Segment.Linear linear) {
            String left = String.join(" ", words.subList(at, words.size()));
            boolean gap = at > 0 && at < words.size();
            return new LinearMatch(letterCase, this::part, this::named)
                    .matches(linear.plan(), slot.line(), gap ? " " + left : left);
        }
        if (slot.segment() instanceof Segment.Tail tail) {
            return tail(slot.line(), tail, words, at);
        }
        if (slot.segment() instanceof Segment.Named named) {
            ValueType type = slot.line().type(named.named());
            Set<String> seen = new HashSet<>();
            return words.subList(at, words.size()).stream()
                    .allMatch(word -> named(type, word, seen));
        }
        if (at == words.size()) {
            return false;
        }
        if (slot.segment() instanceof Segment.Several several) {
            ValueType type = slot.line().type(several.many());
            ValueType element = type instanceof ValueType.Several many ? many.element() : type;
            return accepts(element, words.get(at))
                    && (matches(slots, from + 1, words, at + 1)
                            || matches(slots, from, words, at + 1));
        }
        return accepts(slot, words.get(at)) && matches(slots, from + 1, words, at + 1);
    }

    private boolean tail(Line line, Segment.Tail tail, List<String> words, int at) {
        boolean dropped = tail.value() instanceof Node.ResultRest && line.result().isEmpty();
        if (at == words.size()) {
            return dropped;
        }
        String text = String.join(" ", words.subList(at, words.size()));
        int fixed = tail.prefix().length() + tail.suffix().length();
        if (text.length() < fixed
                || !starts(text, tail.prefix(), 0)
                || !starts(text, tail.suffix(), text.length() - tail.suffix().length())) {
            return false;
        }
        String inner =
                text.substring(tail.prefix().length(), text.length() - tail.suffix().length());
        ValueType type = line.type((Node.Placeholder) tail.value());
        return type instanceof ValueType.Text
                || type instanceof ValueType.Octets
                || type instanceof ValueType.Several
                || type instanceof ValueType.Pairs
                || dropped
                || accepts(type, inner);
    }

    /** Whether a word is a named one of a record, which stands once, or of a map of all. */
    private boolean named(ValueType type, String word, Set<String> seen) {
        if (!(type instanceof ValueType.Options options)
                || options.rest().isPresent()
                || !options.apart().isEmpty()) {
            return !word.isEmpty();
        }
        for (int i = 0; i < options.words().size(); i++) {
            String name = options.words().get(i);
            ValueType value = options.record().components().get(i).value();
            boolean found =
                    value instanceof ValueType.Maybe maybe
                            ? starts(word, name + "=", 0)
                                    && part(maybe.value(), word.substring(name.length() + 1), true)
                            : same(name, word);
            if (found) {
                return seen.add(name);
            }
        }
        return false;
    }

    // ---- words

    boolean accepts(Slot slot, String word) {
        return pieces(slot.line(), slot.pieces(), 0, word);
    }

    /** Each piece reaches to the first place of the literal behind it. */
    private boolean pieces(Line line, List<Node> pieces, int from, String text) {
        if (from == pieces.size()) {
            return text.isEmpty();
        }
        Node piece = pieces.get(from);
        if (piece instanceof Node.Literal literal) {
            return starts(text, literal.text(), 0)
                    && pieces(line, pieces, from + 1, text.substring(literal.text().length()));
        }
        Node next = from + 1 < pieces.size() ? pieces.get(from + 1) : null;
        int length = text.length();
        if (next instanceof Node.Literal literal) {
            length = find(text, literal.text());
            if (length < 0) {
                return false;
            }
        } else if (next != null) {
            length = Math.min(1, text.length());
        }
        return piece(line, piece, text.substring(0, length), pieces.size() > 1)
                && pieces(line, pieces, from + 1, text.substring(length));
    }

    private boolean piece(Line line, Node piece, String text, boolean glued) {
        if (piece instanceof Node.Length || piece instanceof Node.Size) {
            return text.matches("[0-9]{1,18}");
        }
        ValueType type = line.type((Node.Placeholder) piece);
        if (type instanceof ValueType.Several several && piece instanceof Node.Many many) {
            String delimiter = Pattern.quote(String.valueOf(many.delimiter().orElse(' ')));
            return Stream.of(text.split(delimiter, -1))
                    .allMatch(part -> part(several.element(), part, glued));
        }
        return part(type, text, glued);
    }

    private boolean part(ValueType type, String text, boolean glued) {
        if (type instanceof ValueType.OrNil nilable) {
            return same(nilable.nil(), text) || part(nilable.value(), text, glued);
        }
        return glued && text.isEmpty()
                ? type instanceof ValueType.Text || type instanceof ValueType.Octets
                : accepts(type, text);
    }

    /** Whether a value is written so; a type of the user's own may refuse it nevertheless. */
    boolean accepts(ValueType type, String text) {
        if (text.isEmpty()) {
            return false;
        }
        if (type instanceof ValueType.OrNil nilable) {
            return same(nilable.nil(), text) || accepts(nilable.value(), text);
        }
        if (type instanceof ValueType.Integral whole) {
            return WHOLE.matcher(text).matches()
                    && new java.math.BigInteger(text).compareTo(whole.min()) >= 0
                    && new java.math.BigInteger(text).compareTo(whole.max()) <= 0;
        }
        if (type instanceof ValueType.Big big) {
            return (big.decimal() ? NUMBER : WHOLE).matcher(text).matches();
        }
        if (type instanceof ValueType.Floating) {
            return NUMBER.matcher(text).matches();
        }
        if (type instanceof ValueType.Character) {
            return text.codePointCount(0, text.length()) == 1;
        }
        if (type instanceof ValueType.Enumeration words) {
            return words.words().stream().anyMatch(each -> same(each, text));
        }
        if (type instanceof ValueType.Temporal temporal) {
            return temporal.patterns().stream()
                    .anyMatch(each -> each.reads(text, letterCase.matters()));
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return accepts(wrapper.component(), text);
        }
        if (type instanceof ValueType.Formatted formatted) {
            List<Segment> segments = formatted.segments();
            return segments.get(0) instanceof Segment.Linear linear
                    ? new LinearMatch(letterCase, this::part, this::named)
                            .matches(linear.plan(), format(formatted), text)
                    : pieces(format(formatted), formatted.line().nodes(), 0, text);
        }
        List<ValueType> forms = ValueType.forms(type);
        return forms.isEmpty() || forms.stream().anyMatch(each -> accepts(each, text));
    }

    private static Line format(ValueType.Formatted type) {
        return new Line(
                type.format().source(),
                List.of(),
                type.record().components(),
                java.util.Optional.empty());
    }

    boolean same(String left, String right) {
        return letterCase.same(left, right);
    }

    private boolean starts(String text, String part, int at) {
        return letterCase.startsWith(text, part, at);
    }

    private int find(String text, String part) {
        for (int i = 0; i + part.length() <= text.length(); i++) {
            if (starts(text, part, i)) {
                return i;
            }
        }
        return -1;
    }
}
