package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ropewalk.processor.template.LinePlan.Blanks;
import org.ropewalk.processor.template.LinePlan.Choice;
import org.ropewalk.processor.template.LinePlan.End;
import org.ropewalk.processor.template.LinePlan.Fault;
import org.ropewalk.processor.template.LinePlan.Gap;
import org.ropewalk.processor.template.LinePlan.Kind;
import org.ropewalk.processor.template.LinePlan.Named;
import org.ropewalk.processor.template.LinePlan.Part;
import org.ropewalk.processor.template.LinePlan.Remark;
import org.ropewalk.processor.template.LinePlan.Text;
import org.ropewalk.processor.template.LinePlan.Value;

/** Finds out how a line is read: see {@link LinePlan}. */
public final class LinePlanner {
    private static final String SEPARATOR = LinePlan.SEPARATOR;

    private Fault fault;

    private LinePlanner() {}

    /** The plan of a line, or of what follows its first words. */
    public static LinePlan of(List<Node> nodes) {
        LinePlanner planner = new LinePlanner();
        List<Part> parts = planner.parts(nodes, Behind.LINE_END, true);
        return new LinePlan(parts, Optional.ofNullable(planner.fault));
    }

    private void fault(boolean isText, String what, String remedy) {
        if (fault == null) {
            fault = new Fault(isText, what, remedy);
        }
    }

