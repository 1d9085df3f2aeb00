package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Templates of several lines: a head, which is read as a line, and fields. */
public final class Blocks {
    /** A line's end, in the text of a template. */
    private static final char LINE_END = '\n';

    /** What stands behind the last line of a block: the end of an empty line. */
    private static final String END = "\n\n";

    /** A name without blanks, and its mark. */
    private static final Pattern NAME = Pattern.compile("([!-9;<>-Z^-z|~]+)([:=])");

    private static final Pattern WORD = Pattern.compile("\\{\\w+}");

    /** A character that is none of a literal. */
    private static final Pattern TEMPLATE = Pattern.compile("[{}\\[\\]\\\\]");

    private static final Pattern OTHERS = Pattern.compile("\\{(\\w*)([:=])( ?)\\.\\.\\.}");

    private final String source;
    private final List<Node.Field> fields = new ArrayList<>();
    private Optional<Node.Others> others = Optional.empty();

    private Blocks(String source) {
        this.source = source;
    }

    /** Whether a text has several lines. */
    public static boolean isBlock(String source) {
        return source.indexOf(LINE_END) >= 0;
    }

    /** A line, and a text behind it. */
    private static final Pattern WITH_TEXT = Pattern.compile("([^\n]+)\n\\{(\\w+)\\*}");

    /** The name of the text that is the second line of an item of two; nothing if none is. */
    public static Optional<String> textBehind(String item) {
        return Optional.of(WITH_TEXT.matcher(item)).filter(Matcher::matches).map(m -> m.group(2));
    }

    /** The lines of an item without the text that is its second line, if it has one. */
    public static String withoutText(String item) {
        return WITH_TEXT.matcher(item).replaceFirst("$1");
    }

    /** An envelope without the empty line before it, if it has one line else; itself if not. */
    public static String behindEmptyLine(String envelope) {
        return envelope.lastIndexOf(LINE_END) == 0 ? envelope.substring(1) : envelope;
    }

    /** The template that {@code source} is, of one line or of several. */
    public static Template parse(String source) throws TemplateSyntaxException {
        return isBlock(source) ? new Blocks(source).block() : TemplateParser.parse(source);
    }

