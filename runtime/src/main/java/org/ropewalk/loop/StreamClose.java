package org.ropewalk.loop;

import java.io.IOException;
import org.ropewalk.loop.LoopConnection.Event;
import org.ropewalk.reactor.ConnectionAborted;
import org.ropewalk.reactor.ConnectionDone;
import org.ropewalk.reactor.ConnectionLost;
import org.ropewalk.reactor.ConnectionStalled;
import org.ropewalk.reactor.TurnTask;

/**
 * The end of a connection: how far it has got, and the steps that are left. Everything is sent, the
 * peer is told the end, and its end is waited for while its input is dropped. Made when an end is
 * asked for.
 */
final class StreamClose {
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

    /** The stream of the connection, as its end knows it. */
    interface Stream {
        /** Whether the network has taken all output. */
        boolean isDrained();

        /** Whether the peer has ended its side. */
        boolean isInputEnded();

        /** Queues the end of TLS after all output; false if there is no TLS. */
        boolean endTls();
    }

    private final LoopConnection connection;
    private final Stream stream;
    private Phase phase = Phase.HALF_CLOSING;
    private int discarded;
    private int seen;
    private int queued = Integer.MAX_VALUE;

    StreamClose(LoopConnection connection, Stream stream) {
        this.connection = connection;
        this.stream = stream;
    }

    /** The reason of an end that the peer began, and for which nothing was waited. */
    static ConnectionDone endedByPeer() {
        return new ConnectionDone("the other side closed the connection");
    }

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

    /** Takes the next step. */
    void proceed() {
        switch (phase) {
            case ABORTING ->
                    connection.end(new ConnectionAborted("this side aborted the connection"), true);
            case CLOSING, LINGERING -> closeFurther();
            case HALF_CLOSING -> {
                if (stream.isDrained()) {
                    phase = Phase.HALF_CLOSED;
                    endOutput();
                }
                connection.updateInterest();
            }
            default -> connection.updateInterest();
        }
    }

    private void closeFurther() {
        if (stream.isDrained()) {
            stream.endTls();
        }
        if (stream.isDrained() && stream.isInputEnded()) {
            connection.end(
                    phase == Phase.LINGERING
                            ? new ConnectionDone("both sides closed the connection")
                            : endedByPeer(),
                    false);
            return;
        }
        if (stream.isDrained() && phase == Phase.CLOSING) {
            phase = Phase.LINGERING;
            queued = 0;
            awaitPeer();
        }
        connection.updateInterest();
    }

    /** Tells the peer that nothing more comes, then the protocol. */
    private void endOutput() {
        if (stream.endTls() || shutOutput()) {
            connection
                    .loop()
                    .afterTurn(
                            new TurnTask() {
                                @Override
                                protected void run() {
                                    if (connection.isOpen()) {
                                        connection.serve(Event.OUTPUT_END);
                                    }
                                }
                            });
        }
    }

    /** Tells the peer that nothing more comes, and sets the deadline for its end. */
    private void awaitPeer() {
        if (shutOutput()) {
            connection.connections().awaitPeer(connection);
        }
    }

    private boolean shutOutput() {
        try {
            connection.socket().shutdownOutput();
            return true;
        } catch (IOException e) {
            connection.failed(e);
            return false;
        }
    }

    /** Drops bytes that came after the end of this side; resets the connection for too many. */
    void discard(int count) {
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
    boolean isWaitedForAgain(int nowQueued) {
        boolean progressed = nowQueued < queued || discarded - seen >= PROGRESS_BYTES;
        queued = nowQueued;
        seen = discarded;
        if (!progressed) {
            giveUp();
        }
        return progressed;
    }

    /** Ends the connection: what the system has of its output is still sent, if it was all. */
    void giveUp() {
        if (phase == Phase.LINGERING) {
            connection.end(
                    new ConnectionStalled(
                            "this side closed the connection, and the peer did not confirm in time"
                                    + " that it received everything",
                            false),
                    false);
        } else {
            connection.end(
                    new ConnectionStalled("the peer did not read the last output in time", false),
                    true);
        }
    }
}
