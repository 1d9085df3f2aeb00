package org.ropewalk.frame;

/** Stops and continues the input of a connection. */
interface ReadControl {
    /** Receives nothing more for now. */
    void suspend();

    /** Reads again. */
    void readOn();
}
