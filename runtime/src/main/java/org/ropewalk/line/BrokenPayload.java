package org.ropewalk.line;

/** The payload of a command that is being answered has not come as its protocol says. */
final class BrokenPayload extends Exception {
    private static final long serialVersionUID = 1;

    /** How it is answered. */
    final ErrorKind kind;

    BrokenPayload(ErrorKind kind, String what) {
        super(what, null, false, false);
        this.kind = kind;
    }
}
