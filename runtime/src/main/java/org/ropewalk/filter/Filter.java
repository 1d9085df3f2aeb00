package org.ropewalk.filter;

import org.ropewalk.reactor.Output;

/**
 * Changes the bytes of one connection, above TLS and below lines. Declared by {@link
 * org.ropewalk.annotation.LineProtocol#filter}; each connection has its own, which is called on the
 * connection's loop.
 */
public interface Filter {
    /**
     * Takes what was received: {@code from[begin, end)}. What is needed of a sequence that is not
     * complete must be copied, and bounded.
     *
     * @param lines takes the bytes that are read as lines
     * @param answer takes bytes that are sent to the peer at once, without {@link #sent}
     */
    void received(byte[] from, int begin, int end, Output lines, Output answer);

    /**
     * Takes what the connection sends: {@code from[begin, end)}.
     *
     * @param network takes the bytes that are sent to the peer
     */
    void sent(byte[] from, int begin, int end, Output network);

    /**
     * What was received so far is dropped: TLS begins, and what comes next begins a line. A filter
     * must forget what was received in clear, as others may have inserted it.
     */
    default void restart() {}
}
