package org.ropewalk.server;

import org.ropewalk.annotation.ForGeneratedCode;
import org.ropewalk.line.LineWriter;
import org.ropewalk.reactor.Protocol;

/** Writes pushed lines that differ from peer to peer. */
@ForGeneratedCode
@FunctionalInterface
public interface PeerPushWriter {
    /**
     * Writes them for one connection, on its loop.
     *
     * @throws IllegalArgumentException if a value cannot be written
     */
    void write(Protocol connection, LineWriter reply);

    /** Writes what is the same for all peers, to each in the version of RESP that it reads. */
    static PeerPushWriter of(PushWriter lines) {
        return (connection, reply) -> lines.write(reply);
    }
}
