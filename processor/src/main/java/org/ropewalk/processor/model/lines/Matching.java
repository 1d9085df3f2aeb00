package org.ropewalk.processor.model.lines;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.LetterCase;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Segment;

/** Tells whether a word, or a line of words, is one that a template reads, and gives examples. */
final class Matching {
    /** Examples of one word; there are more only of large enums. */
    private static final int MAX_EXAMPLES = 64;

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

        /** The literal at the begin, or at the end; empty if there is none. */
        String edge(boolean end) {
            List<Node> pieces = pieces();
            return !pieces.isEmpty()
                            && pieces.get(end ? pieces.size() - 1 : 0) instanceof Node.Literal text
                    ? text.text()
                    : "";
        }
    }

    // ---- whole lines

    /** Whether {@code words} from {@code at} are what {@code slots} from {@code from} read. */
    boolean matches(List<Slot> slots, int from, List<String> words, int at) {
        if (from == slots.size()) {
            return at == words.size();
        }
        Slot slot = slots.get(from);
        if (slot.segment() instanceof Segment.Remark) {
            return true;
        }
        if (slot.segment() instanceof Segment.Tail tail) {
            return tail(slot.line(), tail, words, at);
        }
        if (slot.segment() instanceof Segment.Named) {
            List<String> named = words.subList(at, words.size());
            return !named.isEmpty() && named.stream().noneMatch(String::isEmpty);
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
                || dropped
                || accepts(type, inner);
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
        ValueType one = type instanceof ValueType.Several several ? several.element() : type;
        return glued && text.isEmpty()
                ? one instanceof ValueType.Text || one instanceof ValueType.Octets
                : type instanceof ValueType.Several || accepts(one, text);
    }

    /** Whether a value is written so; a type of the user's own may refuse it nevertheless. */
    boolean accepts(ValueType type, String text) {
        if (text.isEmpty()) {
            return false;
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
            return words.constants().stream().anyMatch(each -> same(each.word(), text));
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return accepts(wrapper.component(), text);
        }
        if (type instanceof ValueType.Formatted formatted) {
            return pieces(format(formatted), formatted.format().nodes(), 0, text);
        }
        return true;
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

    // ---- examples

    /** Words, one of which both read if there is such a word. */
    Set<String> candidates(Slot left, Slot right) {
        Set<String> words = new LinkedHashSet<>(examples(left));
        words.addAll(examples(right));
        for (String middle : List.of("x", "1", "")) {
            words.add(left.edge(false) + middle + right.edge(true));
            words.add(right.edge(false) + middle + left.edge(true));
        }
        return words;
    }

    /** Words that a slot reads. */
    List<String> examples(Slot slot) {
        if (slot.segment() instanceof Segment.Several several) {
            return examples(slot.line().type(several.many()));
        }
        if (slot.segment() instanceof Segment.Tail tail) {
            return examples(slot.line().type((Node.Placeholder) tail.value())).stream()
                    .map(text -> tail.prefix() + text + tail.suffix())
                    .toList();
        }
        return slot.segment() instanceof Segment.Token
                ? join(slot.line(), slot.pieces())
                : List.of("x");
    }

    private List<String> join(Line line, List<Node> pieces) {
        List<String> texts = List.of("");
        for (Node piece : pieces) {
            List<String> longer = new ArrayList<>();
            for (String text : texts) {
                for (String next : piece(line, piece)) {
                    if (longer.size() < MAX_EXAMPLES) {
                        longer.add(text + next);
                    }
                }
            }
            texts = longer;
        }
        return texts;
    }

    private List<String> piece(Line line, Node piece) {
        if (piece instanceof Node.Literal literal) {
            return List.of(literal.text());
        }
        return piece instanceof Node.Placeholder placeholder
                        && !(piece instanceof Node.Length || piece instanceof Node.Size)
                ? examples(line.type(placeholder))
                : List.of("1");
    }

    private List<String> examples(ValueType type) {
        if (type instanceof ValueType.Enumeration words) {
            return words.constants().stream()
                    .map(ValueType.Enumeration.Constant::word)
                    .limit(MAX_EXAMPLES)
                    .toList();
        }
        if (type instanceof ValueType.Several several) {
            return examples(several.element());
        }
        if (type instanceof ValueType.Wrapper wrapper) {
            return examples(wrapper.component());
        }
        if (type instanceof ValueType.Formatted formatted) {
            return join(format(formatted), formatted.format().nodes());
        }
        if (type instanceof ValueType.Floating
                || type instanceof ValueType.Big big && big.decimal()) {
            return List.of("1.5", "1");
        }
        boolean number = type instanceof ValueType.Integral || type instanceof ValueType.Big;
        return number ? List.of("1", "-1") : List.of("x", "1");
    }
}
