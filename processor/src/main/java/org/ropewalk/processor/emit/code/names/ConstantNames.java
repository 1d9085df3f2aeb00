package org.ropewalk.processor.emit.code.names;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What constants are called: after what they say. */
public final class ConstantNames {
    /** Letters of a name; a longer text's name ends with a whole word. */
    private static final int MOST_LETTERS = 80;

    /** Signs of a name; more would not make it clearer. */
    private static final int MOST_SIGNS = 4;

    private static final Map<Character, String> SIGNS =
            Map.ofEntries(
                    Map.entry('\t', "TAB"),
                    Map.entry('.', "DOT"),
                    Map.entry(',', "COMMA"),
                    Map.entry(':', "COLON"),
                    Map.entry(';', "SEMICOLON"),
                    Map.entry('!', "EXCLAMATION_MARK"),
                    Map.entry('?', "QUESTION_MARK"),
                    Map.entry('+', "PLUS"),
                    Map.entry('-', "MINUS"),
                    Map.entry('*', "STAR"),
                    Map.entry('/', "SLASH"),
                    Map.entry('\\', "BACKSLASH"),
                    Map.entry('=', "EQUALS"),
                    Map.entry('<', "LESS"),
                    Map.entry('>', "GREATER"),
                    Map.entry('(', "OPEN_PARENTHESIS"),
                    Map.entry(')', "CLOSE_PARENTHESIS"),
                    Map.entry('[', "OPEN_BRACKET"),
                    Map.entry(']', "CLOSE_BRACKET"),
                    Map.entry('{', "OPEN_BRACE"),
                    Map.entry('}', "CLOSE_BRACE"),
                    Map.entry('@', "AT"),
                    Map.entry('#', "HASH"),
                    Map.entry('$', "DOLLAR"),
                    Map.entry('%', "PERCENT"),
                    Map.entry('&', "AMPERSAND"),
                    Map.entry('|', "BAR"),
                    Map.entry('~', "TILDE"),
                    Map.entry('^', "CARET"),
                    Map.entry('_', "UNDERSCORE"),
                    Map.entry('"', "QUOTE"),
                    Map.entry('\'', "APOSTROPHE"),
                    Map.entry('`', "BACKTICK"));

    private ConstantNames() {}

    /** An upper-case identifier of the letters and digits of {@code text}. */
    public static String of(String text) {
        String name = words(text);
        return Character.isDigit(name.charAt(0)) ? "REPLY_" + name : name;
    }

    /** An upper-case identifier of the words of an identifier, {@code ofTwoWords}. */
    public static String ofIdentifier(String identifier) {
        StringBuilder words = new StringBuilder();
        char before = ' ';
        for (char c : identifier.toCharArray()) {
            if (before >= 'a' && before <= 'z' && c >= 'A' && c <= 'Z') {
                words.append('_');
            }
            words.append(c);
            before = c;
        }
        return of(words.toString());
    }

    /** The letters and digits of {@code text} in upper case; if it has none, its signs. */
    public static String words(String text) {
        StringBuilder words = new StringBuilder();
        boolean between = false;
        for (char c : text.toUpperCase(Locale.ROOT).toCharArray()) {
            if (c >= 0x80 || !Character.isLetterOrDigit(c)) {
                between = true;
                continue;
            }
            if (between && !words.isEmpty()) {
                words.append('_');
            }
            between = false;
            words.append(c);
        }
        String name = words.toString();
        if (name.length() > MOST_LETTERS) {
            int cut = name.lastIndexOf('_', MOST_LETTERS - 1);
            name = name.substring(0, cut < 0 ? MOST_LETTERS : cut);
        }
        return name.isEmpty() ? punctuation(text) : name;
    }

    /** The names of the first signs of a text that has no letters and digits. */
    private static String punctuation(String text) {
        String names =
                text.strip()
                        .chars()
                        .limit(MOST_SIGNS)
                        .mapToObj(sign -> SIGNS.getOrDefault((char) sign, "SIGN"))
                        .collect(Collectors.joining("_"));
        return names.isEmpty() ? "ANY" : names;
    }

    /** {@code prefix} and the words of {@code text}, as the name of a method. */
    public static String camelCase(String prefix, String text) {
        StringBuilder name = new StringBuilder(prefix);
        for (String part : of(text).split("_")) {
            name.append(part.charAt(0)).append(part.substring(1).toLowerCase(Locale.ROOT));
        }
        return name.toString();
    }
}
