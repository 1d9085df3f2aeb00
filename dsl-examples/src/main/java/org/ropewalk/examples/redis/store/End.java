package org.ropewalk.examples.redis.store;

/** An end of a list. */
public enum End {
    /** The head. */
    LEFT,
    /** The tail. */
    RIGHT;

    End other() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
