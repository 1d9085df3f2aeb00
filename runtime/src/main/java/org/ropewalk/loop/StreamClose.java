package org.ropewalk.loop;

import java.time.Duration;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.OutputLimits;

/**
 * The end of a connection: how far it has got, and why it ends. Everything is sent, the peer is
 * told the end, and its end is waited for while its input is dropped. Made when an end is asked
 * for.
 */
final class StreamClose {
    /** How long this side waits for a peer that makes no progress: as for any output. */
    static final Duration DEADLINE = OutputLimits.STANDARD.stall();

    /** Connections of a loop that wait for the end of their peers; the oldest ends for one more. */
    static final int MOST = 1_024;

    /**
     * What a peer may still send after this side closed the connection: a file of some megabytes
     * that is under way is read to its end, so that its sender reads the last reply.
     */
    private static final int DISCARD_BYTES = 16 << 20;

    /** What the peer must send between two deadlines to be waited for again. */
    private static final int PROGRESS_BYTES = 256 * 1024;

    /** How far the end has got; each phase follows one before it, perhaps not the last. */
    private enum Phase {
        /** What is queued is sent, then the peer is told that nothing more comes. */
        HALF_CLOSING,
        /** The peer was told; input is still received. */
        HALF_CLOSED,
        /** What is queued is sent, and input is dropped. */
        CLOSING,
        /** The peer was told the end, and its own is waited for. */
        LINGERING,
        /** The connection is about to be reset. */
        ABORTING
    }

    /** The connection, as its end knows it. */
    interface Connection {
        /** Whether the network has taken all output. */
        boolean isDrained();

        /** Whether the peer has ended its side. */
        boolean isInputEnded();

        /** Queues the end of TLS behind all output, if there is TLS. */
        void endTls();

        /** Tells the peer that nothing more comes, then the protocol. */
        void endOutput();

        /** Tells the peer that nothing more comes, and sets the deadline for its end. */
        void awaitPeer();

        /** What the socket is to tell may have changed. */
        void updateInterest();

        /** Ends the connection, once. */
        void end(Throwable reason, boolean reset);
    }

    private Phase phase = Phase.HALF_CLOSING;
    private Throwable reason;
    private int discarded;
    private int seen;
    private int queued = Integer.MAX_VALUE;

    /** Whether the protocol may still receive input. */
    boolean isHalf() {
        return phase == Phase.HALF_CLOSING || phase == Phase.HALF_CLOSED;
    }

    boolean isClosing() {
        return phase == Phase.CLOSING || phase == Phase.LINGERING;
    }

    boolean isAborting() {
        return phase == Phase.ABORTING;
    }

    /** Both directions are to end. */
    void close() {
        if (isHalf()) {
            phase = Phase.CLOSING;
        }
    }

    /** The connection is to be reset. */
    void abort() {
        phase = Phase.ABORTING;
    }

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

    /** Takes the next step. */
    void proceed(Connection connection) {
        switch (phase) {
            case ABORTING -> {
                reason(new ConnectionAborted("this side aborted the connection"));
                connection.end(reason, true);
            }
            case CLOSING, LINGERING -> closeFurther(connection);
            case HALF_CLOSING -> {
                if (connection.isDrained()) {
                    phase = Phase.HALF_CLOSED;
                    connection.endOutput();
                }
                connection.updateInterest();
            }
            default -> connection.updateInterest();
        }
    }

    private void closeFurther(Connection connection) {
        if (connection.isDrained()) {
            connection.endTls();
        }
        if (connection.isDrained() && connection.isInputEnded()) {
            connection.end(
                    new ConnectionDone(
                            phase == Phase.LINGERING
                                    ? "both sides closed the connection"
                                    : "the other side closed the connection"),
                    false);
            return;
        }
        if (connection.isDrained() && phase == Phase.CLOSING) {
            phase = Phase.LINGERING;
            queued = 0;
            connection.awaitPeer();
        }
        connection.updateInterest();
    }

    /** Drops bytes that came after the end of this side; resets the connection for too many. */
    void discard(int count, Connection connection) {
        discarded += count;
        if (discarded > DISCARD_BYTES) {
            connection.end(
                    new ConnectionLost(
                            "the peer sent more than "
                                    + DISCARD_BYTES
                                    + " bytes after this side had closed the connection"),
                    true);
        }
    }

    /**
     * The deadline has passed: true if the peer has taken bytes, or sent as many as an upload does,
     * and is waited for again; else the connection has ended.
     */
    boolean isWaitedForAgain(int nowQueued, Connection connection) {
        boolean progressed = nowQueued < queued || discarded - seen >= PROGRESS_BYTES;
        queued = nowQueued;
        seen = discarded;
        if (!progressed) {
            giveUp(connection);
        }
        return progressed;
    }

    /** Ends the connection: what the system has of its output is still sent, if it was all. */
    void giveUp(Connection connection) {
        if (phase == Phase.LINGERING) {
            connection.end(
                    new ConnectionStalled(
                            "this side closed the connection, and the peer did not confirm in time"
                                    + " that it received everything",
                            false),
                    false);
        } else {
            connection.end(
                    new ConnectionStalled(
                            "the peer did not take what was sent before the end", false),
                    true);
        }
    }
}
