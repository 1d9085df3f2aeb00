package org.ropewalk.reactor;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Handles the datagrams of one socket. All methods are called on the thread of its loop. If one
 * throws an exception, it is logged, and the port remains open.
 */
public abstract class DatagramProtocol {
    private @Nullable DatagramTransport transport;
    private int ports;

    /** For subclasses. */
    protected DatagramProtocol() {}

    /**
     * The transport that sends datagrams.
     *
     * @throws IllegalStateException while it does not listen
     */
    public final DatagramTransport transport() {
        if (transport == null) {
            throw new IllegalStateException("the protocol is not listening");
        }
        return transport;
    }

    /** Starts to use a transport; called by the port. */
    public final void doStart(DatagramTransport begun) {
        transport = begun;
        if (ports++ == 0) {
            startProtocol();
        }
    }

    /** Stops using a transport; called by the port. */
    public final void doStop() {
        if (ports > 0 && --ports == 0) {
            try {
                stopProtocol();
            } finally {
                transport = null;
            }
        }
    }

    /** Called when the first port begins to use this protocol. */
    protected void startProtocol() {}

    /** Called for each datagram; {@code data} belongs to the protocol. */
    public abstract void datagramReceived(byte[] data, SocketAddress from);

    /**
     * Called for a datagram that exceeds the limit; {@code beginning} is its first part. It is
     * {@linkplain DatagramTransport#truncatedDatagrams() counted}. It is dropped unless this method
     * is overridden, because a part of a message may have another meaning.
     */
    public void truncatedReceived(byte[] beginning, SocketAddress from) {}

    /**
     * Called when no socket receives at the address to which the transport is {@linkplain
     * DatagramTransport#connect connected}; the port remains open.
     */
    public void connectionRefused() {}

    /** Called when the last port has stopped using this protocol. */
    protected void stopProtocol() {}
}