    /**
     * The lines of a text of several, of which the last is no field, and so ends the others; none
     * if an empty line ends them, or nothing does. A line {@code {data}} says that a payload stands
     * there, and is none.
     */
    public static List<String> plain(String source) {
        String last = source.substring(source.lastIndexOf(LINE_END) + 1);
        if (!isBlock(source)
                || last.isEmpty()
                || isOptional(last)
                || NAME.matcher(last).lookingAt()
                || OTHERS.matcher(last).matches()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        for (String line : source.split("\n", -1)) {
            boolean payload =
                    !lines.isEmpty()
                            && WORD.matcher(line).matches()
                            && lines.get(lines.size() - 1).contains(line.replace("}", ".length}"));
            if (!payload) {
                lines.add(line);
            }
        }
        return lines;
    }

    /** Whether one of the lines of a reply may be missing, or be any field. */
    public static boolean varies(List<String> lines) {
        return lines.stream().anyMatch(line -> isOptional(line) || OTHERS.matcher(line).matches());
    }

    /** A text of several lines as its declaration writes it: {@code \\n} for each line end. */
    public static String shown(String source) {
        return source.replace("\n", "\\n");
    }

    /** What follows the empty line that ends an envelope; empty if nothing does. */
    public static String end(String envelope) {
        int empty = envelope.lastIndexOf(END);
        String end = empty < 0 ? "" : envelope.substring(empty + END.length());
        return TEMPLATE.matcher(end).find() ? "" : end;
    }

    private Template block() throws TemplateSyntaxException {
        boolean ends = source.endsWith(END);
        int end = source.length();
        while (end > 0 && source.charAt(end - 1) == LINE_END) {
            end--;
        }
        int at = source.indexOf(LINE_END);
        List<Node> nodes = new ArrayList<>(part(0, Math.min(at, end)));
        while (at < end) {
            int next = source.indexOf(LINE_END, at + 1);
            next = next < 0 || next > end ? end : next;
            line(at + 1, next);
            at = next;
        }
        nodes.add(new Node.Fields(fields, others, ends, ""));
        return new Template(shown(source), nodes);
    }

    /** A line behind the head. */
    private void line(int from, int to) throws TemplateSyntaxException {
        String text = source.substring(from, to);
        Matcher unnamed = OTHERS.matcher(text);
        if (unnamed.matches()) {
            if (others.isPresent()) {
                throw new TemplateSyntaxException(
                        from, "there is a second place for other fields; remove one");
            }
            others =
                    Optional.of(
                            new Node.Others(
                                    unnamed.group(1),
                                    unnamed.group(2).charAt(0),
                                    !unnamed.group(3).isEmpty()));
            return;
        }
        boolean optional = isOptional(text);
        int begin = optional ? from + 1 : from;
        int end = optional ? to - 1 : to;
        Matcher name = NAME.matcher(source).region(begin, end);
        if (!name.lookingAt()) {
            throw new TemplateSyntaxException(
                    from, "this line is not a field; write name={value} or name: {value}");
        }
        int value = name.end();
        boolean trimmed = value < end && source.charAt(value) == ' ';
        fields.add(
                new Node.Field(
                        name.group(1),
                        name.group(2).charAt(0),
                        trimmed,
                        optional,
                        part(trimmed ? value + 1 : value, end)));
    }

    /** Whether one pair of brackets stands around a line. */
    private static boolean isOptional(String text) {
        if (!text.startsWith("[") || !text.endsWith("]") || text.endsWith("\\]")) {
            return false;
        }
        int depth = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '[') {
                depth++;
            } else if (c == ']' && --depth == 0 && i < text.length() - 1) {
                return false;
            }
        }
        return depth == 0;
    }

    /** What a part of the source, within one line, consists of. */
    private List<Node> part(int from, int to) throws TemplateSyntaxException {
        try {
            return TemplateParser.parse(source.substring(from, to)).nodes();
        } catch (TemplateSyntaxException e) {
            throw new TemplateSyntaxException(from + e.offset(), e.getMessage());
        }
    }

    /**
     * What a payload holds.
     *
     * @param body the name of what stands behind an empty line; empty if nothing does
     */
    public record Content(Node.Fields fields, String body) {}

    private static final Pattern BODY = Pattern.compile("\\{(\\w+)\\*}");

    /** The content that {@code source} is: fields, and a body behind an empty line. */
    public static Content content(String source) throws TemplateSyntaxException {
        int empty = source.indexOf(END);
        String head = empty < 0 ? source : source.substring(0, empty);
        String body = empty < 0 ? "" : source.substring(empty + END.length());
        Matcher name = BODY.matcher(body);
        if (empty >= 0 && !name.matches()) {
            throw new TemplateSyntaxException(
                    empty + END.length(),
                    "the part after the empty line is not {body*}; write {body*}, or remove it");
        }
        Blocks blocks = new Blocks(head);
        for (int at = 0; at < head.length(); ) {
            int next = head.indexOf(LINE_END, at);
            next = next < 0 ? head.length() : next;
            blocks.line(at, next);
            at = next + 1;
        }
        return new Content(
                new Node.Fields(blocks.fields, blocks.others, false, ""),
                empty < 0 ? "" : name.group(1));
    }

    /**
     * The template of an item of several lines, whose first line is a field that begins the item;
     * nothing if it is none.
     */
    public static Optional<Template> item(Template line) {
        Optional<String> name = beginning(line);
        boolean alike =
                name.isPresent()
                        && line.fields().stream()
                                .allMatch(block -> marks(block).allMatch(name.get()::endsWith));
        return alike
                ? Optional.of(line.withFields(block -> block.behind(name.get())))
                : Optional.empty();
    }

    /** The name, with its mark, of the field that a template begins with. */
    public static Optional<String> beginning(Template line) {
        return line.nodes().stream()
                .findFirst()
                .filter(Node.Literal.class::isInstance)
                .map(node -> NAME.matcher(((Node.Literal) node).text()))
                .filter(Matcher::lookingAt)
                .map(Matcher::group);
    }

    private static Stream<String> marks(Node.Fields block) {
        return Stream.concat(
                        block.fields().stream().map(Node.Field::mark),
                        block.others().stream().map(Node.Others::mark))
                .map(String::valueOf);
    }

    // ---- blocks that are made of others

    /** These nodes, with the fields of all parts behind them: those of the first part first. */
    public static List<Node> joined(List<Node> nodes) {
        if (nodes.stream().noneMatch(Node.Fields.class::isInstance)) {
            return nodes;
        }
        List<Node> joined = new ArrayList<>();
        List<Node.Field> fields = new ArrayList<>();
        Optional<Node.Others> others = Optional.empty();
        boolean ends = false;
        for (Node node : nodes) {
            if (node instanceof Node.Fields part) {
                fields.addAll(part.fields());
                others = others.isPresent() ? others : part.others();
                ends |= part.ends();
            } else {
                joined.add(node);
            }
        }
        joined.add(new Node.Fields(fields, others, ends, ""));
        return joined;
    }

    /**
     * A command, where {@code around} stands around all: if its first line is a field, that is the
     * verb, and the head is its value.
     */
    public static Template command(Template line, Optional<Node.Fields> around) {
        List<Node> nodes = new ArrayList<>(line.nodes());
        around.ifPresent(nodes::add);
        List<Node> joined = new ArrayList<>(joined(nodes));
        if (joined.isEmpty()
                || !(joined.get(joined.size() - 1) instanceof Node.Fields)
                || !(joined.get(0) instanceof Node.Literal first)) {
            return line.with(joined);
        }
        Matcher name = NAME.matcher(first.text());
        if (!name.lookingAt()) {
            return line.with(joined);
        }
        String value = first.text().substring(name.end());
        boolean trimmed = value.isEmpty() && joined.get(1) instanceof Node.Separator;
        joined.remove(0);
        if (trimmed) {
            joined.remove(0);
        }
        if (!value.isEmpty()) {
            joined.add(0, new Node.Literal(value));
        }
        String verb = name.group() + (trimmed ? " " : "");
        joined.add(0, new Node.VerbName(verb));
        int last = joined.size() - 1;
        joined.set(last, ((Node.Fields) joined.get(last)).behind(verb));
        return line.with(joined);
    }
}
