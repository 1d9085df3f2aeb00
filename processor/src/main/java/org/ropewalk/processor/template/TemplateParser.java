package org.ropewalk.processor.template;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.lang.model.SourceVersion;

/** Reads the text of a template. */
public final class TemplateParser {
    /** What is wrong with a character that no line has. */
    public static final String CONTROL = "there is a control character; remove it";

    private static final String MANY = "...";

    /** Characters of a value of a fixed width; more are no field of a line. */
    private static final int MAX_WIDTH = 999;

    private final String source;
    private int at;

    private TemplateParser(String source) {
        this.source = source;
    }

    /** The first place of a character in {@code text} that no line has; -1 if there is none. */
    public static int control(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (isControl(text.charAt(i))) {
                return i;
            }
        }
        return -1;
    }

    private static boolean isControl(char c) {
        return c < ' ' || c == 0x7F;
    }

    /** The template that {@code source} is. */
    public static Template parse(String source) throws TemplateSyntaxException {
        TemplateParser parser = new TemplateParser(source);
        List<Node> nodes = parser.nodes(0);
        return new Template(source, nodes);
    }

    /** Nodes up to the text's end or, inside groups, the bracket that closes the innermost. */
    private List<Node> nodes(int depth) throws TemplateSyntaxException {
        List<Node> nodes = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == ' ' || c == '[' || c == ']' || c == '{' || c == '}') {
                flush(literal, nodes);
            }
            switch (c) {
                case '\\' -> literal.append(escaped());
                case ' ' -> {
                    separate(nodes);
                    at++;
                }
                case '[' -> nodes.add(group(depth));
                case ']' -> {
                    if (depth == 0) {
                        throw error(
                                at,
                                "there is no '[' for this ']'; write \\] for the character itself");
                    }
                    return nodes;
                }
                case '{' -> nodes.add(placeholder(nodes));
                case '}' ->
                        throw error(
                                at,
                                "there is no '{' for this '}'; write \\} for the character itself");
                default -> {
                    control(c);
                    literal.append(c);
                    at++;
                }
            }
        }
        flush(literal, nodes);
        if (depth > 0) {
            throw error(at, "a '[' is not closed; add ']'");
        }
        return nodes;
    }

    private void separate(List<Node> nodes) throws TemplateSyntaxException {
        if (!nodes.isEmpty() && nodes.get(nodes.size() - 1) instanceof Node.Separator) {
            throw error(at, "there are two blanks; write one");
        }
        nodes.add(new Node.Separator());
    }

    private static void flush(StringBuilder literal, List<Node> nodes) {
        if (!literal.isEmpty()) {
            nodes.add(new Node.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    /** Controls are literals, but for those that end lines. */
    private void control(char c) throws TemplateSyntaxException {
        if (c == '\r' || c == '\n') {
            throw error(at, "there is a line end; remove it");
        }
    }

    private char escaped() throws TemplateSyntaxException {
        if (at + 1 == source.length() || "[]{}\\ ".indexOf(source.charAt(at + 1)) < 0) {
            throw error(at, "'\\\\' is allowed only before [ ] { }, a blank and itself; remove it");
        }
        at += 2;
        return source.charAt(at - 1);
    }

    private Node group(int depth) throws TemplateSyntaxException {
        int from = at++;
        List<Node> nodes = nodes(depth + 1);
        at++;
        if (nodes.isEmpty()) {
            throw error(from, "the group is empty; remove it");
        }
        return nodes.equals(List.of(new Node.Separator()))
                ? new Node.Blanks()
                : new Node.Group(nodes);
    }

    private Node placeholder(List<Node> before) throws TemplateSyntaxException {
        if (source.startsWith("{'", at)) {
            return commentary();
        }
        int from = at;
        int close = source.indexOf('}', from);
        if (close < 0) {
            throw error(from, "a '{' is not closed; add '}'");
        }
        at = close + 1;
        Node node = placeholder(source.substring(from + 1, close), from + 1);
        if (!before.isEmpty() && adjoin(before.get(before.size() - 1), node)) {
            throw error(
                    from,
                    "there is nothing between two placeholders; put a literal or a blank between them");
        }
        return node;
    }

    /**
     * Whether nothing tells where one ends and the other begins; a value of a fixed width does, and
     * a one-character value before another is told by its type.
     */
    private static boolean adjoin(Node left, Node right) {
        return left instanceof Node.Placeholder
                && right instanceof Node.Placeholder
                && !(left instanceof Node.Fixed || left instanceof Node.Word);
    }

    private Node commentary() throws TemplateSyntaxException {
        int from = at;
        at += 2;
        List<Node> nodes = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        while (!source.startsWith("'}", at)) {
            if (at == source.length()) {
                throw error(from, "a commentary is not closed; add '}");
            }
            char c = source.charAt(at);
            if (c == '{') {
                flush(literal, nodes);
                nodes.add(placeholder(List.of()));
            } else if (c == '\\') {
                literal.append(escaped());
            } else {
                control(c);
                literal.append(c);
                at++;
            }
        }
        flush(literal, nodes);
        at += 2;
        if (at == source.length() || source.charAt(at) == ']') {
            return new Node.Commentary(nodes);
        }
        if (nodes.size() == 1 && nodes.get(0) instanceof Node.Literal text) {
            return new Node.Aside(text.text());
        }
        throw error(
                at,
                "a commentary before other parts must be a text without placeholders; write {'text'}, or write the commentary last");
    }

    private Node placeholder(String text, int from) throws TemplateSyntaxException {
        if (text.isEmpty()) {
            return new Node.Result();
        }
        if (text.equals("*")) {
            return new Node.ResultRest();
        }
        if (text.endsWith("*")) {
            return new Node.Rest(name(text.substring(0, text.length() - 1), from));
        }
        if (text.endsWith(MANY)) {
            return many(text.substring(0, text.length() - MANY.length()), from);
        }
        if (text.endsWith(".length")) {
            List<String> payloads =
                    Arrays.asList(text.substring(0, text.length() - 7).split("\\+", -1));
            for (String payload : payloads) {
                name(payload, from);
            }
            return new Node.Length(payloads);
        }
        if (text.endsWith(".size")) {
            return new Node.Size(name(text.substring(0, text.length() - 5), from));
        }
        int colon = text.indexOf(':');
        if (colon >= 0) {
            return new Node.Fixed(
                    name(text.substring(0, colon), from),
                    width(text.substring(colon + 1), from + colon + 1));
        }
        return new Node.Word(name(text, from));
    }

    private static int width(String text, int from) throws TemplateSyntaxException {
        int width = text.matches("[0-9]{1,3}") ? Integer.parseInt(text) : 0;
        if (width == 0) {
            throw error(
                    from, "'" + text + "' is not a width; write a number from 1 to " + MAX_WIDTH);
        }
        return width;
    }

    private Node many(String text, int from) throws TemplateSyntaxException {
        if (text.isEmpty()) {
            return new Node.Many(Node.Many.RESULT, Optional.empty());
        }
        if (isSpaced(text)) {
            Node.Many list = (Node.Many) many(text.substring(0, text.length() - 1), from);
            if (list.texts()) {
                throw error(
                        from,
                        "the values of {name*;...} may begin with a blank; write no blank after"
                                + " the separator");
            }
            return new Node.Many(list.name(), list.delimiter(), true, false);
        }
        char last = text.charAt(text.length() - 1);
        boolean ascii = last < 0x7F || last > 0x9F && Character.isJavaIdentifierPart(last);
        if (last == '*' || last == '\r' || last == '\n' || !ascii) {
            throw error(
                    from,
                    "an ASCII character must separate the values of a list; write {name*;...}, or"
                            + " {name,...}");
        }
        if (Character.isISOControl(last) || text.indexOf('*') >= 0) {
            return texts(text, last, from);
        }
        if (text.length() == 1 && !Character.isJavaIdentifierPart(last) && last != '=') {
            return new Node.Many(Node.Many.RESULT, Optional.of(last));
        }
        if (Character.isJavaIdentifierPart(last)) {
            return new Node.Many(name(text, from), Optional.empty());
        }
        String name = name(text.substring(0, text.length() - 1), from);
        return last == '=' ? new Node.Named(name) : new Node.Many(name, Optional.of(last));
    }

    /** Texts between separators. */
    private Node texts(String text, char delimiter, int from) throws TemplateSyntaxException {
        String name = text.substring(0, text.length() - 1).replaceFirst("\\*$", "");
        return new Node.Many(
                name.isEmpty() ? Node.Many.RESULT : name(name, from),
                Optional.of(delimiter),
                false,
                true);
    }

    /** Whether a blank stands behind a delimiter. */
    private static boolean isSpaced(String text) {
        int delimiter = text.length() - 2;
        return delimiter >= 0
                && text.endsWith(" ")
                && !Character.isJavaIdentifierPart(text.charAt(delimiter))
                && !Character.isWhitespace(text.charAt(delimiter))
                && text.charAt(delimiter) != '=';
    }

    private String name(String text, int from) throws TemplateSyntaxException {
        if (!SourceVersion.isIdentifier(text)) {
            throw error(
                    from,
                    "'"
                            + text
                            + "' is not a name; write {name}, {name*}, {name...} or {name.length}");
        }
        return text;
    }

    private static TemplateSyntaxException error(int offset, String message) {
        return new TemplateSyntaxException(offset, message);
    }
}
