package org.ropewalk.examples.value;

/** Numbers that are glued to the letter of a meta flag. */
public final class Token {
    private Token() {}

    /** The number that {@code token} is, or {@code otherwise} if it is none. */
    public static long number(String token, long otherwise) {
        return token.matches("-?[0-9]{1,18}") ? Long.parseLong(token) : otherwise;
    }

    /** Whether {@code token} is an unsigned number of 64 bits. */
    public static boolean isUnsigned(String token) {
        return unsigned(token, 0) != 0 || unsigned(token, 1) == 0;
    }

    /** The unsigned number that {@code token} is, or {@code otherwise} if it is none. */
    public static long unsigned(String token, long otherwise) {
        try {
            return token.matches("[0-9]{1,20}") ? Long.parseUnsignedLong(token) : otherwise;
        } catch (NumberFormatException tooLarge) {
            return otherwise;
        }
    }
}
