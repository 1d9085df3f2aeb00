package org.ropewalk.line.bytes;

/** A value that a line cannot hold. */
public final class UnwritableException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    private final String why;

    /** With the reason, and what was written before, in a printable form. */
    public UnwritableException(String why, String written) {
        super("cannot be written: " + why + " (after \"" + written + "\")");
        this.why = why;
    }

    /** The same without what was written: that may be secret. */
    public IllegalArgumentException concealed() {
        return new IllegalArgumentException("cannot be written: " + why);
    }
}
