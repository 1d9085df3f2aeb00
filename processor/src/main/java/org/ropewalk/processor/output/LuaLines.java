package org.ropewalk.processor.output;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ropewalk.processor.model.ParameterModel;
import org.ropewalk.processor.model.ValueType;
import org.ropewalk.processor.template.Node;
import org.ropewalk.processor.template.Template;

/** Templates as tables of Lua, which the dissector matches node by node. */
final class LuaLines {
    private static final String RESULT = "result";
    private static final String TEXT = "s";

    private final Charset charset;
    private final List<Node> before;
    private final String tag;
    private final Map<String, String> fields = new TreeMap<>();
    private Map<String, ValueType> types = Map.of();

    /**
     * Lines of one protocol.
     *
     * @param before what stands in front of each command
     * @param tag the value that tells which reply belongs to a command; empty if none does
     */
    LuaLines(Charset charset, List<Node> before, String tag) {
        this.charset = charset;
        this.before = before;
        this.tag = tag;
    }

    /** The values that lines have, and their kinds. */
    Map<String, String> fields() {
        return fields;
    }

    /** A command with its envelope. */
    String command(Template line, List<ParameterModel> values) {
        List<Node> nodes = new ArrayList<>(before);
        nodes.addAll(line.nodes());
        return line(new Template(line.source(), nodes), values);
    }

    /** A line whose values have these types. */
    String line(Template line, List<ParameterModel> values) {
        types = new HashMap<>();
        for (ParameterModel value : values) {
            types.put(value.name(), value.value());
        }
        String head = nodes(line.nodes());
        return line.fields().map(block -> block(head, block)).orElse(head);
    }

    private String block(String head, Node.Fields block) {
        StringBuilder text = new StringBuilder("{head = ").append(head);
        text.append(", verb = ").append(quoted(block.verb())).append(", fields = {");
        String between = "";
        for (Node.Field field : block.fields()) {
            text.append(between).append('{').append(quoted(field.name())).append(", ");
            text.append(quoted(String.valueOf(field.mark()))).append(", ");
            text.append(nodes(field.value())).append('}');
            between = ", ";
        }
        return text.append("}}").toString();
    }

    private String nodes(List<Node> nodes) {
        List<String> parts = new ArrayList<>();
        for (Node node : nodes) {
            if (!(node instanceof Node.Fields || node instanceof Node.VerbName)) {
                parts.add(node(node));
            }
        }
        return table(parts);
    }

    private String node(Node node) {
        if (node instanceof Node.Literal literal) {
            return "{\"l\", " + quoted(literal.text()) + "}";
        }
        if (node instanceof Node.Separator) {
            return "{\"s\"}";
        }
        if (node instanceof Node.Blanks) {
            return "{\"b\"}";
        }
        if (node instanceof Node.Group group) {
            String flag = group.isFlag() ? ", " + quoted(group.flag()) : "";
            return "{\"g\", " + nodes(group.nodes()) + flag + "}";
        }
        if (node instanceof Node.Commentary remark) {
            return "{\"c\", " + remark(remark) + "}";
        }
        return placeholder(node);
    }

    /** What people read: a value there is any text. */
    private String remark(Node.Commentary remark) {
        List<String> parts = new ArrayList<>();
        for (Node node : remark.nodes()) {
            parts.add(node instanceof Node.Literal ? node(node) : "{\"r\", \"\"}");
        }
        return table(parts);
    }

