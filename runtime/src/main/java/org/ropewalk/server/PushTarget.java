package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Arrays;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.Output;
import org.ropewalk.server.writers.PushWriter;

/**
 * A receiver of push messages: one {@link Peer}, or a {@link Group}. Generated senders use it. Any
 * thread may push; nothing is sent to closed connections.
 */
public interface PushTarget {
    /**
     * Pushes lines that are the same for all peers. They are formatted once, in this call.
     *
     * @throws IllegalArgumentException if a value cannot be written; nothing is sent then
     */
    @ForGeneratedCode
    void push(LineFormat format, PushWriter lines);

    /**
     * Pushes lines that differ from peer to peer. They are formatted on the loop of each peer. If a
     * value cannot be written for one peer, the others still receive the lines. If the handler of a
     * peer cannot supply a value, that peer is disconnected, and the caller is not informed.
     *
     * @throws IllegalArgumentException if a value of the caller cannot be written for a peer of the
     *     calling loop
     */
    @ForGeneratedCode
    void pushOwn(PeerPushWriter lines);

    /**
     * The receiver at {@code address}: {@code port} sends it one datagram for each push message.
     * Values that a handler supplies cannot be pushed to it.
     */
    static PushTarget at(DatagramServer port, SocketAddress address) {
        return new PushTarget() {
            @Override
            public void push(LineFormat format, PushWriter lines) {
                Output formatted = PushTarget.format(format, lines);
                port.send(Arrays.copyOf(formatted.array(), formatted.position()), address);
            }

            @Override
            public void pushOwn(PeerPushWriter lines) {
                throw new IllegalStateException(
                        "no handler supplies values for an address to which a port sends");
            }
        };
    }

    /** The lines as bytes. */
    @ForGeneratedCode
    static Output format(LineFormat format, PushWriter lines) {
        Output formatted = new Output(128);
        lines.write(new LineWriter().on(formatted, format));
        return formatted;
    }
}
