package org.ropewalk.filter;

import org.ropewalk.annotation.ForGeneratedCode;

/** A protocol of lines with several commands, some of which lead to a payload. */
@ForGeneratedCode
public interface PayloadReader {
    /** Whether what is received next is a payload, which is no line. */
    boolean readsPayload();
}
