package org.ropewalk.frame;

/** A payload that is received in pieces has not come as its protocol says. */
public final class PayloadException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final FrameError error;

    /** For {@code error}, which its message describes. */
    public PayloadException(FrameError error) {
        super(error.text());
        this.error = error;
    }

    /** What is wrong. */
    public FrameError error() {
        return error;
    }
}
