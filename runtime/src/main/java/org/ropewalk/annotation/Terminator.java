package org.ropewalk.annotation;

/** What ends a line. The first named is written. It holds for lines and for payloads alike. */
public enum Terminator {
    /** CR LF alone; a bare CR or LF is an error. */
    CRLF,
    /** LF alone; a CR in front of it is part of the line, and refused as a control. */
    LF,
    /** CR LF and bare LF are read, CR LF is written. */
    CRLF_OR_LF,
    /** CR LF and bare LF are read, LF is written. */
    LF_OR_CRLF
}
