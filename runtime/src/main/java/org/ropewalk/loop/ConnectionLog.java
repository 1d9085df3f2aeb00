package org.ropewalk.loop;

import java.net.SocketAddress;
import org.ropewalk.reactor.Factory;
import org.ropewalk.reactor.Loop;
import org.ropewalk.reactor.Transport;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.event.Level;

/**
 * Logs events of a loop's connections, at most ten lines a minute for each cause. Otherwise a peer
 * could fill the log. Each line has the peer and the connection's number. No method throws.
 */
public final class ConnectionLog {
    private final Loop loop;
    private final LogGate droppedClearText;
    private final LogGate refusedHeaders;
    private final LogGate unfinished;
    private final LogGate failedBuilds;
    private final LogGate failedConnections;

    ConnectionLog(Loop loop, Logger log) {
        this.loop = loop;
        this.droppedClearText = new LogGate(log);
        this.refusedHeaders = new LogGate(log);
        this.unfinished = new LogGate(log);
        this.failedBuilds = new LogGate(log);
        this.failedConnections = new LogGate(log);
    }

    /** There is no protocol for connection {@code id}. */
    public void buildFailed(Factory factory, SocketAddress peer, int id, Throwable failure) {
        try {
            failedBuilds.log(
                    loop.nanoTime(),
                    Level.ERROR,
                    "{} failed to build a protocol for {} #{}",
                    factory,
                    peer,
                    Integer.toUnsignedString(id),
                    failure);
        } catch (Throwable exhausted) {
            // A loop goes on without its log.
            return;
        }
    }

    /** Connection {@code id} has no header of the PROXY protocol, or a wrong one. */
    public void headerRefused(SocketAddress peer, int id, String why) {
        refusedHeaders.log(
                loop.nanoTime(),
                Level.WARN,
                "A connection from {} #{} is refused: {}",
                peer,
                Integer.toUnsignedString(id),
                why);
    }

    /** A protocol failed in a callback, or its connection did not end as it should. */
    void failed(String what, Transport connection, Throwable failure) {
        try {
            failedConnections.log(
                    loop.nanoTime(),
                    Level.ERROR,
                    "The connection with {} " + what,
                    connection,
                    failure);
        } catch (Throwable exhausted) {
            // A loop goes on without its log.
            return;
        }
    }

    /** Bytes that came before TLS are dropped. */
    void clearTextDropped(int bytes, Transport connection) {
        droppedClearText.log(
                loop.nanoTime(),
                Level.WARN,
                "Dropped {} plain-text bytes that {} sent before TLS",
                bytes,
                connection);
    }

    /** A protocol has not finished when it was asked to. */
    void unfinished(Object protocol, Transport connection) {
        unfinished.log(
                loop.nanoTime(), Level.INFO, "{} with {} has not finished", protocol, connection);
    }
}
