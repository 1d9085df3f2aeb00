package org.ropewalk.server;

import java.net.SocketAddress;
import java.util.Arrays;
import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.datagram.DatagramServer;
import org.ropewalk.line.LineFormat;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.Output;

/**
 * Where lines are pushed to: one {@link Peer}, or a {@link Group} of them. Generated senders are
 * made for one; any thread may push, and nothing is sent to those whose connection has ended.
 */
public interface PushTarget {
    /**
     * Pushes lines that are the same for all: they are formatted once, here and now.
     *
     * @throws IllegalArgumentException if a value cannot be written; nothing is sent then
     */
    @ForGeneratedCode
    void push(LineFormat format, PushWriter lines);

    /**
     * Pushes lines that differ from peer to peer: they are formatted on the loop of each. A value
     * that cannot be written for one peer does not keep the lines from the others. A peer whose own
     * handler cannot supply its value is disconnected, and the caller is not told.
     *
     * @throws IllegalArgumentException if a value of the caller's cannot be written for a peer of
     *     the calling loop
     */
    @ForGeneratedCode
    void pushOwn(PeerPushWriter lines);

    /**
     * Who sends and receives at {@code address}, to whom {@code port} sends: each push is one
     * datagram. Values that a handler supplies cannot be pushed so.
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
