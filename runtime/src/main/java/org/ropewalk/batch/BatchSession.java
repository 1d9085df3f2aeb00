package org.ropewalk.batch;

import org.ropewalk.annotation.ForGeneratedCode;

/** The session of a protocol with a state that keeps commands; generated code implements it. */
@ForGeneratedCode
public interface BatchSession {
    /** Exchanges the state with the one whose commands are kept, and the handler with its. */
    void exchange();

    /** Goes back to the state whose commands are kept. */
    void leaveBatch();

    /** Whether a command that was run has led to another state. */
    boolean leadsOut();
}
