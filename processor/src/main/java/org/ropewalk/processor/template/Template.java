package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One line of a protocol, as its declaration writes it: the parser of one side and the formatter of
 * the other.
 *
 * @param source the text as declared, for comments and messages
 * @param nodes what it consists of, from left to right
 */
public record Template(String source, List<Node> nodes, boolean verbatim) {
    private static final int CODE_DIGITS = 3;
    private static final Pattern CODE = Pattern.compile("[0-9]{" + CODE_DIGITS + "}");

    /** No line. */
    public static final Template EMPTY = new Template("", List.of());

    /** Copies the list. */
    public Template {
        Objects.requireNonNull(source, "source");
        nodes = List.copyOf(nodes);
    }

    /** With the words of the protocol. */
    public Template(String source, List<Node> nodes) {
        this(source, nodes, false);
    }

    /** This, with other nodes. */
    public Template with(List<Node> others) {
        return new Template(source, others, verbatim);
    }

    /** This, without escapes. */
    public Template withoutEscapes() {
        return new Template(source, nodes, true);
    }

    /**
     * Whether the template is empty: no line at all where a command has it, an empty line where a
     * reply has it.
     */
    public boolean isEmpty() {
        return nodes.isEmpty();
    }

    /** Whether it is one of the simple lines of RESP: it begins with {@code +} or {@code -}. */
    public boolean isSimple() {
        return !nodes.isEmpty()
                && nodes.get(0) instanceof Node.Literal first
                && (first.text().startsWith("+") || first.text().startsWith("-"));
    }

    /** This as {@code declared}, where its first literal may be spelled in other ways, too. */
    public Template spelled(String declared, List<String> verbs) {
        if (verbs.isEmpty() || !(nodes.get(0) instanceof Node.Literal verb)) {
            return new Template(declared, nodes, verbatim);
        }
        List<Node> changed = new ArrayList<>(nodes);
        changed.set(0, new Node.Literal(verb.text(), verbs));
        return new Template(declared, changed, verbatim);
    }

    /** The lines behind its first, if it is a block. */
    public Optional<Node.Fields> fields() {
        return nodes.isEmpty()
                ? Optional.empty()
                : Optional.of(nodes.get(nodes.size() - 1))
                        .filter(Node.Fields.class::isInstance)
                        .map(Node.Fields.class::cast);
    }

    /** This, with other lines behind its first; itself if it is no block. */
    public Template withFields(UnaryOperator<Node.Fields> change) {
        if (fields().isEmpty()) {
            return this;
        }
        List<Node> changed = new ArrayList<>(nodes);
        changed.set(nodes.size() - 1, change.apply(fields().get()));
        return with(changed);
    }

    /** The head of a block, as a line; itself if it is no block. */
    public Template head() {
        if (fields().isEmpty()) {
            return this;
        }
        int end = source.indexOf("\\n");
        return new Template(
                end < 0 ? source : source.substring(0, end),
                nodes.stream()
                        .filter(
                                node ->
                                        !(node instanceof Node.Fields
                                                || node instanceof Node.VerbName))
                        .toList(),
                verbatim);
    }

    /** This, with {@code behind} behind its first line. */
    public Template before(List<Node> behind) {
        if (behind.isEmpty()) {
            return this;
        }
        List<Node> line = new ArrayList<>(nodes);
        Optional<Node.Fields> block = fields();
        block.ifPresent(line::remove);
        behind.forEach(node -> append(line, node));
        block.ifPresent(line::add);
        int end = source.indexOf("\\n");
        String head = end < 0 ? source : source.substring(0, end);
        return new Template(
                head + Texts.of(behind) + source.substring(head.length()), line, verbatim);
    }

    /** Adds a node; a literal goes on with one in front of it. */
    private static void append(List<Node> nodes, Node node) {
        int last = nodes.size() - 1;
        if (node instanceof Node.Literal next
                && last >= 0
                && nodes.get(last) instanceof Node.Literal before) {
            nodes.set(last, new Node.Literal(before.text() + next.text()));
        } else {
            nodes.add(node);
        }
    }

