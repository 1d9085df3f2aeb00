package org.ropewalk.frame;

/** A payload that is received in pieces has not come as its protocol says. */
public final class PayloadException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final FrameError error;

    /** For {@code error}, which its message describes. */
    public PayloadException(FrameError error) {
        super(text(error));
        this.error = error;
    }

    /** What is wrong. */
    public FrameError error() {
        return error;
    }

    private static String text(FrameError error) {
        return switch (error) {
            case TOO_BIG -> "payload too big";
            case MEMORY -> "no memory for the payload";
            case PAYLOAD_LINE_END -> "bad line end in a payload";
            default -> "bad payload end";
        };
    }
}
