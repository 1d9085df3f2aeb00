package org.ropewalk.processor.template;

/** A text that is no template: says where, what is wrong, and how to mend it. */
public final class TemplateSyntaxException extends Exception {
    private static final long serialVersionUID = 1;

    private final int offset;

    TemplateSyntaxException(int offset, String message) {
        super(message);
        this.offset = offset;
    }

    /** The index of the character at which it goes wrong. */
    public int offset() {
        return offset;
    }
}
