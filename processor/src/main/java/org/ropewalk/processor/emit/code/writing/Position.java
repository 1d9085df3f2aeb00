package org.ropewalk.processor.emit.code.writing;

/** What a value is in its line. */
public enum Position {
    /** A whole word. */
    WORD("word"),
    /** A whole word, which is a number, and the blank before it. */
    NEXT("nextNumber"),
    /** A piece of a word. */
    PIECE("piece"),
    /** The rest of a line. */
    FREE("free"),
    /** Inside commentary: what cannot stand there becomes a blank. */
    LENIENT("lenient");

    private final String method;

    Position(String method) {
        this.method = method;
    }

    /** The name of the writer's method for text. */
    String method() {
        return method;
    }
}
