package org.ropewalk.examples.value;

/** Numbers that are glued to the letter of a meta flag. */
public final class Token {
    private Token() {}

    /** Whether {@code token} is a number with a sign, of 18 digits at the most. */
    public static boolean isNumber(String token) {
        return token.matches("-?[0-9]{1,18}");
    }

    /** The number {@code token}; {@code otherwise} if it is not a number. */
    public static long number(String token, long otherwise) {
        return isNumber(token) ? Long.parseLong(token) : otherwise;
    }

    /** Whether {@code token} is an unsigned number of 64 bits. */
    public static boolean isUnsigned(String token) {
        try {
            Long.parseUnsignedLong(token);
            return token.matches("[0-9]{1,20}");
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** The unsigned number that {@code token} is. */
    public static long unsigned(String token) {
        return Long.parseUnsignedLong(token);
    }
}
