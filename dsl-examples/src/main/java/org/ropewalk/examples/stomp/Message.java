package org.ropewalk.examples.stomp;

import java.util.Map;
import org.ropewalk.line.Bytes;

/**
 * A message of a topic or a queue.
 *
 * @param id its number, which is unique within the broker
 * @param others the other headers, as they stand on the wire
 * @param deliveries how often it was delivered and not acknowledged
 */
record Message(
        long id, String destination, Map<String, String> others, Bytes body, int deliveries) {
    /** What a message needs beside its texts. */
    private static final int OVERHEAD_BYTES = 200;

    /** About how much memory it needs. */
    long size() {
        return size(destination, others, body);
    }

    /** About how much memory a text needs. */
    static long size(String text) {
        return OVERHEAD_BYTES + 2L * text.length();
    }

    /** About how much memory a message needs. */
    static long size(String destination, Map<String, String> others, Bytes body) {
        long size = size(destination) + body.length();
        for (Map.Entry<String, String> other : others.entrySet()) {
            size += OVERHEAD_BYTES + 2L * (other.getKey().length() + other.getValue().length());
        }
        return size;
    }

    /** It was delivered in vain. */
    Message again() {
        return new Message(id, destination, others, body, deliveries + 1);
    }
}
