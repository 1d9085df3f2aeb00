package org.ropewalk.annotation;

/** The format of words on the wire, in both directions. */
public enum Carrier {
    /** Words between separators. */
    LINE,
    /** As IRC has it: a colon starts the last parameter; always written, optional when read. */
    TRAILING,
    /** As Redis has it: arrays of counted strings, replies in its own forms. */
    RESP
}
