package org.ropewalk.examples.managesieve.value;

/** A script is wrong. */
public final class SieveException extends Exception {
    private static final long serialVersionUID = 1;

    SieveException(int line, String what) {
        super("line " + line + ": " + what, null, false, false);
    }
}
