package org.ropewalk.examples.redis.store;

/** What a key holds. */
sealed interface Value permits StringValue, ListValue, HashValue, SetValue {
    /** The type's name, as {@code TYPE} tells it. */
    String type();

    /** Whether nothing is left: the key is removed then. */
    boolean isEmpty();

    /** About how much memory it takes. */
    long bytes();
}
