package org.ropewalk.telemetry;

/** Formats bytes of a peer for a terminal or a log: escaped and cut. */
public final class Printable {
    /** Enough to recognise a line by; a log is no place for more. */
    private static final int MAX_BYTES = 100;

    private static final char[] HEX = "0123456789abcdef".toCharArray();

    private Printable() {}

    /** The text of {@code bytes[from, to)}. */
    public static String of(byte[] bytes, int from, int to) {
        int end = Math.min(to, from + MAX_BYTES);
        StringBuilder text = new StringBuilder(end - from + 8);
        for (int i = from; i < end; i++) {
            append(text, bytes[i]);
        }
        if (end < to) {
            text.append("...");
        }
        return text.toString();
    }

    /** Whether {@code text} is that of {@code bytes[from, to)}, in which nothing is escaped. */
    public static boolean is(String text, byte[] bytes, int from, int to) {
        if (text.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (text.charAt(i - from) != bytes[i] || bytes[i] == '\\') {
                return false;
            }
        }
        return true;
    }

    private static void append(StringBuilder text, byte value) {
        switch (value) {
            case '\r' -> text.append("\\r");
            case '\n' -> text.append("\\n");
            case '\t' -> text.append("\\t");
            case '\\' -> text.append("\\\\");
            default -> {
                if (value >= ' ' && value < 0x7F) {
                    text.append((char) value);
                } else {
                    text.append("\\x").append(HEX[value >> 4 & 0xF]).append(HEX[value & 0xF]);
                }
            }
        }
    }
}
