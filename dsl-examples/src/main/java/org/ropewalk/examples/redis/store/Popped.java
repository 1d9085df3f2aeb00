package org.ropewalk.examples.redis.store;

import org.ropewalk.line.Bytes;

/** An element that a client has waited for, and the key of its list. */
public record Popped(Bytes key, Bytes element) {}
