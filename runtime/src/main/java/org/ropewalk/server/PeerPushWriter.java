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
}
