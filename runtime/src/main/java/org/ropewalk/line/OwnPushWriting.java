package org.ropewalk.line;

/** Writes pushed lines that differ from peer to peer. */
@FunctionalInterface
public interface OwnPushWriting {
    /**
     * Writes them for one connection, on its loop.
     *
     * @throws IllegalArgumentException if a value cannot be written
     */
    void write(CommandReceiver receiver, LineWriter reply);
}
