package org.ropewalk.examples.value;

/**
 * The value of a header of STOMP: a line end, a colon and a backslash have a backslash before them.
 *
 * @param text the value without escapes
 */
public record HeaderValue(String text) {
    private static final String LETTERS = "nrc\\";
    private static final String MEANINGS = "\n\r:\\";

    /** Reads what {@link #toString} writes; a colon may also be itself. */
    public static HeaderValue parse(String written) {
        StringBuilder text = new StringBuilder(written.length());
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                i++;
                int at = i < written.length() ? LETTERS.indexOf(written.charAt(i)) : -1;
                if (at < 0) {
                    throw new IllegalArgumentException("an unknown escape");
                }
                c = MEANINGS.charAt(at);
            }
            text.append(c);
        }
        return new HeaderValue(text.toString());
    }

    /** The number that this is; 0 if it is none. */
    public long number() {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    @Override
    public String toString() {
        StringBuilder written = new StringBuilder(text.length());
        for (char c : text.toCharArray()) {
            int at = MEANINGS.indexOf(c);
            if (at < 0) {
                written.append(c);
            } else {
                written.append('\\').append(LETTERS.charAt(at));
            }
        }
        return written.toString();
    }
}
