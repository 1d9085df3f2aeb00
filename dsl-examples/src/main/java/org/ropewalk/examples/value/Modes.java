package org.ropewalk.examples.value;

import java.util.ArrayList;
import java.util.List;

/**
 * Modes of IRC in one word: letters after a plus are set, letters after a minus are removed.
 *
 * @param changes in order
 */
public record Modes(List<Change> changes) {
    /** One letter, set or taken back. */
    public record Change(boolean set, char letter) {}

    /** The modes in {@code word}; without a sign, its letters are set. */
    public static Modes parse(String word) {
        List<Change> changes = new ArrayList<>();
        boolean set = true;
        for (char c : word.toCharArray()) {
            if (c == '+' || c == '-') {
                set = c == '+';
            } else {
                changes.add(new Change(set, c));
            }
        }
        return new Modes(changes);
    }

    /** Whether it sets only {@code letter}. */
    public boolean isOnly(char letter) {
        return changes.equals(List.of(new Change(true, letter)));
    }

    @Override
    public String toString() {
        StringBuilder word = new StringBuilder();
        char sign = 0;
        for (Change change : changes) {
            char wanted = change.set() ? '+' : '-';
            if (wanted != sign) {
                sign = wanted;
                word.append(sign);
            }
            word.append(change.letter());
        }
        return word.isEmpty() ? "+" : word.toString();
    }
}
