package org.ropewalk.loop;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * Input that a connection keeps because its protocol has left it, or must not be shown it now, and
 * the end of the input. Made when there is need.
 */
public final class StreamInput {
    /** The connection, as its input knows it. */
    public interface Connection {
        /** Whether the protocol may be shown more. */
        boolean isOpen();

        /** Shows the protocol input, and has what it leaves {@linkplain #keepRest kept}. */
        void offer(byte[] bytes, int from, int to);

        /** Tells the protocol that nothing more comes. */
        void tellInputEnd();

        /** Tells the protocol that nothing more comes than what is kept while it pauses. */
        void tellInputEndHeld();

        /** Calls {@link #offerKept()} in a later turn. */
        void offerLater();
    }

    private final Connection connection;
    private final ByteQueue kept;
    private boolean paused;
    private boolean waitsForPeer;
    private boolean offerDue;
    private boolean ended;
    private boolean endTold;

    /** Nothing is kept yet; {@code memory} counts what will be. */
    public StreamInput(KeptMemory memory, Connection connection) {
        this.connection = connection;
        this.kept = new ByteQueue(memory);
    }

    /** Whether new bytes must be kept: others are kept before them, or none may be shown now. */
    public boolean mustKeep() {
        return isHeld() || !kept.isEmpty();
    }

    int keptBytes() {
        return kept.size();
    }

    /** A copy of the kept bytes. */
    public byte[] copy() {
        return Arrays.copyOfRange(kept.array(), kept.start(), kept.end());
    }

    /** Keeps new bytes, and shows all that are kept unless they are held; false without memory. */
    public boolean received(ByteBuffer bytes) {
        if (!kept.add(bytes)) {
            return false;
        }
        if (!isHeld()) {
            offer();
        }
        return true;
    }

    /** Keeps the rest that the protocol has left; false without memory. */
    public boolean keepRest(Input input) {
        if (kept.array() == input.array()) {
            kept.removeTo(input.position());
            return true;
        }
        kept.clear();
        return kept.add(input.array(), input.position(), input.remaining());
    }

    /** Drops the kept bytes. */
    public void clear() {
        kept.clear();
    }

    /** Nothing is shown until {@link #resume()}. */
    public void pause() {
        paused = true;
    }

    /** Whether it was paused. */
    public boolean isPaused() {
        return paused;
    }

    /** Undoes {@link #pause()}. */
    public void resume() {
        if (paused) {
            paused = false;
            redeliver();
        }
    }

    /** The peer must read before it is served again. */
    public void awaitPeer() {
        waitsForPeer = true;
    }

    /** The peer has read, and may be served. */
    public void peerHasRead() {
        waitsForPeer = false;
    }

    /** Whether kept bytes are shown later: none may be shown now, or they are shown in turn. */
    public boolean isWaiting() {
        return isHeld() || offerDue;
    }

    private boolean isHeld() {
        return paused || waitsForPeer;
    }

    /** Shows the kept bytes again in a later turn. */
    public void redeliver() {
        offerDue = true;
        connection.offerLater();
    }

    /** Shows the kept bytes unless they are held; then reports the end, if it has arrived. */
    public void offerKept() {
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
    public void end() {
        ended = true;
    }

    /** The peer sends nothing more, and the protocol was told so. */
    void endTold() {
        ended = true;
        endTold = true;
    }

    boolean isEnded() {
        return ended;
    }

    /**
     * Reports the end to the protocol, once, after it was shown all input. A protocol that pauses
     * is told that the end waits.
     */
    public void tellEnd() {
        if (!ended || endTold || offerDue || !connection.isOpen()) {
            return;
        }
        if (paused) {
            connection.tellInputEndHeld();
        } else if (!waitsForPeer) {
            endTold = true;
            connection.tellInputEnd();
        }
    }
}
