package org.ropewalk.annotation;

/** How literals, constants and the names of named words may be spelled. */
public enum Spelling {
    /** As they are declared. */
    EXACT,
    /** The case of ASCII letters does not count. */
    IGNORE_CASE,
    /**
     * In a short or a long form, whatever the case: {@code MEASure} is {@code MEAS} or {@code
     * MEASURE}, as in SCPI. The long form is written.
     */
    SHORT_OR_LONG
}
