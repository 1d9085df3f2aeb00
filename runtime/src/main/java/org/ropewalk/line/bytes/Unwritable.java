package org.ropewalk.line.bytes;

/** The exceptions for values that a line cannot hold. */
public final class Unwritable {
    private static final String BEGIN = "cannot be written: ";
    private static final String AFTER = " (after \"";

    private Unwritable() {}

    /** With the reason, and what was written before, in a printable form. */
    public static IllegalArgumentException of(String why, String written) {
        return new IllegalArgumentException(BEGIN + why + AFTER + written + "\")");
    }

    /**
     * {@code thrown} without what was written, which may be secret; itself if it shows nothing. A
     * command may be written by several writers, one of them for each content: what any of them has
     * thrown is concealed where it arrives.
     */
    public static Throwable concealed(Throwable thrown) {
        String message = String.valueOf(thrown.getMessage());
        int after = message.indexOf(AFTER);
        return message.startsWith(BEGIN) && after > 0
                ? new IllegalArgumentException(message.substring(0, after))
                : thrown;
    }
}
