package org.ropewalk.reactor;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/** Sends datagrams from one socket. Belongs to the loop's thread. */
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
     * Sends a datagram to the connected peer.
     *
     * @throws IllegalStateException if this transport is not connected
     * @throws MessageLengthException if it is longer than a datagram can be
     */
    void write(byte[] data);

    /**
     * Sends only to one peer, and receives only from it.
     *
     * @throws IllegalStateException if it is connected already
     * @throws IllegalArgumentException if {@code peer} is a host's name and not an address
     */
    void connect(SocketAddress peer);

    /** Sets whether datagrams may be sent to a broadcast address; by default not. */
    void setBroadcastAllowed(boolean allowed);

    /** Whether datagrams may be sent to a broadcast address. */
    boolean isBroadcastAllowed();

    /** The number of received datagrams that were too long and were dropped. */
    long truncatedDatagrams();

    /** The number of datagrams that the network did not accept. */
    long droppedDatagrams();

    /** To where it is {@linkplain #connect connected}; null if it is not. */
    default @Nullable SocketAddress getPeer() {
        return null;
    }

    /** The local address, with the actual port. */
    SocketAddress getHost();

    /** The loop that calls its protocol. */
    Loop loop();
}
