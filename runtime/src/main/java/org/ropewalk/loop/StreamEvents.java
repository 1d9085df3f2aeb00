package org.ropewalk.loop;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Receives the events of a stream socket. All methods are called on the loop's thread. */
public interface StreamEvents {
    /** Bytes have arrived, in a buffer that is the network's: it is valid only inside this call. */
    void received(ByteBuffer bytes);

    /** The peer sends nothing more. */
    void ended();

    /** The connection was lost. */
    void failed(IOException cause);

    /** Bytes can be written, or an attempt to connect has ended. */
    void writable();

    /** So many bytes that the network has taken wait for the peer: its time to read begins. */
    default void outputWaits(int bytes) {}

    /** The peer has made room for so many of the bytes that wait. */
    default void outputTaken(int bytes) {}

    /**
     * The system does not take bytes that the network had taken: they are to be written again,
     * before all others. The buffer is valid only inside this call.
     */
    default void outputReturned(ByteBuffer bytes) {}

    /**
     * The network is to keep so many bytes of the connection more. Returns false if there is no
     * memory for them: then the connection is being reset, and the network drops them.
     */
    default boolean reserveKept(int bytes) {
        return true;
    }

    /** The network keeps so many bytes of the connection less; before the socket is closed. */
    default void releaseKept(int bytes) {}
}
