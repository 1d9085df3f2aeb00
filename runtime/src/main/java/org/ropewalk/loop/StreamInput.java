package org.ropewalk.loop;

import java.nio.ByteBuffer;
import org.ropewalk.loop.LoopConnection.Event;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * The input of a connection that its protocol has left, or is not to be shown now, and the end of
 * the input. Made when there is need.
 */
final class StreamInput {
    private final LoopConnection connection;
    private final ByteQueue kept;
    private boolean paused;
    private boolean waitsForPeer;
    private boolean offerDue;
    private boolean ended;
    private boolean endTold;

    StreamInput(LoopConnection connection) {
        this.connection = connection;
        this.kept = new ByteQueue(connection);
    }

    /** Whether what comes goes behind what is kept, or is not to be shown now. */
    boolean mustKeep() {
        return isHeld() || !kept.isEmpty();
    }

    int keptBytes() {
        return kept.size();
    }

    /** Keeps what has come, and shows everything unless it is held; false without memory. */
    boolean received(ByteBuffer bytes) {
        if (!kept.add(bytes)) {
            return false;
        }
        if (!isHeld()) {
            offer();
        }
        return true;
    }

    /** Keeps what the protocol has left: where it is, if it was kept; false without memory. */
    boolean keepRest(Input input) {
        if (kept.array() == input.array()) {
            kept.removeTo(input.position());
            return true;
        }
        kept.clear();
        return kept.add(input.array(), input.position(), input.remaining());
    }

    /** Drops what is kept. */
    void clear() {
        kept.clear();
    }

    void pause() {
        paused = true;
    }

    /** Undoes {@link #pause()}. */
    void resume() {
        if (paused) {
            paused = false;
            redeliver();
        }
    }

    /** The peer must read before it is served again. */
    void awaitPeer() {
        waitsForPeer = true;
    }

    void peerHasRead() {
        waitsForPeer = false;
    }

    private boolean isHeld() {
        return paused || waitsForPeer;
    }

    /** Shows what is kept again in a later turn. */
    void redeliver() {
        offerDue = true;
        connection.loop().afterTurn(connection);
    }

    /** Shows what is kept, unless it is held; then tells the end, if it has come. */
    void offerKept() {
        offerDue = false;
        if (mustKeep() && !isHeld()) {
            offer();
        }
        tellEnd();
    }

    private void offer() {
        connection.offer(kept.array(), kept.start(), kept.end());
    }

    /** Whether more is to be read from the network. */
    boolean takesMore() {
        return !ended
                && !waitsForPeer
                && !(kept.size() >= Transport.CHUNK_BYTES && (paused || offerDue));
    }

    /** The peer sends nothing more. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Tells the protocol the end, once, after it was shown all input. */
    void tellEnd() {
        if (ended && !endTold && !isHeld() && !offerDue && connection.isOpen()) {
            endTold = true;
            connection.serve(Event.INPUT_END);
        }
    }
}
