package org.ropewalk.examples.value;

import java.util.Arrays;

/**
 * A subject of NATS: words between dots; {@code *} stands for one word, {@code >} for all that
 * follow.
 */
public record Subject(String[] words) {
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
            if (words[i].isEmpty() || words[i].equals(">") && i < words.length - 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether one may publish to it, strictly. */
    public boolean isLiteral() {
        for (String word : words) {
            if (word.isEmpty() || word.equals("*") || word.equals(">")) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message to {@code published} is meant. */
    public boolean matches(Subject published) {
        for (int i = 0; i < words.length; i++) {
            if (i == published.words.length) {
                return false;
            }
            if (words[i].equals(">")) {
                return true;
            }
            if (!words[i].equals("*") && !words[i].equals(published.words[i])) {
                return false;
            }
        }
        return words.length == published.words.length;
    }
}
