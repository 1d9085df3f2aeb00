package org.ropewalk.line.bytes;

/**
 * The control characters that lines, texts and words may hold, each set as the bits of their codes
 * modulo 64. Immutable.
 */
public final class Controls {
    private final long text;
    private final long word;
    private final long line;

    private Controls(long text, long word, long line) {
        this.text = text;
        this.word = word;
        this.line = line;
    }

    /** No control, or the tab alone, which separates words then. */
    public static Controls of(boolean tab) {
        long bits = tab ? 1L << '\t' : 0;
        return new Controls(bits, 0, bits);
    }

    /** The bits of {@code controls}. */
    public static long bits(String controls) {
        long bits = 0;
        for (char c : controls.toCharArray()) {
            bits |= 1L << c;
        }
        return bits;
    }

    /** These, and {@code values} in values, and {@code literals} in literals alone. */
    public Controls with(long values, long literals) {
        return new Controls(text | values, word | values & ~text, line | values | literals);
    }

    /** Whether a line may hold every control in {@code bytes[from, to)}. */
    public boolean areInLines(byte[] bytes, int from, int to) {
        return first(line, bytes, from, to) == to;
    }

    /** Whether a value may hold every control in {@code bytes[from, to)}, which a line may hold. */
    public boolean areInValues(byte[] bytes, int from, int to) {
        return line == text || notInText(bytes, from, to) == to;
    }

    /** Whether a text may hold {@code control}. */
    public boolean isInText(byte control) {
        return (text >>> control & 1) != 0;
    }

    /** The first control in {@code bytes[from, to)} that a text may not hold, or {@code to}. */
    public int notInText(byte[] bytes, int from, int to) {
        return first(text, bytes, from, to);
    }

    /** The first blank or control in {@code [from, to)} that a word may not hold, or {@code to}. */
    public int notInWord(byte[] bytes, int from, int to) {
        int i = ByteArrays.blankOrControl(bytes, from, to);
        while (i < to && (word >>> bytes[i] & 1) != 0) {
            i = ByteArrays.blankOrControl(bytes, i + 1, to);
        }
        return i;
    }

    /** Why a text may not hold {@code control}. */
    public static String fault(byte control) {
        return control == '\r' || control == '\n' || control == 0
                ? "a line end or NUL in a value"
                : "a control character in a value, which controls of @LineProtocol does not name";
    }

    private static int first(long allowed, byte[] bytes, int from, int to) {
        int i = ByteArrays.control(bytes, from, to);
        while (i < to && (allowed >>> bytes[i] & 1) != 0) {
            i = ByteArrays.control(bytes, i + 1, to);
        }
        return i;
    }
}
