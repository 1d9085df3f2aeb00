package org.ropewalk.examples.imap.value;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Optional;
import org.ropewalk.line.Bytes;

/** A value of IMAP: a word, a text, nothing, or a list of values. */
public sealed interface Node {
    /** Nothing. */
    Node NIL = new Word("NIL");

    /** A word without quotes: a number, a flag, a name. */
    record Word(String text) implements Node {
        @Override
        public String toString() {
            return text;
        }
    }

    /** A text: in quotes, or as so many bytes. */
    record Text(Bytes bytes) implements Node {
        /** Bytes of the longest text in quotes. */
        private static final int MOST_QUOTED = 1_000;

        /** Bytes of the length of a text and what is around it. */
        private static final int MOST_AROUND = 14;

        private boolean isQuotable() {
            if (bytes.length() > MOST_QUOTED) {
                return false;
            }
            for (int i = 0; i < bytes.length(); i++) {
                if (bytes.at(i) < ' ' || bytes.at(i) == 0x7F) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public String toString() {
            return new String(bytes.toByteArray(), ISO_8859_1);
        }
    }

    /** A list in parentheses. */
    record Group(List<Node> nodes) implements Node {
        /** Copies the list. */
        public Group {
            nodes = List.copyOf(nodes);
        }
    }

    /** Lists with nothing between them: parts of a message, or addresses (RFC 3501 9). */
    record Lists(List<Group> groups) implements Node {
        /** Copies the list. */
        public Lists {
            groups = List.copyOf(groups);
        }
    }

    /** Lists with nothing between them. */
    static Node lists(List<Group> groups) {
        return groups.size() == 1 ? groups.get(0) : new Lists(groups);
    }

    /** A number as a word. */
    static Node number(long number) {
        return new Word(Long.toString(number));
    }

    /** A text. */
    static Node text(String text) {
        return new Text(Bytes.of(text));
    }

    /** A text that may be missing. */
    static Node text(Optional<String> text) {
        return text.map(Node::text).orElse(NIL);
    }

    /** A list. */
    static Group group(Node... nodes) {
        return new Group(List.of(nodes));
    }

    /** A list that is nothing where it has no values. */
    static Node groupOrNil(List<Node> nodes) {
        return nodes.isEmpty() ? NIL : new Group(nodes);
    }

    /** How many bytes it has when it is written, or a few more. */
    default long length() {
        if (this instanceof Group group) {
            return 2 + group.nodes().stream().mapToLong(node -> node.length() + 1).sum();
        }
        if (this instanceof Lists lists) {
            return lists.groups().stream().mapToLong(Node::length).sum();
        }
        return this instanceof Text text
                ? Text.MOST_AROUND + text.bytes().length()
                : toString().length();
    }

    /** Writes it. */
    default void write(ByteArrayOutputStream out) {
        if (this instanceof Group group) {
            out.write('(');
            for (int i = 0; i < group.nodes().size(); i++) {
                if (i > 0) {
                    out.write(' ');
                }
                group.nodes().get(i).write(out);
            }
            out.write(')');
        } else if (this instanceof Lists lists) {
            lists.groups().forEach(group -> group.write(out));
        } else if (this instanceof Text text) {
            write(text, out);
        } else {
            out.writeBytes(toString().getBytes(ISO_8859_1));
        }
    }

    private static void write(Text text, ByteArrayOutputStream out) {
        Bytes bytes = text.bytes();
        if (!text.isQuotable()) {
            out.writeBytes(("{" + bytes.length() + "}\r\n").getBytes(ISO_8859_1));
            out.writeBytes(bytes.toByteArray());
            return;
        }
        out.write('"');
        for (int i = 0; i < bytes.length(); i++) {
            if (bytes.at(i) == '"' || bytes.at(i) == '\\') {
                out.write('\\');
            }
            out.write(bytes.at(i));
        }
        out.write('"');
    }
}
