package org.ropewalk.line;

/**
 * Receives the items of a reply from a handler, and writes each at once; nothing is collected.
 * After the handler has returned, its methods throw. The loop uses the object again after 63
 * others, for another reply; in tests it does not.
 */
@FunctionalInterface
public interface Replies<T> {
    /**
     * Writes one item. Only inside the handler that received this, on its thread.
     *
     * @throws IllegalStateException if that handler does not run now
     * @throws IllegalArgumentException if a value cannot be written; the whole reply is then
     *     withdrawn
     */
    void send(T item);
}
