package org.ropewalk.loop;

import java.time.Duration;
import org.ropewalk.reactor.OutputLimits;

/** The state of a connection that ends; made when its end begins. */
final class StreamClose {
    /**
     * What a peer may still send after this side closed the connection: a file of some megabytes
     * that is under way is read to its end, so that its sender reads the last reply.
     */
    static final int DISCARD_BYTES = 16 << 20;

    /** How long this side waits for a peer that makes no progress: as for any output. */
    static final Duration DEADLINE = OutputLimits.STANDARD.stall();

    /** Connections of a loop that wait for the end of their peers; the oldest ends for one more. */
    static final int MOST = 1_024;

    /** What the peer must send between two deadlines to be waited for again. */
    private static final int PROGRESS_BYTES = 256 * 1024;

    private Throwable reason;
    private int discarded;
    private int seen;
    private int queued = Integer.MAX_VALUE;
    private boolean outputShut;

    /** Sets why the connection ends, unless it is known already. */
    void reason(Throwable why) {
        if (reason == null) {
            reason = why;
        }
    }

    /** Why the connection ends; null as long as it ends in order. */
    Throwable reason() {
        return reason;
    }

    /** Drops bytes that came after the end of this side; false if they are too many. */
    boolean discard(int count) {
        discarded += count;
        return discarded <= DISCARD_BYTES;
    }

    /** The socket's output was shut down: the peer is told the end after all bytes. */
    void outputShut() {
        outputShut = true;
    }

    boolean isOutputShut() {
        return outputShut;
    }

    /**
     * Whether the peer has taken bytes, or sent as many as an upload does, since the last call.
     *
     * @param nowQueued how many bytes wait for the network
     */
    boolean hasProgressed(int nowQueued) {
        boolean progressed = nowQueued < queued || discarded - seen >= PROGRESS_BYTES;
        queued = nowQueued;
        seen = discarded;
        return progressed;
    }
}
