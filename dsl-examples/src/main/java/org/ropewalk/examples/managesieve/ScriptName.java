package org.ropewalk.examples.managesieve;

/**
 * The name of a script (RFC 5804 1.6): a text without control characters. A slash is refused, too.
 *
 * @param text up to 128 characters
 */
public record ScriptName(String text) {
    private static final int MAX_LENGTH = 128;
    private static final int LINE_SEPARATOR = 0x2028;
    private static final int PARAGRAPH_SEPARATOR = 0x2029;

    /**
     * Checks it.
     *
     * @throws IllegalArgumentException if a script cannot have this name
     */
    public ScriptName {
        if (text.isEmpty()
                || text.codePointCount(0, text.length()) > MAX_LENGTH
                || !text.codePoints().allMatch(ScriptName::isLegal)) {
            throw new IllegalArgumentException("a script cannot have this name");
        }
    }

    private static boolean isLegal(int c) {
        return !Character.isISOControl(c)
                && c != '/'
                && c != LINE_SEPARATOR
                && c != PARAGRAPH_SEPARATOR
                && (c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE);
    }
}
