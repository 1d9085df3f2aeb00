package org.ropewalk.reactor;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles one connection. A factory builds one for each; all its methods are called on the thread
 * of the connection's loop. An exception from any of them ends this connection with that exception
 * as the reason, and no other.
 */
public abstract class Protocol {
    private Transport transport = LostTransport.INSTANCE;
    private @Nullable Factory factory;

    /** For subclasses. */
    protected Protocol() {}

    /**
     * The connection; one that does nothing before {@link #connectionMade()} and after {@link
     * #connectionLost}.
     */
    public final Transport transport() {
        return transport;
    }

    /**
     * The factory that built this protocol; null before the connection is made and after it was
     * lost.
     */
    public final @Nullable Factory factory() {
        return factory;
    }

    /** Sets the factory; called once, by who called {@link Factory#buildProtocol}. */
    public final void builtBy(Factory factory) {
        this.factory = factory;
    }

    /** Connects this protocol to its transport; called once, by the transport. */
    public final void makeConnection(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        connectionMade();
    }

    /**
     * Tells of the end of the connection, then lets go of transport and factory; called once, by
     * the transport.
     */
    public final void endConnection(Throwable reason) {
        try {
            connectionLost(reason);
        } finally {
            transport = LostTransport.INSTANCE;
            factory = null;
        }
    }

    /** Called when the connection is open. */
    protected void connectionMade() {}

    /**
     * Called when the TLS handshake is complete; {@link Transport#tls()} has its result. Called
     * before the first input that came through TLS.
     */
    public void handshakeCompleted() {}

    /** Bytes have arrived: Twisted's view, a fresh array each time, all of it consumed. */
    protected void dataReceived(byte[] data) {}

    /**
     * Bytes have arrived: the loop's view. What is left in {@code input} the transport keeps, and
     * shows again in front of the next bytes. A protocol that is shown {@link
     * Transport#CHUNK_BYTES} must consume some of them, for the transport reads no further.
     */
    public void inputReceived(Input input) {
        dataReceived(input.takeAll());
    }

    /**
     * The peer will send nothing more. Ends the connection, after what is queued was sent, unless a
     * protocol that can go on writing overrides it.
     *
     * <p>Called once, after all input was shown: while reading is paused, the peer must read first
     * ({@link Transport#flushIfFull()} was false) or a {@link Transport#redeliver()} is due, it
     * waits. What the protocol has left by then is either the beginning of something that will
     * never be complete, or what it cannot handle yet; a protocol that is waiting overrides this
     * method to go on later, and finds its input still kept: {@link Transport#redeliver()} shows
     * it.
     */
    public void readConnectionLost() {
        transport.loseConnection();
    }

    /** Called when {@link Transport#loseWriteConnection} is complete. */
    public void writeConnectionLost() {}

    /**
     * Called when the timeout of {@link Transport#setTimeout} has expired; it is then not set. Ends
     * the connection.
     */
    public void timeoutConnection() {
        transport.loseConnection();
    }

    /**
     * Called before the program ends ({@link Reactor#drain}): finish the current commands, then
     * close the connection. Does nothing unless a protocol overrides it: the connection is dropped
     * when the time is over.
     */
    public void drain() {}

    /**
     * Too many connections are open, or are no more ({@link Loop#overloadChanged()}): who does
     * nothing is to go sooner, or later again. Does nothing unless a protocol overrides it.
     */
    public void overloadChanged() {}

    /** Less than the low-water mark is queued again, after the high-water mark was passed. */
    public void writable() {}

    /**
     * The connection has ended; the last call, made exactly once for each {@link
     * #connectionMade()}.
     */
    protected void connectionLost(Throwable reason) {}
}
