package org.ropewalk.line;

/**
 * Takes the items of a reply from a handler, each written at once: nothing is collected. One that
 * is kept throws after its handler has returned. The loop lends it again after 63 others, for
 * another reply; in tests it does not.
 */
@FunctionalInterface
public interface Replies<T> {
    /**
     * Writes one item. Only inside the handler to which this was given, on its thread.
     *
     * @throws IllegalStateException if that handler does not run now
     * @throws IllegalArgumentException if a value cannot be written; the whole reply is then taken
     *     back
     */
    void send(T item);
}
