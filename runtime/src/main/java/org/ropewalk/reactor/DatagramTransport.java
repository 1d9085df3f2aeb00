package org.ropewalk.reactor;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Sends datagrams from one place. Belongs to the loop's thread. */
public interface DatagramTransport {
    /** The default limit of received datagrams, in bytes. */
    int MAX_PACKET_BYTES = 8_192;

    /**
     * Sends a datagram; if the network does not accept it at once, it is dropped and {@linkplain
     * #droppedDatagrams() counted}.
     *
     * @throws IllegalArgumentException if {@code to} is a host's name and not an address, or of
     *     another family
     * @throws MessageLengthException if it is longer than a datagram can be
     */
    void write(byte[] data, SocketAddress to);

    /**
     * Sends a datagram to where this transport is connected.
     *
     * @throws IllegalStateException if it is not
     * @throws MessageLengthException if it is longer than a datagram can be
     */
    void write(byte[] data);

    /**
     * Sends to and receives from one peer alone.
     *
     * @throws IllegalStateException if it is connected already
     * @throws IllegalArgumentException if {@code peer} is a host's name and not an address
     */
    void connect(SocketAddress peer);

    /** Whether datagrams may be sent to a broadcast address; they may not unless set. */
    void setBroadcastAllowed(boolean allowed);

    /** What {@link #setBroadcastAllowed} set. */
    boolean isBroadcastAllowed();

    /** The number of received datagrams that were too long and were dropped. */
    long truncatedDatagrams();

    /** How many datagrams the network did not take. */
    long droppedDatagrams();

    /** To where it is {@linkplain #connect connected}; null if it is not. */
    default @Nullable SocketAddress getPeer() {
        return null;
    }

    /** Where it sends from, with the real port. */
    SocketAddress getHost();

    /** The loop on which its protocol is called. */
    Loop loop();
}
