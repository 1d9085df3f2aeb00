package org.ropewalk.loop;

/** Counts the bytes that one connection keeps between its turns. Belongs to its loop. */
public interface KeptMemory {
    /** A smaller array is a part of what every connection costs, and is not counted. */
    int SMALL_BYTES = 1_024;

    /** Counts {@code bytes} more; false, and none is counted, if there is no room for them. */
    boolean reserve(long bytes);

    /** Counts {@code bytes} less. */
    void release(long bytes);

    /** Counts {@code array} no more, which {@link #allocate} has made. */
    default void release(byte[] array) {
        if (array.length >= SMALL_BYTES) {
            release(array.length);
        }
    }

    /** A new array, counted unless it is small; null if there is no room for it. */
    default byte[] allocate(int length) {
        if (length >= SMALL_BYTES && !reserve(length)) {
            return null;
        }
        try {
            return new byte[length];
        } catch (OutOfMemoryError e) {
            if (length >= SMALL_BYTES) {
                release(length);
            }
            return null;
        }
    }
}
