package org.ropewalk.examples.redis.store;

import org.ropewalk.annotation.Reply;

/** An argument does not fit the value, or is not allowed. */
@Reply("-ERR {message*}")
@SuppressWarnings("serial")
public final class Refused extends Exception {
    /** {@code message} is Redis's own text, without the code. */
    public Refused(String message) {
        super(message, null, false, false);
    }

    static Refused noInteger() {
        return new Refused("value is not an integer or out of range");
    }

    static Refused overflow() {
        return new Refused("increment or decrement would overflow");
    }

    static Refused noFloat() {
        return new Refused("value is not a valid float");
    }

    /** An argument is in a wrong place. */
    public static Refused syntax() {
        return new Refused("syntax error");
    }

    static Refused noSuchKey() {
        return new Refused("no such key");
    }

    static Refused negative() {
        return new Refused("value is out of range, must be positive");
    }

    static Refused tooLong() {
        return new Refused("string exceeds maximum allowed size (proto-max-bulk-len)");
    }
}