    /** Whether it has a place for the whole result, {@code {}} or {@code {*}}, that can be read. */
    public boolean hasResult() {
        return reads(Template::isResult);
    }

    /** Whether the whole result stands anywhere in it, commentary included. */
    public boolean mentionsResult() {
        return mentions(Template::isResult);
    }

    /** Whether the result is in a group. */
    public boolean hasResultInGroup() {
        return reads(
                node ->
                        node instanceof Node.Group group
                                && has(group.nodes(), Template::isResult, false));
    }

    private static boolean isResult(Node node) {
        return node instanceof Node.Result || node instanceof Node.ResultRest;
    }

    /** Whether a node is in it, be it in a group or a field, but not only in commentary. */
    public boolean reads(Predicate<Node> wanted) {
        return has(nodes, wanted, false);
    }

    /** Whether a node is anywhere in it, commentary included. */
    public boolean mentions(Predicate<Node> wanted) {
        return has(nodes, wanted, true);
    }

    private static boolean has(List<Node> nodes, Predicate<Node> wanted, boolean commentary) {
        return nodes.stream()
                .anyMatch(
                        node ->
                                wanted.test(node)
                                        || parts(node, commentary).stream()
                                                .anyMatch(part -> has(part, wanted, commentary)));
    }

    /** The nodes inside a node: those of a group, of each field, of a commentary if that counts. */
    private static List<List<Node>> parts(Node node, boolean commentary) {
        if (node instanceof Node.Group group) {
            return List.of(group.nodes());
        }
        if (node instanceof Node.Fields block) {
            return block.fields().stream().map(Node.Field::value).toList();
        }
        return commentary && node instanceof Node.Commentary remark
                ? List.of(remark.nodes())
                : List.of();
    }

    /**
     * This, with what {@code name} stands for in its commentary: a value that is known without
     * being a parameter.
     */
    public Template explaining(String name, Node meant) {
        return with(commentaries(nodes, name, meant));
    }

    private static List<Node> commentaries(List<Node> nodes, String name, Node meant) {
        return nodes.stream().map(node -> commentary(node, name, meant)).toList();
    }

    private static Node commentary(Node node, String name, Node meant) {
        if (node instanceof Node.Commentary remark) {
            return new Node.Commentary(explained(remark.nodes(), name, meant));
        }
        return node instanceof Node.Fields block
                ? block.map(value -> commentaries(value, name, meant))
                : node;
    }

    private static List<Node> explained(List<Node> nodes, String name, Node meant) {
        return nodes.stream().map(node -> node.equals(new Node.Word(name)) ? meant : node).toList();
    }

    /** This, with a result that is the whole commentary as a free text, which can be read. */
    public Template readable() {
        Node last = nodes.isEmpty() ? null : nodes.get(nodes.size() - 1);
        if (!(last instanceof Node.Commentary remark)
                || !remark.nodes().equals(List.of(new Node.Result()))) {
            return this;
        }
        List<Node> read = new ArrayList<>(nodes.subList(0, nodes.size() - 1));
        read.add(new Node.ResultRest());
        return with(read);
    }

    /** The names that it binds or writes, in order, those of groups and commentary among them. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        collect(nodes, names);
        return names;
    }

    /** The names that a reader binds: neither those in what is written for people, nor sizes. */
    public List<String> bound() {
        List<Node> read =
                nodes.stream()
                        .filter(
                                node ->
                                        !(node instanceof Node.Commentary
                                                || node instanceof Node.Size))
                        .toList();
        return new Template(source, read).names();
    }

