package org.ropewalk.examples.value;

import java.util.Arrays;

/**
 * A subject of NATS: words between dots; {@code *} represents one word, {@code >} all words that
 * follow.
 */
public record Subject(String[] words) {
    /** Represents one word. */
    public static final String ANY = "*";

    /** Represents all words that follow, at least one. */
    public static final String ALL = ">";

    /** The subject that {@code text} writes. */
    public static Subject of(String text) {
        return new Subject(text.split("\\.", -1));
    }

    /** How many letters its words have. */
    public int length() {
        return Arrays.stream(words).mapToInt(String::length).sum();
    }

    /** Whether one may subscribe to it. */
    public boolean isLegal() {
        for (int i = 0; i < words.length; i++) {
            if (words[i].isEmpty() || words[i].equals(ALL) && i < words.length - 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether a word is missing, before or after a dot. */
    public boolean hasEmptyWord() {
        return Arrays.stream(words).anyMatch(String::isEmpty);
    }

    /** Whether one may publish to it, strictly. */
    public boolean isLiteral() {
        for (String word : words) {
            if (word.equals(ANY) || word.equals(ALL)) {
                return false;
            }
        }
        return !hasEmptyWord();
    }
}
