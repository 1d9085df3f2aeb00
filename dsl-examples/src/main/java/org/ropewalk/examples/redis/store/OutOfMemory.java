package org.ropewalk.examples.redis.store;

import org.ropewalk.annotation.Reply;

/** The values take more memory than they may, and no key can be evicted. */
@Reply("-OOM {'command not allowed when used memory > 'maxmemory'.'}")
@SuppressWarnings("serial")
public final class OutOfMemory extends Exception {
    /** Without a stack trace, as it is an answer. */
    public OutOfMemory() {
        super(null, null, false, false);
    }
}
