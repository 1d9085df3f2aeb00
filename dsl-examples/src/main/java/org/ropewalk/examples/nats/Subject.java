package org.ropewalk.examples.nats;

/** A subject: words between dots; {@code *} stands for one word, {@code >} for all that follow. */
record Subject(String[] words) {
    /** The subject that {@code text} writes. */
    static Subject of(String text) {
        return new Subject(text.split("\\.", -1));
    }

    /** Whether one may subscribe to it. */
    boolean isLegal() {
        for (int i = 0; i < words.length; i++) {
            if (words[i].isEmpty() || words[i].equals(">") && i < words.length - 1) {
                return false;
            }
        }
        return true;
    }

    /** Whether a message to {@code published} is meant. */
    boolean matches(Subject published) {
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
