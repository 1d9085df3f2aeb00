package org.ropewalk.examples.value;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ropewalk.line.Bytes;

/** What names consist of. */
public final class Names {
    private static final int CASE = 'a' - 'A';

    /** Bytes of a character of UTF-8 behind its first. */
    private static final int MAX_CONTINUATION = 3;

    private Names() {}

    /** {@code name} with its ASCII letters in lower case, and no others. */
    public static String lower(String name) {
        StringBuilder lower = new StringBuilder(name);
        for (int i = 0; i < name.length(); i++) {
            lower.setCharAt(i, lower(name.charAt(i)));
        }
        return lower.toString();
    }

    static char lower(char c) {
        return c >= 'A' && c <= 'Z' ? (char) (c + CASE) : c;
    }

    /** {@code words} in as few lists as lines of {@code room} characters hold them. */
    public static List<List<String>> inLines(List<String> words, int room) {
        List<List<String>> lines = new ArrayList<>();
        int length = room;
        for (String word : words) {
            if (length + 1 + word.length() > room) {
                lines.add(new ArrayList<>());
                length = -1;
            }
            lines.get(lines.size() - 1).add(word);
            length += 1 + word.length();
        }
        return lines;
    }

    /** Whether {@code name} is ASCII letters, digits and {@code others}. */
    public static boolean isOf(String name, String others) {
        return name.chars()
                .allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || others.indexOf(c) >= 0);
    }

    /** Whether {@code name} contains none of {@code characters}. */
    public static boolean isFreeOf(String name, String characters) {
        return name.chars().noneMatch(c -> characters.indexOf(c) >= 0);
    }

    /** Whether IRC can send {@code text} as a parameter that is not the last one. */
    public static boolean isParameter(String text) {
        return !text.isEmpty() && text.charAt(0) != ':' && isFreeOf(text, " ");
    }

    /** {@code text} as such a parameter; a star if it cannot be one. */
    public static String parameter(String text) {
        return isParameter(text) ? text : "*";
    }

    /** Whether {@code name} never contains {@code character} twice in a row. */
    public static boolean isFreeOfDoubled(String name, char character) {
        return name.indexOf(String.valueOf(character).repeat(2)) < 0;
    }

    /**
     * As {@link #cut(String, int, String)}, in bytes. A character of UTF-8 is not divided; a text
     * in another encoding is cut anywhere.
     */
    public static Bytes cut(Bytes text, int room, String mark) {
        if (text.length() <= room) {
            return text;
        }
        int most = room - mark.length();
        int end = most;
        while (end > 0 && most - end < MAX_CONTINUATION && isContinuation(text.at(end))) {
            end--;
        }
        byte[] cut = Arrays.copyOf(text.toByteArray(), end + mark.length());
        for (int i = 0; i < mark.length(); i++) {
            cut[end + i] = (byte) mark.charAt(i);
        }
        return Bytes.of(cut);
    }

    /** {@code text} between quotation marks. */
    public static Bytes quoted(Bytes text) {
        byte[] quoted = new byte[text.length() + 2];
        quoted[0] = '"';
        System.arraycopy(text.toByteArray(), 0, quoted, 1, text.length());
        quoted[text.length() + 1] = '"';
        return Bytes.of(quoted);
    }

    private static boolean isContinuation(byte octet) {
        return (octet & 0xC0) == 0x80;
    }

    /**
     * The beginning of {@code text} that fits into {@code room}; {@code mark} follows if it was
     * cut.
     */
    public static String cut(String text, int room, String mark) {
        return text.length() <= room ? text : text.substring(0, room - mark.length()) + mark;
    }
}
