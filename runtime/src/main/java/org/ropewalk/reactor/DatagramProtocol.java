package org.ropewalk.reactor;

import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * Handles the datagrams of one socket. All methods are called on the thread of the loop on which it
 * listens. An exception from any of them is logged, and the port stays.
 */
public abstract class DatagramProtocol {
    private @Nullable DatagramTransport transport;
    private int ports;

    /** For subclasses. */
    protected DatagramProtocol() {}

    /**
     * Where datagrams are sent from.
     *
     * @throws IllegalStateException while it does not listen
     */
    public final DatagramTransport transport() {
        if (transport == null) {
            throw new IllegalStateException("the protocol is not listening");
        }
        return transport;
    }

    /** Begins with a transport; called by the port. */
    public final void doStart(DatagramTransport begun) {
        transport = begun;
        if (ports++ == 0) {
            startProtocol();
        }
    }

    /** Ends with a transport; called by the port. */
    public final void doStop() {
        if (ports > 0 && --ports == 0) {
            try {
                stopProtocol();
            } finally {
                transport = null;
            }
        }
    }

    /** The first port begins to use this protocol. */
    protected void startProtocol() {}

    /** Called for each datagram; {@code data} belongs to the protocol. */
    public abstract void datagramReceived(byte[] data, SocketAddress from);

    /**
     * A datagram has come that is longer than allowed; {@code beginning} is what of it is not. It
     * is {@linkplain DatagramTransport#truncatedDatagrams() counted}, and dropped unless this is
     * overridden: half of what was said may say something else.
     */
    public void truncatedReceived(byte[] beginning, SocketAddress from) {}

    /**
     * No socket receives where the {@linkplain DatagramTransport#connect connected} transport
     * sends; the port stays.
     */
    public void connectionRefused() {}

    /** The last port has ceased to use this protocol. */
    protected void stopProtocol() {}
}
