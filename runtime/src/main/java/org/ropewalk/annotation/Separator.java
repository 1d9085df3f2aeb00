package org.ropewalk.annotation;

/** What stands between words. */
public enum Separator {
    /** One blank or more are read; leading and trailing ones are ignored. One is written. */
    SPACES,
    /** Exactly one blank; anything else is malformed. */
    ONE_SPACE
}
