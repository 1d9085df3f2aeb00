package org.ropewalk.frame;

/** What may be wrong with a line or a payload. */
public enum FrameError {
    /** A line over its bound. */
    TOO_LONG,
    /** A line over its bound that announces a payload: its end is not known. */
    TOO_LONG_BEFORE_PAYLOAD,
    /** A line that holds a control character. */
    CONTROL,
    /** A line end that is not the declared one. */
    LINE_END,
    /** A payload that does not end where it should. */
    PAYLOAD_END,
    /** A line of a payload that does not end as lines do; the payload was consumed to its end. */
    PAYLOAD_LINE_END,
    /** A payload over its bound. */
    TOO_BIG,
    /** A payload for which there is no memory. */
    MEMORY
}
