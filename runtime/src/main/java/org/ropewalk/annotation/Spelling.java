package org.ropewalk.annotation;

/** How literals, constants and the names of named words may be spelled. */
public enum Spelling {
    /** As they are declared. */
    EXACT,
    /** The case of ASCII letters does not count. */
    IGNORE_CASE
}
