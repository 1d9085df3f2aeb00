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

    /**
     * Shows the protocol input of which it may take some before. Of many bytes the first are shown
     * alone, so that those of a payload that begins among them are not copied here.
     */
    void offer(LoopConnection connection, Protocol protocol, ByteBuffer bytes) {
        if (bytes.remaining() >= MANY_BYTES) {
            offerMany(connection, protocol, bytes);
            return;
        }
        int count = bytes.remaining();
        offer(connection, protocol, buffers.copy(bytes), 0, count);
    }

    private void offerMany(LoopConnection connection, Protocol protocol, ByteBuffer bytes) {
        int first = protocol.takeInput(bytes);
        if (!bytes.hasRemaining()) {
            return;
        }
        Throwable failure = null;
        Input input = buffers.show(bytes, first);
        buffers.begin(connection);
        try {
            protocol.inputReceived(input);
            if (input.hasRest()) {
                offerRest(connection, protocol, input, bytes);
            }
            connection.keepRest(input);
        } catch (Throwable e) {
            failure = e;
        }
        input.consumeAll();
        buffers.hideInput();
        end(connection, failure);
    }

    /**
     * Offers the bytes after those that were shown, which may have begun what the protocol takes.
     */
    private static void offerRest(
            LoopConnection connection, Protocol protocol, Input input, ByteBuffer bytes) {
        boolean takesMore = connection.isShownMore();
        if (takesMore) {
            input.hideUnread();
            protocol.takeInput(bytes);
        }
        input.showRest();
        if (takesMore && input.remaining() > 0) {
            protocol.inputReceived(input);
        }
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
