package org.ropewalk.examples.redis.store;

import org.ropewalk.line.Bytes;

/** A string of bytes. One that was counted is a number until its bytes are wanted. */
final class StringValue implements Value {
    /** This object. */
    private static final int OVERHEAD_BYTES = 32;

    /** Null if the number was not written as bytes yet. */
    private Bytes content;

    private long number;
    private boolean isNumber;

    StringValue(Bytes content) {
        set(content);
    }

    StringValue(long number) {
        set(number);
    }

    void set(Bytes bytes) {
        content = bytes;
        isNumber = false;
    }

    void set(long value) {
        content = null;
        number = value;
        isNumber = true;
    }

    Bytes content() {
        if (content == null) {
            content = Bytes.of(Long.toString(number));
        }
        return content;
    }

    /** The content as a number. */
    long number() throws Refused {
        if (!isNumber) {
            number = Numbers.integer(content).orElseThrow(Refused::noInteger);
            isNumber = true;
        }
        return number;
    }

    @Override
    public String type() {
        return "string";
    }

    /** A string of no bytes stays. */
    @Override
    public boolean isEmpty() {
        return false;
    }

    @Override
    public long bytes() {
        return OVERHEAD_BYTES + (content == null ? 0 : Sizes.of(content));
    }
}
