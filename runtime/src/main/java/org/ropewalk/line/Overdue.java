package org.ropewalk.line;

/** A handler did not complete in time. */
final class Overdue extends Exception {
    private static final long serialVersionUID = 1;

    Overdue(int seconds) {
        super("no result within " + seconds + " s", null, false, false);
    }
}
