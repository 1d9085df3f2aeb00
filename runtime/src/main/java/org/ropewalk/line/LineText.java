package org.ropewalk.line;

import java.util.Arrays;

/** One line, what is selected of it, and what is wrong with it: the first failure sticks. */
abstract class LineText {
    static final byte[] NOTHING = {};
    LineFormat format = LineFormat.standard();
    byte[] bytes = NOTHING;
    int start;
    int end;

    /** Where the command begins: behind what stands around it. */
    int begin;

    /** What is selected. */
    int from;

    int to;
    ErrorKind failure;
    String message = "";

    /** Why an earlier attempt at this line failed, if a word was malformed then. */
    String earlierMessage;

    /** What is logged in place of the line; null if the line is. */
    String concealing;

    /** The whole line, without its end, as an array. */
    public final byte[] copy() {
        return Arrays.copyOfRange(bytes, start, end);
    }

    /** How many bytes the line has, without its end. */
    public final int size() {
        return end - start;
    }

    /**
     * The whole line, without its end, for logs: escaped, and cut after 100 bytes; what conceals it
     * if something does.
     */
    public final String printable() {
        return concealing == null ? Printable.of(bytes, start, end) : concealing;
    }

    /** The line holds a secret: {@code template} is logged in its place. */
    public final void conceal(String template) {
        concealing = template;
    }

    /** Whether nothing has failed. */
    public final boolean ok() {
        return failure == null;
    }

    /** What has failed, or null: {@link ErrorKind#USAGE} or {@link ErrorKind#MALFORMED}. */
    public final ErrorKind failure() {
        return failure == ErrorKind.USAGE && earlierMessage != null ? ErrorKind.MALFORMED : failure;
    }

    /** What is wrong, in words; empty if nothing is. */
    public final String message() {
        return failure == ErrorKind.USAGE && earlierMessage != null ? earlierMessage : message;
    }

    /** Says that a word has the wrong form, unless something failed before. Returns false. */
    public final boolean malformed(String why) {
        return fail(ErrorKind.MALFORMED, why);
    }

    /**
     * Says that a value's own type refused it. The peer receives the message of an {@link
     * IllegalArgumentException}; those of its subclasses, such as {@link NumberFormatException},
     * are not about the protocol. Returns false.
     */
    public final boolean malformed(Exception why) {
        boolean own = why.getClass() == IllegalArgumentException.class && why.getMessage() != null;
        return malformed(own ? why.getMessage() : "bad value");
    }

    /**
     * Says that the words do not fit the command, unless something failed before. Returns false.
     */
    public final boolean usage(String why) {
        return fail(ErrorKind.USAGE, why);
    }

    final boolean fail(ErrorKind kind, String why) {
        if (failure == null) {
            failure = kind;
            message = why;
        }
        from = to;
        return false;
    }

    final boolean startsWith(byte[] prefix, int at, int limit) {
        return limit - at >= prefix.length && matches(prefix, at);
    }

    final boolean matches(byte[] word, int at) {
        if (!format.foldsCase) {
            return Arrays.equals(word, 0, word.length, bytes, at, at + word.length);
        }
        for (int i = 0; i < word.length; i++) {
            if (fold(word[i]) != fold(bytes[at + i])) {
                return false;
            }
        }
        return true;
    }

    /** ASCII letters in upper case; nothing else is touched. */
    static int fold(byte value) {
        return value >= 'a' && value <= 'z' ? value - 32 : value & 0xFF;
    }

    static boolean isDigit(byte value) {
        return value >= '0' && value <= '9';
    }
}
