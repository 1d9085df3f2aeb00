package org.ropewalk.datagram;

/** Takes the replies to datagrams. */
@FunctionalInterface
interface DatagramReplies {
    /** All replies to {@code exchange} are complete. */
    void finished(DatagramExchange exchange);
}
