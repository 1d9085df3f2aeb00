package org.ropewalk.line.bytes;

/** A value cannot be written, because a line cannot hold it. */
public final class Unwritable extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    /** The message without what was written. */
    private final String concealed;

    /** With the reason, and what was written before, in a printable form. */
    public Unwritable(String why, String written) {
        super("cannot be written: " + why + " (after \"" + written + "\")");
        this.concealed = "cannot be written: " + why;
    }

    /**
     * {@code thrown} without what was written, which may be secret; itself if it shows nothing. A
     * command may be written by several writers, one of them for each content: what any of them has
     * thrown is concealed where it arrives.
     */
    public static Throwable concealed(Throwable thrown) {
        return thrown instanceof Unwritable shown
                ? new IllegalArgumentException(shown.concealed)
                : thrown;
    }
}