    private static void collect(List<Node> nodes, List<String> names) {
        for (Node node : nodes) {
            if (node instanceof Node.Placeholder placeholder) {
                names.addAll(placeholder.names());
            } else if (node instanceof Node.Group group) {
                collect(group.nodes(), names);
            } else if (node instanceof Node.Commentary commentary) {
                collect(commentary.nodes(), names);
            } else if (node instanceof Node.Fields block) {
                block.fields().forEach(field -> collect(field.value(), names));
                block.others()
                        .map(Node.Others::name)
                        .filter(name -> !name.isEmpty())
                        .ifPresent(names::add);
            }
        }
    }

    /** The names whose values it has: not those of which it only has the size. */
    public List<String> written() {
        return new Template(source, withoutSizes(nodes)).names();
    }

    private static List<Node> withoutSizes(List<Node> nodes) {
        return nodes.stream()
                .filter(node -> !(node instanceof Node.Size))
                .map(
                        node ->
                                node instanceof Node.Commentary remark
                                        ? new Node.Commentary(withoutSizes(remark.nodes()))
                                        : node)
                .toList();
    }

    /** Whether it has the size of {@code collection} outside of commentary. */
    public boolean hasSizeOf(String collection) {
        return nodes.contains(new Node.Size(collection));
    }

    /** The words of groups of literals, each of which may stand for a boolean. */
    public List<String> flags() {
        List<String> flags = new ArrayList<>();
        flags(nodes, flags);
        return flags;
    }

    /** Whether it has a group of literals for the boolean {@code name}. */
    public boolean hasFlag(String name) {
        return flags().stream().anyMatch(name::equalsIgnoreCase);
    }

    private static void flags(List<Node> nodes, List<String> flags) {
        for (Node node : nodes) {
            if (node instanceof Node.Group group && group.isFlag()) {
                flags.add(group.flag());
            } else if (node instanceof Node.Group group) {
                flags(group.nodes(), flags);
            } else if (node instanceof Node.Fields block) {
                block.fields().forEach(field -> field.flag().ifPresent(flags::add));
            }
        }
    }

    /** This, where its texts have no blanks. */
    public Template ofOneWord() {
        return with(words(nodes));
    }

    private static List<Node> words(List<Node> nodes) {
        return nodes.stream()
                .map(
                        node ->
                                node instanceof Node.Rest rest
                                        ? new Node.Word(rest.name())
                                        : node instanceof Node.Group group
                                                ? new Node.Group(words(group.nodes()))
                                                : node)
                .toList();
    }

    /** Whether a word for no value may stand for its result. */
    public boolean hasNilResult() {
        return nodes.stream()
                .anyMatch(node -> node instanceof Node.Result result && !result.nil().isEmpty());
    }

    /** Whether it begins with a separator, in front of text. */
    public boolean isIndented() {
        return nodes.size() > 1 && nodes.get(0) instanceof Node.Separator;
    }

    /** Whether it begins with a blank: it has no code. */
    public boolean beginsWithBlank() {
        return isIndented()
                || !nodes.isEmpty()
                        && nodes.get(0) instanceof Node.Literal literal
                        && literal.text().startsWith(" ");
    }

    /** Whether it is declared as a line that others follow: {@code mark} stands behind its code. */
    public boolean isMarked(String mark) {
        return !mark.isEmpty()
                && !nodes.isEmpty()
                && nodes.get(0) instanceof Node.Literal literal
                && CODE.matcher(literal.text()).lookingAt()
                && literal.text().startsWith(mark, CODE_DIGITS);
    }

    /**
     * This line as it is where others follow: with {@code mark} instead of its first separator,
     * which stands behind a code. A line that begins with a blank has no code, and no mark.
     */
    public Template marked(String mark) {
        if (beginsWithBlank() || isMarked(mark)) {
            return this;
        }
        List<Node> marked = new ArrayList<>();
        boolean done = false;
        for (Node node : nodes) {
            boolean here = !done && node instanceof Node.Separator;
            done |= here;
            append(marked, here ? new Node.Literal(mark) : node);
        }
        return new Template(
                source.replaceFirst(" ", Matcher.quoteReplacement(mark)), marked, verbatim);
    }
}
