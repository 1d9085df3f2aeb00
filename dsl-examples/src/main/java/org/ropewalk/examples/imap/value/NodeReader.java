package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.ropewalk.line.Bytes;

/** Reads values of a line; literals are in it with their bytes. */
public final class NodeReader {
    /** Lists within lists. */
    private static final int MOST_DEPTH = 100;

    private static final int CASE = 'a' - 'A';
    private static final int MOST_DIGITS = 10;
    private static final String ENDS = " ()\"{";

    private final byte[] line;
    private int at;

    /** Reads from the beginning of {@code line}. */
    public NodeReader(Bytes line) {
        this.line = line.toByteArray();
    }

    /** Whether nothing is left. */
    public boolean isAtEnd() {
        return at >= line.length;
    }

    /** Whether the next byte is {@code c}. */
    public boolean isAt(char c) {
        return at < line.length && line[at] == c;
    }

    /** Skips {@code c}, which may be there. */
    public boolean skips(char c) {
        boolean there = isAt(c);
        at += there ? 1 : 0;
        return there;
    }

    /** Skips {@code c}, which must be there. */
    public void expect(char c) {
        if (!skips(c)) {
            throw new IllegalArgumentException(
                    "no " + (c == ' ' ? "blank" : c) + " where one is due");
        }
    }

    /** Checks that nothing is left. */
    public void end() {
        if (!isAtEnd()) {
            throw new IllegalArgumentException("too many words");
        }
    }

    /** A word without quotes; brackets in it, and what they hold, belong to it. */
    public String word() {
        int begin = at;
        while (at < line.length && ENDS.indexOf(line[at]) < 0) {
            if (line[at] == '[') {
                bracket();
            } else {
                at++;
            }
        }
        if (at == begin) {
            throw new IllegalArgumentException(isAtEnd() ? "too few words" : "empty word");
        }
        return new String(line, begin, at - begin, ISO_8859_1);
    }

    /** As {@link #word}, with the letters of ASCII in upper case. */
    public String keyword() {
        StringBuilder word = new StringBuilder(word());
        for (int i = 0; i < word.length(); i++) {
            char c = word.charAt(i);
            word.setCharAt(i, c >= 'a' && c <= 'z' ? (char) (c - CASE) : c);
        }
        return word.toString();
    }

    private void bracket() {
        while (at < line.length && line[at] != ']') {
            if (line[at] == '"') {
                quoted();
            } else if (line[at] == '{') {
                literal();
            } else {
                at++;
            }
        }
        if (isAtEnd()) {
            throw new IllegalArgumentException("a bracket that is not closed");
        }
        at++;
    }

    /** A word, a text in quotes, or a literal, as text. */
    public Bytes text() {
        return isAt('"') ? quoted() : isAt('{') ? literal() : Bytes.of(word());
    }

    private Bytes quoted() {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        at++;
        while (at < line.length && line[at] != '"') {
            if (line[at] == '\\') {
                at++;
                if (!isAt('"') && !isAt('\\')) {
                    throw new IllegalArgumentException("unknown escape");
                }
            }
            text.write(line[at++]);
        }
        if (!skips('"')) {
            throw new IllegalArgumentException("unbalanced quote");
        }
        return Bytes.of(text.toByteArray());
    }

    private Bytes literal() {
        int begin = ++at;
        while (at < line.length && line[at] >= '0' && line[at] <= '9') {
            at++;
        }
        int digits = at - begin;
        long length =
                digits == 0 || digits > MOST_DIGITS
                        ? Long.MAX_VALUE
                        : Long.parseLong(new String(line, begin, digits, ISO_8859_1));
        skips('+');
        expect('}');
        expect('\r');
        expect('\n');
        if (length > line.length - at) {
            throw new IllegalArgumentException("a literal that is not there");
        }
        Bytes text = Bytes.copy(line, at, (int) length);
        at += (int) length;
        return text;
    }

    /** Any value. */
    public Node node() {
        return node(0);
    }

    private Node node(int depth) {
        if (isAt('"') || isAt('{')) {
            return new Node.Text(text());
        }
        if (!isAt('(')) {
            String word = word();
            return word.equalsIgnoreCase("NIL") ? Node.NIL : new Node.Word(word);
        }
        if (depth == MOST_DEPTH) {
            throw new IllegalArgumentException("too many lists in lists");
        }
        List<Node.Group> groups = new ArrayList<>();
        do {
            groups.add(group(depth));
        } while (isAt('('));
        return Node.lists(groups);
    }

    private Node.Group group(int depth) {
        expect('(');
        List<Node> nodes = new ArrayList<>();
        while (!skips(')')) {
            if (!nodes.isEmpty()) {
                expect(' ');
            }
            nodes.add(node(depth + 1));
        }
        return new Node.Group(nodes);
    }
}
