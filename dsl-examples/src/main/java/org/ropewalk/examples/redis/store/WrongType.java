package org.ropewalk.examples.redis.store;

import org.ropewalk.annotation.Reply;

/** The key holds a value of another type. */
@Reply("-WRONGTYPE {'Operation against a key holding the wrong kind of value'}")
@SuppressWarnings("serial")
public final class WrongType extends Exception {
    /** Without a stack trace, as it is an answer. */
    public WrongType() {
        super(null, null, false, false);
    }
}
