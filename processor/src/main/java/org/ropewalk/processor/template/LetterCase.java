package org.ropewalk.processor.template;

/**
 * Compares texts as the runtime does: where letter case does not matter, the letters A to Z are
 * folded, and no others.
 *
 * @param matters whether {@code a} and {@code A} differ
 */
public record LetterCase(boolean matters) {
    /** Whether two texts are the same on the wire. */
    public boolean same(String left, String right) {
        return left.length() == right.length() && startsWith(left, right, 0);
    }

    /** Whether {@code part} stands in {@code text} at {@code from}. */
    public boolean startsWith(String text, String part, int from) {
        if (from < 0 || from + part.length() > text.length()) {
            return false;
        }
        for (int i = 0; i < part.length(); i++) {
            if (fold(text.charAt(from + i)) != fold(part.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private char fold(char c) {
        return !matters && c >= 'a' && c <= 'z' ? (char) (c - 'a' + 'A') : c;
    }

    /** A text that is equal for all texts that are the same on the wire. */
    public String fold(String text) {
        if (matters) {
            return text;
        }
        StringBuilder folded = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            folded.setCharAt(i, fold(text.charAt(i)));
        }
        return folded.toString();
    }
}
