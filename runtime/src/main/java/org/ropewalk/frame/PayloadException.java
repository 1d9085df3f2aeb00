package org.ropewalk.frame;

/** A streamed payload has not arrived in the form that its protocol requires. */
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
