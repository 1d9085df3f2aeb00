package org.ropewalk.processor.emit.code;

import com.palantir.javapoet.CodeBlock;

/** A text of the user's as a literal of Java. */
public final class Literal {
    private Literal() {}

    /**
     * The literal; all that ends a line somewhere is escaped, so that whoever generates out the
     * code does not split it.
     */
    public static CodeBlock of(String text) {
        return CodeBlock.of("$L", "\"" + escaped(text) + "\"");
    }

    /** As the other, of one character. */
    public static CodeBlock of(char c) {
        String text = String.valueOf(c);
        return CodeBlock.of("$L", "'" + (c == '\'' ? "\\'" : escaped(text)) + "'");
    }

    private static String escaped(String text) {
        StringBuilder literal = new StringBuilder();
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else if (c < ' ') {
                literal.append(String.format("\\%03o", (int) c));
            } else if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
                literal.append(String.format("\\u%04x", (int) c));
            } else {
                literal.append(c);
            }
        }
        return literal.toString();
    }
}
