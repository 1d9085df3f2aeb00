package org.ropewalk.processor.output;

import java.util.List;

/** Writes JSON, with two blanks for each level and a line for each member. */
final class Json {
    private final StringBuilder text = new StringBuilder("{");
    private int depth = 1;
    private boolean first = true;

    /** Begins with the outermost object. */
    Json() {}

    /** Begins an object that is a member. */
    Json object(String name) {
        return open(name, '{');
    }

    /** Begins an object that is an element. */
    Json object() {
        return open(null, '{');
    }

    /** Begins an array that is a member. */
    Json array(String name) {
        return open(name, '[');
    }

    private Json open(String name, char bracket) {
        begin(name);
        text.append(bracket);
        depth++;
        first = true;
        return this;
    }

    /** Ends an object. */
    Json endObject() {
        return close('}');
    }

    /** Ends an array. */
    Json endArray() {
        return close(']');
    }

    private Json close(char bracket) {
        depth--;
        if (!first) {
            line();
        }
        text.append(bracket);
        first = false;
        return this;
    }

    /** A text. */
    Json text(String name, String value) {
        begin(name);
        quote(value);
        return this;
    }

    /** A text, or no member where it is empty. */
    Json given(String name, String value) {
        return value.isEmpty() ? this : text(name, value);
    }

    /** Texts, or no member where there are none. */
    Json given(String name, List<String> values) {
        return values.isEmpty() ? this : texts(name, values);
    }

    /** Texts in one line. */
    Json texts(String name, List<String> values) {
        begin(name);
        text.append('[');
        String between = "";
        for (String value : values) {
            text.append(between);
            quote(value);
            between = ", ";
        }
        text.append(']');
        return this;
    }

    /** A number. */
    Json number(String name, long value) {
        begin(name);
        text.append(value);
        return this;
    }

    /** {@code true}, or no member where it is false. */
    Json flag(String name, boolean value) {
        if (value) {
            begin(name);
            text.append(true);
        }
        return this;
    }

    /** Ends the outermost object. */
    String end() {
        close('}');
        return text.append('\n').toString();
    }

    private void begin(String name) {
        if (!first) {
            text.append(',');
        }
        line();
        first = false;
        if (name != null) {
            quote(name);
            text.append(": ");
        }
    }

    private void line() {
        text.append('\n');
        for (int i = 0; i < depth; i++) {
            text.append("  ");
        }
    }

    /** Quotes a text; all but ASCII is escaped, so that a lone surrogate stays what it is. */
    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c == '\n') {
                text.append("\\n");
            } else if (c == '\r') {
                text.append("\\r");
            } else if (c == '\t') {
                text.append("\\t");
            } else if (c < ' ' || c > '~') {
                text.append("\\u");
                for (int shift = 12; shift >= 0; shift -= 4) {
                    text.append(Character.forDigit(c >> shift & 0xF, 16));
                }
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }
}
