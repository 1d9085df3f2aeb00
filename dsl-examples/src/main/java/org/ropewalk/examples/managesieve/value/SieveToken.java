package org.ropewalk.examples.managesieve.value;

/**
 * A word of a script.
 *
 * @param text the content of a string, the name of an identifier or tag in lower case, or the
 *     character
 * @param line where it begins, from 1
 */
record SieveToken(Kind kind, String text, int line) {
    /** The kinds of words (RFC 5228 8.1). */
    enum Kind {
        IDENTIFIER,
        TAG,
        NUMBER,
        STRING,
        SYMBOL,
        END
    }

    boolean is(Kind expected) {
        return kind == expected;
    }

    /** Whether it is that character. */
    boolean is(char symbol) {
        return kind == Kind.SYMBOL && text.charAt(0) == symbol;
    }

    /** How a message names it. */
    String shown() {
        return switch (kind) {
            case IDENTIFIER, NUMBER -> text;
            case TAG -> ":" + text;
            case STRING -> "a string";
            case SYMBOL -> "'" + text + "'";
            case END -> "the end of the script";
        };
    }
}
