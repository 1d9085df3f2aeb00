package org.ropewalk.loop;

import java.nio.ByteBuffer;
import org.ropewalk.loop.LoopConnection.Event;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Protocol;

/**
 * Serves the protocols of a loop's connections, one at a time: each call is a turn, which ends with
 * what was written on its way, and with the loop's arrays empty, whatever happens.
 */
final class ProtocolTurns {
    /** So many bytes are offered to the protocol before they are copied. */
    private static final int MANY_BYTES = 4 * 1024;

    private final TurnBuffers buffers;

    ProtocolTurns(TurnBuffers buffers) {
        this.buffers = buffers;
    }

    /** Shows the protocol input of which it may take some before. */
    void offer(LoopConnection connection, Protocol protocol, ByteBuffer bytes) {
        if (bytes.remaining() >= MANY_BYTES) {
            protocol.takeInput(bytes);
            if (!bytes.hasRemaining()) {
                return;
            }
        }
        int count = bytes.remaining();
        offer(connection, protocol, buffers.copy(bytes), 0, count);
    }

    /** Shows the protocol input. */
    void offer(LoopConnection connection, Protocol protocol, byte[] bytes, int from, int to) {
        Throwable failure = null;
        buffers.begin(connection);
        Input input = buffers.show(bytes, from, to);
        try {
            protocol.inputReceived(input);
            connection.keepRest(input);
        } catch (Throwable e) {
            failure = e;
        }
        buffers.hideInput();
        end(connection, failure);
    }

    /** Tells the protocol. */
    void serve(LoopConnection connection, Protocol protocol, Event event) {
        Throwable failure = null;
        buffers.begin(connection);
        try {
            switch (event) {
                case MADE -> protocol.makeConnection(connection);
                case INPUT_END -> protocol.readConnectionLost();
                case INPUT_END_HELD -> protocol.readConnectionEnds();
                case OUTPUT_END -> protocol.writeConnectionLost();
                case WRITABLE -> protocol.writable();
                case SECURE -> protocol.handshakeCompleted();
                case DRAIN -> protocol.drain();
                case OVERLOAD -> protocol.overloadChanged();
                default -> protocol.timeoutConnection();
            }
        } catch (Throwable e) {
            failure = e;
        }
        if (failure == null && buffers.isUnwritten()) {
            // The usual begin and end of a connection: no code of a turn with output is part of it,
            // so the JIT compiles little, and drops nothing that serves the other connections.
            buffers.end();
            connection.eventEnded();
        } else {
            end(connection, failure);
        }
    }

    /** Sends what the protocol wrote, also before it failed: that is the peer's. */
    private void end(LoopConnection connection, Throwable failure) {
        Throwable failed = failure;
        try {
            connection.sendTurn(buffers);
        } catch (Throwable e) {
            failed = failed == null ? e : failed;
        }
        boolean refusedMore = buffers.hasRefusedMore();
        buffers.end();
        connection.turnEnded(refusedMore, failed);
    }
}
