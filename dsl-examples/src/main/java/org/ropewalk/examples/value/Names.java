package org.ropewalk.examples.value;

/** What names consist of. */
public final class Names {
    private Names() {}

    /** Whether {@code name} is ASCII letters, digits and {@code others}. */
    public static boolean isOf(String name, String others) {
        return name.chars()
                .allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c) || others.indexOf(c) >= 0);
    }

    /** Whether none of {@code characters} is in {@code name}. */
    public static boolean isFreeOf(String name, String characters) {
        return name.chars().noneMatch(c -> characters.indexOf(c) >= 0);
    }

    /** Whether {@code character} never stands twice in a row in {@code name}. */
    public static boolean isFreeOfDoubled(String name, char character) {
        return name.indexOf(String.valueOf(character).repeat(2)) < 0;
    }

    /**
     * As much of {@code text} as {@code room} takes; {@code mark} says that something is missing.
     */
    public static String cut(String text, int room, String mark) {
        return text.length() <= room ? text : text.substring(0, room - mark.length()) + mark;
    }
}
