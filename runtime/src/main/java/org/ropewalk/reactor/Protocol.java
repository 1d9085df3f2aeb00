package org.ropewalk.reactor;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Handles one connection. A factory builds one for each connection. All methods are called on the
 * thread of the connection's loop. An exception from any of them ends only this connection, with
 * the exception as the reason.
 */
public abstract class Protocol {
    private Transport transport = LostTransport.INSTANCE;
    private @Nullable Factory factory;

    /** For subclasses. */
    protected Protocol() {}

    /**
     * The transport of the connection. Before {@link #connectionMade()} and after {@link
     * #connectionLost} its methods do nothing.
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

    /** Sets the factory; called once, by the caller of {@link Factory#buildProtocol}. */
    public final void builtBy(Factory factory) {
        this.factory = factory;
    }

    /** Connects this protocol to its transport; called once, by the transport. */
    public final void makeConnection(Transport transport) {
        this.transport = Objects.requireNonNull(transport, "transport");
        connectionMade();
    }

    /**
     * Reports the end of the connection, then releases transport and factory; called once, by the
     * transport.
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

    /**
     * Called with received bytes, in a new array each time. This is Twisted's form; all bytes count
     * as consumed.
     */
    protected void dataReceived(byte[] data) {}

    /**
     * Called with received bytes, in the array of the loop. The transport keeps the bytes that are
     * left in {@code input}, and shows them again before the next bytes. A protocol must consume
     * some of {@link Transport#CHUNK_BYTES}, because the transport does not read more.
     */
    public void inputReceived(Input input) {
        dataReceived(input.takeAll());
    }

    /**
     * Called with many received bytes while none are kept, before they are shown as input. A
     * protocol that has its own place for the next bytes moves some there; what it leaves is shown
     * to {@link #inputReceived}. Nothing may be written or ended here. By default it takes nothing.
     *
     * @param received the bytes, in a buffer that is valid only inside this call
     * @return how many of the bytes that are left are shown first, at least one; what is not
     *     consumed of them may be taken then, with the bytes after them
     */
    public int takeInput(ByteBuffer received) {
        return received.remaining();
    }

    /**
     * Called when the peer will send nothing more. By default the connection is closed after the
     * queued output was sent; a protocol that continues to write overrides this.
     *
     * <p>Called once, after all input was shown. It is delayed while reading is paused, while the
     * peer must read first ({@link Transport#flushIfFull()} was false), and while a {@link
     * Transport#redeliver()} is due. The remaining input is either incomplete for ever, or cannot
     * be handled yet. A protocol that waits overrides this method; later {@link
     * Transport#redeliver()} shows the input again.
     */
    public void readConnectionLost() {
        transport.loseConnection();
    }

    /**
     * Called when the peer has ended its output while reading is paused. {@link
     * #readConnectionLost} follows when reading is resumed and all input was shown. A protocol that
     * pauses until some event ends the connection here, if the peer need not receive the answer.
     * May be called several times.
     */
    public void readConnectionEnds() {}

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
     * close the connection. By default it does nothing, and the connection is closed when the time
     * is over.
     */
    public void drain() {}

    /**
     * Called when too many connections are open, or no longer ({@link Loop#overloadChanged()}). A
     * protocol may then close idle connections sooner, or later again. By default it does nothing.
     */
    public void overloadChanged() {}

    /**
     * Called when less than the low-water mark is queued again, after the high-water mark was
     * exceeded.
     */
    public void writable() {}

    /**
     * Called once, as the last method, when the connection has ended after {@link
     * #connectionMade()}.
     */
    protected void connectionLost(Throwable reason) {}
}
