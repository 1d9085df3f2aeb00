package org.ropewalk.loop;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;

/** A socket of datagrams. */
public interface DatagramSocket {
    /**
     * Takes one datagram, cut to the room there is: where it came from; null if none has arrived.
     */
    SocketAddress receive(ByteBuffer into) throws IOException;

    /**
     * Gives one datagram; false if it was not taken.
     *
     * @param to null for the peer to which it is connected
     */
    boolean send(ByteBuffer from, SocketAddress to) throws IOException;

    /** Sends to and receives from one peer alone. */
    void connect(SocketAddress peer) throws IOException;

    /** Receives what is sent to a group. */
    void join(InetAddress group, NetworkInterface on) throws IOException;

    /** Receives it no more; false if it was not joined. */
    boolean leave(InetAddress group, NetworkInterface on) throws IOException;

    /** Sets an option of the system's. */
    <T> void option(SocketOption<T> option, T value) throws IOException;

    /** This end's address. */
    SocketAddress localAddress();

    /**
     * Frees the address.
     *
     * @param freed called when others can have the address: in a later poll of the network, or when
     *     that is closed
     */
    void close(Runnable freed);
}