    private String placeholder(Node node) {
        if (node instanceof Node.Word word) {
            return word(word.name());
        }
        if (node instanceof Node.Aside) {
            return "{\"r\", \"\"}";
        }
        if (node instanceof Node.Result) {
            return word(RESULT);
        }
        if (node instanceof Node.Fixed fixed) {
            return "{\"f\", " + named(fixed.name(), TEXT) + ", " + fixed.width() + "}";
        }
        if (node instanceof Node.Rest rest) {
            return "{\"r\", " + named(rest.name(), TEXT) + "}";
        }
        if (node instanceof Node.ResultRest) {
            return "{\"X\", " + named(RESULT, TEXT) + "}";
        }
        if (node instanceof Node.Many many) {
            String name = many.name().equals(Node.Many.RESULT) ? RESULT : many.name();
            if (many.texts()) {
                return "{\"r\", " + named(name, TEXT) + "}";
            }
            boolean words = many.delimiter().isEmpty() || many.hasBlanks();
            return "{\"" + (words ? "m" : "w") + "\", " + named(name, TEXT) + "}";
        }
        if (node instanceof Node.Length length) {
            return "{\"L\", " + named(length(length), "u") + "}";
        }
        if (node instanceof Node.Size size) {
            return "{\"L\", " + named(size(size), "u") + "}";
        }
        if (node instanceof Node.Named options) {
            return "{\"n\", " + named(options.name(), TEXT) + "}";
        }
        boolean told = node instanceof Node.Enclosed enclosed && enclosed.tag();
        return "{\"r\", " + (told ? named(tag, TEXT) : quoted("")) + "}";
    }

    /** What the number of bytes is called. */
    static String length(Node.Length length) {
        return String.join("+", length.payloads()) + ".length";
    }

    /** What the number of items is called. */
    static String size(Node.Size size) {
        return size.collection() + ".size";
    }

    private String word(String name) {
        ValueType type = types.get(name);
        String kind = type == null ? TEXT : kind(type);
        String check = kind.equals(TEXT) ? words(type) : quoted(kind);
        String field = kind.equals("c") ? TEXT : kind;
        return "{\"w\", " + named(name, field) + (check.isEmpty() ? "" : ", " + check) + "}";
    }

    private String named(String name, String kind) {
        fields.merge(name, kind, (one, other) -> one.equals(other) ? one : TEXT);
        return quoted(name);
    }

    private static ValueType plain(ValueType type) {
        if (type instanceof ValueType.Maybe maybe) {
            return plain(maybe.value());
        }
        return type instanceof ValueType.Wrapper wrapper ? plain(wrapper.component()) : type;
    }

    private static String kind(ValueType type) {
        ValueType plain = plain(type);
        if (plain instanceof ValueType.Integral integral) {
            return integral.min().signum() < 0 ? "i" : "u";
        }
        if (plain instanceof ValueType.Floating) {
            return "d";
        }
        return plain instanceof ValueType.Character ? "c" : TEXT;
    }

    /** The words of a constant; empty for other types. */
    private String words(ValueType type) {
        if (type == null || !(plain(type) instanceof ValueType.Enumeration constants)) {
            return "";
        }
        return table(constants.words().stream().map(this::quoted).toList());
    }

    static String table(List<String> parts) {
        return "{" + String.join(", ", parts) + "}";
    }

    /** A text of Lua: its bytes. */
    String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (byte b : text.getBytes(charset)) {
            if (b < ' ' || b == 0x7F) {
                String digits = "00" + (b & 0xFF);
                quoted.append('\\').append(digits.substring(digits.length() - 3));
            } else {
                quoted.append(b == '"' || b == '\\' ? "\\" : "").append((char) b);
            }
        }
        return quoted.append('"').toString();
    }

    /** How much a line says: one that says more is tried first. */
    static int weight(List<Node> nodes, List<ParameterModel> values) {
        int weight = 0;
        for (Node node : nodes) {
            if (node instanceof Node.Literal literal) {
                weight += 100 * literal.text().length();
            } else if (node instanceof Node.Word word) {
                weight += 10 + (isTyped(word.name(), values) ? 10 : 0);
            } else if (node instanceof Node.Length || node instanceof Node.Size) {
                weight += 20;
            } else if (node instanceof Node.Group group) {
                weight += weight(group.nodes(), values) / 2;
            }
        }
        return weight;
    }

    private static boolean isTyped(String name, List<ParameterModel> values) {
        for (ParameterModel value : values) {
            if (value.name().equals(name)) {
                return !kind(value.value()).equals(TEXT)
                        || plain(value.value()) instanceof ValueType.Enumeration;
            }
        }
        return false;
    }
}
