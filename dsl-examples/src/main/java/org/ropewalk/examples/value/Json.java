package org.ropewalk.examples.value;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An object in JSON, as one value of a line (RFC 8259).
 *
 * @param members its members, in order: strings, numbers, booleans, lists, objects as maps, null
 */
public record Json(Map<String, Object> members) {
    /** The object that {@code text} is. */
    public static Json parse(String text) {
        Reader reader = new Reader(text);
        Map<String, Object> members = reader.object();
        reader.end();
        return new Json(members);
    }

    /** Whether a member is true; {@code otherwise} if it is not a boolean. */
    public boolean flag(String name, boolean otherwise) {
        return members.get(name) instanceof Boolean value ? value : otherwise;
    }

    @Override
    public String toString() {
        return write(members);
    }

    private static String write(Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(
                            member ->
                                    quote(String.valueOf(member.getKey()))
                                            + ":"
                                            + write(member.getValue()))
                    .collect(Collectors.joining(",", "{", "}"));
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Json::write).collect(Collectors.joining(",", "[", "]"));
        }
        return value instanceof String text ? quote(text) : String.valueOf(value);
    }

    private static String quote(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** A cursor over text. */
    private static final class Reader {
        private static final int MAX_DEPTH = 16;
        private final String text;
        private int at;
        private int depth;

        Reader(String text) {
            this.text = text;
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("no JSON at character " + at);
        }

        private char peek() {
            while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
                at++;
            }
            return at < text.length() ? text.charAt(at) : 0;
        }

        private boolean skip(char wanted) {
            boolean there = peek() == wanted;
            at += there ? 1 : 0;
            return there;
        }

        private void need(char wanted) {
            if (!skip(wanted)) {
                throw wrong();
            }
        }

        void end() {
            if (peek() != 0) {
                throw wrong();
            }
        }

        Map<String, Object> object() {
            need('{');
            if (++depth > MAX_DEPTH) {
                throw wrong();
            }
            Map<String, Object> members = new LinkedHashMap<>();
            if (!skip('}')) {
                do {
                    String name = string();
                    need(':');
                    members.put(name, value());
                } while (skip(','));
                need('}');
            }
            depth--;
            return members;
        }

        private List<Object> array() {
            need('[');
            if (++depth > MAX_DEPTH) {
                throw wrong();
            }
            List<Object> items = new ArrayList<>();
            if (!skip(']')) {
                do {
                    items.add(value());
                } while (skip(','));
                need(']');
            }
            depth--;
            return items;
        }

        private Object value() {
            return switch (peek()) {
                case '{' -> object();
                case '[' -> array();
                case '"' -> string();
                default -> word();
            };
        }

        private Object word() {
            int from = at;
            while (at < text.length() && ",]}: \t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            String word = text.substring(from, at);
            return switch (word) {
                case "true" -> true;
                case "false" -> false;
                case "null" -> null;
                default -> {
                    if (!word.matches("-?[0-9]{1,15}(\\.[0-9]{1,15})?([eE][+-]?[0-9]{1,3})?")) {
                        throw wrong();
                    }
                    yield word.matches("-?[0-9]+")
                            ? (Object) Long.valueOf(word)
                            : Double.valueOf(word);
                }
            };
        }

        private String string() {
            need('"');
            StringBuilder string = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '"') {
                    return string.toString();
                }
                string.append(c == '\\' ? escaped() : c);
            }
            throw wrong();
        }

        private char escaped() {
            if (at == text.length()) {
                throw wrong();
            }
            char c = text.charAt(at++);
            return switch (c) {
                case 'n' -> '\n';
                case 't' -> '\t';
                case 'r' -> '\r';
                case 'b' -> '\b';
                case 'f' -> '\f';
                case '"', '\\', '/' -> c;
                case 'u' -> {
                    if (at + 4 > text.length()) {
                        throw wrong();
                    }
                    at += 4;
                    yield (char) Integer.parseInt(text, at - 4, at, 16);
                }
                default -> throw wrong();
            };
        }
    }
}
