/**
 * A store of keys as Redis has it, free of any protocol: strings, lists, hashes and sets with
 * expiry, a memory limit and clients that wait for lists. Start reading at {@link
 * org.ropewalk.examples.redis.store.Store}.
 */
package org.ropewalk.examples.redis.store;
