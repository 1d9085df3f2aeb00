package org.ropewalk.datagram;

import java.net.SocketAddress;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineLimits;
import org.ropewalk.reactor.Loop;

/** What a {@link DatagramServer} serves: one protocol with one handler. On the port's loop. */
@ForGeneratedCode
public interface DatagramHost {
    /** How lines are encoded. */
    LineFormat format();

    /** The bounds that are in force. */
    LineLimits limits();

    /** The port begins to receive: makes its handler. */
    void start(Loop loop);

    /** The port has ceased to receive. */
    void stop();

    /** Counts memory that a datagram needs until it is answered; false if there is none. */
    boolean reserve(int bytes);

    /** Undoes {@link #reserve}. */
    void release(int bytes);

    /** What serves the next lines of a datagram of {@code sender}. */
    DatagramService serve(SocketAddress sender);
}