    List<Part> parts(List<Node> nodes, Behind behind, boolean outer) {
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            Node node = nodes.get(i);
            if (node instanceof Node.Literal literal) {
                parts.add(new Text(literal.text()));
            } else if (node instanceof Node.Separator) {
                gap(nodes, i, parts);
            } else if (node instanceof Node.Blanks) {
                if (i + 1 == nodes.size() && !outer || mayBeginWithBlank(nodes, i + 1)) {
                    fault(
                            false,
                            "[ ] before a part that may begin with a blank",
                            "put a literal between them");
                }
                parts.add(new Blanks());
            } else if (node instanceof Node.Group group) {
                parts.add(choice(group, nodes, i, behind));
            } else if (node instanceof Node.Commentary commentary) {
                parts.add(new Remark(commentary));
            } else if (node instanceof Node.Named named) {
                if (i + 1 < nodes.size() || !behind.equals(Behind.LINE_END)) {
                    fault(true, named.name() + "=...", "it last");
                }
                parts.add(new Named(named));
            } else {
                parts.add(value((Node.Placeholder) node, nodes, i, behind, outer));
            }
        }
        OptionalLiterals.unlikeLiterals(parts);
        return parts;
    }

    private static void gap(List<Node> nodes, int at, List<Part> parts) {
        Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
        if (!(next instanceof Node.Commentary) && !(next instanceof Node.Named)) {
            parts.add(new Gap(isText(next) && !isWords(next)));
        }
    }

    private Choice choice(Node.Group group, List<Node> nodes, int at, Behind behind) {
        if (group.nodes().get(0) instanceof Node.Group
                || group.nodes().get(0) instanceof Node.Blanks) {
            fault(false, "A group at the beginning of a group", "put a literal before it");
        }
        Follow follow = first(nodes, at + 1, behind, false);
        if (follow.open() && group.nodes().get(0) instanceof Node.Placeholder) {
            fault(false, "A value directly after an optional value", "put a literal between them");
        }
        Behind inner = new Behind(follow, first(nodes, at + 1, behind, true));
        List<Part> parts = parts(group.nodes(), inner, false);
        End missing = missing(group, follow);
        if (parts.get(0) instanceof Value value) {
            parts.set(0, new Value(value.node(), value.end(), false, Optional.of(missing)));
        }
        if (parts.get(0) instanceof Text text && parts.size() > 1) {
            OptionalLiterals.unlikeLonger(text, missing, parts);
        }
        boolean other = follow.literals().stream().anyMatch(each -> each.startsWith(SEPARATOR));
        return new Choice(group, parts, missing, other, follow.open());
    }

    /** What stands in place of a group; a blank does where the group cannot begin with one. */
    private static End missing(Node.Group group, Follow follow) {
        Set<String> literals = new LinkedHashSet<>(follow.literals());
        if (!isText(group.nodes().get(0))) {
            literals.add(SEPARATOR);
        }
        return new End(Kind.TEXT, List.copyOf(literals), follow.atLineEnd(), 0);
    }

    private Value value(
            Node.Placeholder node, List<Node> nodes, int at, Behind behind, boolean outer) {
        Node before = at > 0 ? nodes.get(at - 1) : null;
        Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
        // Between blanks nothing could not be told from them.
        boolean between =
                !(before instanceof Node.Literal)
                        && next instanceof Node.Literal literal
                        && literal.text().charAt(0) <= ' ';
        boolean glued =
                !between && (before instanceof Node.Literal || next instanceof Node.Literal);
        if (node instanceof Node.Fixed fixed) {
            return new Value(node, new End(Kind.WIDTH, List.of(), false, fixed.width()), false);
        }
        if (node instanceof Node.Phrase phrase) {
            return new Value(node, new End(Kind.WORDS, List.of(), false, phrase.words()), false);
        }
        if (next instanceof Node.Placeholder && node instanceof Node.Word) {
            return new Value(node, new End(Kind.WIDTH, List.of(), false, 1), false);
        }
        if (isText(node)) {
            return new Value(
                    node,
                    textEnd(node, nodes, at, behind, outer),
                    glued || !(node instanceof Node.Many));
        }
        Follow follow = first(nodes, at + 1, behind, false);
        if (follow.open() && !(next instanceof Node.Commentary)) {
            fault(
                    true,
                    String.join("+", node.names()),
                    next instanceof Node.Group
                            ? "a literal after it, or use one type with parse(String) for both values"
                            : "a literal after it");
        }
        List<String> literals =
                follow.literals().stream().filter(each -> !each.startsWith(SEPARATOR)).toList();
        return new Value(node, new End(Kind.WORD, literals, follow.atLineEnd(), 0), glued);
    }

    private End textEnd(
            Node.Placeholder node, List<Node> nodes, int at, Behind behind, boolean outer) {
        Follow follow = first(nodes, at + 1, behind, true);
        if (follow.open()) {
            String dots =
                    node instanceof Node.Many many
                            ? many.delimiter().map(String::valueOf).orElse("") + "..."
                            : "*";
            String name =
                    node instanceof Node.Aside remark
                            ? "'" + remark.text() + "'"
                            : String.join("", node.names()) + dots;
            fault(true, name, "a literal after it");
        }
        List<String> literals = List.copyOf(follow.literals());
        if (node instanceof Node.Aside aside && holds(aside.text(), literals)) {
            fault(false, "A commentary that contains the literal after it", "change its text");
        }
        if (literals.isEmpty()) {
            return new End(Kind.REST, literals, true, 0);
        }
        boolean mayBeLast =
                outer
                        && literals.size() == 1
                        && !follow.atLineEnd()
                        && !(node instanceof Node.Many || node instanceof Node.Aside);
        return (mayBeLast
                        ? last(nodes.subList(at + 1, nodes.size()), literals)
                        : Optional.<End>empty())
                .orElse(new End(Kind.TEXT, literals, follow.atLineEnd(), 0));
    }

    private static boolean holds(String text, List<String> literals) {
        return literals.stream()
                .map(each -> each.replace(SEPARATOR, " ").toLowerCase(Locale.ROOT))
                .anyMatch(text.toLowerCase(Locale.ROOT)::contains);
    }

    /** The end of a text that no other follows, if its literal does not stand there again. */
    private static Optional<End> last(List<Node> behind, List<String> ends) {
        StringBuilder literals = new StringBuilder();
        if (!collect(behind, literals)) {
            return Optional.empty();
        }
        String text = literals.toString().toUpperCase(Locale.ROOT);
        int first = 0;
        while (text.charAt(first) == '\r') {
            first++;
        }
        int end = text.indexOf('\r', first);
        String literal = text.substring(first, end < 0 ? text.length() : end);
        return end < 0 || text.indexOf(literal, end) < 0
                ? Optional.of(new End(Kind.LAST_TEXT, ends, end < 0, 0))
                : Optional.empty();
    }

    /** The literals of nodes, with CR between; false if one of them is a text. */
    private static boolean collect(List<Node> nodes, StringBuilder literals) {
        for (Node node : nodes) {
            if (isText(node)
                    || node instanceof Node.Commentary
                    || node instanceof Node.Named
                    || node instanceof Node.Group group && !collect(group.nodes(), literals)) {
                return false;
            }
            if (node instanceof Node.Literal literal) {
                literals.append(literal.text());
            } else {
                literals.append('\r');
                if (node instanceof Node.Many many) {
                    literals.append(many.delimiter().orElse('\r')).append('\r');
                }
            }
        }
        return true;
    }

    /** What may stand at {@code at}; behind a text a literal has the separators around it. */
    private static Follow first(List<Node> nodes, int at, Behind behind, boolean text) {
        if (at == nodes.size()) {
            return text ? behind.text() : behind.word();
        }
        Node node = nodes.get(at);
        if (node instanceof Node.Literal literal) {
            return Follow.of(literal.text() + (text ? separator(nodes, at + 1) : ""));
        }
        if (node instanceof Node.Separator) {
            Node next = at + 1 < nodes.size() ? nodes.get(at + 1) : null;
            if (next instanceof Node.Literal literal) {
                String behindIt = text ? separator(nodes, at + 2) : "";
                return Follow.of(SEPARATOR + literal.text() + behindIt);
            }
            return text ? Follow.OPEN : Follow.of(SEPARATOR);
        }
        if (node instanceof Node.Group group) {
            Follow without = first(nodes, at + 1, behind, text);
            return first(group.nodes(), 0, new Behind(without, without), text).or(without);
        }
        if (node instanceof Node.Blanks) {
            Follow without = first(nodes, at + 1, behind, text);
            return text ? without : without.or(Follow.of(SEPARATOR));
        }
        return Follow.OPEN;
    }

    private static String separator(List<Node> nodes, int at) {
        return at < nodes.size() && nodes.get(at) instanceof Node.Separator ? SEPARATOR : "";
    }

    private static boolean mayBeginWithBlank(List<Node> nodes, int at) {
        Node node = at < nodes.size() ? nodes.get(at) : null;
        if (node instanceof Node.Group group) {
            return mayBeginWithBlank(group.nodes(), 0) || mayBeginWithBlank(nodes, at + 1);
        }
        return node instanceof Node.Separator
                || node instanceof Node.Blanks
                || node instanceof Node.Literal literal && literal.text().charAt(0) <= ' '
                || isText(node) && !isWords(node);
    }

    private static boolean isWords(Node node) {
        return node instanceof Node.Many many && many.delimiter().isEmpty();
    }

    /** Whether blanks do not end it: free text, or words between blanks. */
    private static boolean isText(Node node) {
        return node instanceof Node.Rest
                || node instanceof Node.Aside
                || node instanceof Node.ResultRest
                || isWords(node)
                || node instanceof Node.Many many && many.hasBlanks();
    }

    /**
     * What may stand at a place.
     *
     * @param literals literals, behind a separator or not
     * @param atLineEnd whether the line may end there
     * @param open whether something else may stand there, which tells nothing
     */
    private record Follow(Set<String> literals, boolean atLineEnd, boolean open) {
        static final Follow LINE_END = new Follow(Set.of(), true, false);
        static final Follow OPEN = new Follow(Set.of(), false, true);

        static Follow of(String literal) {
            return new Follow(Set.of(literal), false, false);
        }

        Follow or(Follow other) {
            Set<String> all = new LinkedHashSet<>(literals);
            all.addAll(other.literals);
            return new Follow(all, atLineEnd || other.atLineEnd, open || other.open);
        }
    }

    /** What stands behind a group, as words see it and as texts do. */
    private record Behind(Follow word, Follow text) {
        static final Behind LINE_END = new Behind(Follow.LINE_END, Follow.LINE_END);
    }
}
