package org.ropewalk.frame;

import org.ropewalk.line.PayloadEnd;

/** What may be wrong with a line or a payload. */
public enum FrameError {
    /** A line over its limit. */
    TOO_LONG("line too long"),
    /** A line over its limit that announces a payload: its end is not known. */
    TOO_LONG_BEFORE_PAYLOAD("line too long"),
    /** A line that holds a control character. */
    CONTROL("control character"),
    /** A line without the value that is computed from it, or with another one. */
    CHECK("wrong check of the line"),
    /** A line end that is not the declared one. */
    LINE_END("bad line end"),
    /** A payload that does not end where it should. */
    PAYLOAD_END("bad payload end"),
    /** A length of a payload that occurs twice, or is no number of bytes. */
    PAYLOAD_LENGTH("bad length of a payload"),
    /** A line of a payload that does not end as lines do; the payload was consumed to its end. */
    PAYLOAD_LINE_END("bad line end in a payload"),
    /** A number of elements that is none, or too large. */
    ARRAY_SIZE("invalid multibulk length"),
    /** A length of an element that is none, or too large, or wrong. */
    ELEMENT_LENGTH("invalid bulk length"),
    /** An element of another type than those of a command. */
    ELEMENT_TYPE("expected '$'"),
    /** A line between arrays, in which a quote is never closed. */
    QUOTES("unbalanced quotes in request"),
    /** Arrays in arrays, beyond the bound. */
    ARRAY_DEPTH("arrays nested too deeply"),
    /** A payload over its limit. */
    TOO_BIG("payload too big"),
    /** A payload for which there is no memory. */
    MEMORY("no memory for the payload");

    private final String text;

    FrameError(String text) {
        this.text = text;
    }

    /** Whether nothing after the line can be read, which {@code behind} follows. */
    boolean ends(PayloadEnd behind) {
        return this == QUOTES || behind == PayloadEnd.CLOSE;
    }

    /** What is wrong, in a few words; error replies may show it to the peer. */
    public String text() {
        return text;
    }
}
