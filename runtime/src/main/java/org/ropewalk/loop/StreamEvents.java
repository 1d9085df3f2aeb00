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
}
