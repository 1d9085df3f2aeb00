package org.ropewalk.loop;

import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Transport;

/**
 * The input of a connection that its protocol has left, or is not to be shown now, and the end of
 * the input. Made when there is need.
 */
final class StreamInput {
    private final ByteQueue kept;
    private boolean paused;
    private boolean waitsForPeer;
    private boolean offerDue;
    private boolean ended;
    private boolean endTold;

    StreamInput(KeptMemory memory) {
        kept = new ByteQueue(memory);
    }

    /** The bytes that are kept. */
    ByteQueue kept() {
        return kept;
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

    void pause() {
        paused = true;
    }

    /** Undoes {@link #pause()}; false if nothing was paused. */
    boolean resume() {
        boolean was = paused;
        paused = false;
        return was;
    }

    /** The peer must read before it is served again. */
    void awaitPeer() {
        waitsForPeer = true;
    }

    void peerHasRead() {
        waitsForPeer = false;
    }

    /** Whether nothing is shown now. */
    boolean isHeld() {
        return paused || waitsForPeer;
    }

    /** Whether what is kept is to be shown again in a later turn. */
    void offerIsDue(boolean due) {
        offerDue = due;
    }

    /** Whether more is to be read from the network. */
    boolean takesMore() {
        return !waitsForPeer && !(kept.size() >= Transport.CHUNK_BYTES && (paused || offerDue));
    }

    /** The peer sends nothing more. */
    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** Whether the end is to be told now: once, after all input was shown. */
    boolean takeEnd() {
        if (!ended || endTold || isHeld() || offerDue) {
            return false;
        }
        endTold = true;
        return true;
    }
}
