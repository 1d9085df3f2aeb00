package org.ropewalk.reactor;

import java.net.SocketAddress;
import java.net.SocketOption;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.ropewalk.tls.TlsContext;
import org.ropewalk.tls.TlsSession;

/**
 * One connection, as its protocol sees it. All methods belong to the thread of {@link #loop()};
 * other threads use {@link Loop#callFromThread}. No method calls the protocol: its effects follow
 * in a later turn. After the end of the connection the methods do nothing.
 */
public interface Transport {
    /**
     * The number of unread input bytes at which a transport stops reading, and of output bytes at
     * which it sends.
     */
    int CHUNK_BYTES = 64 * 1024;

    /**
     * Sends {@code data}, in the order of the calls. Never blocks; what the network does not accept
     * is queued. Above the high-water mark, reading from an accepted connection stops, because the
     * peer does not read its replies. Reading from an outgoing connection continues, because
     * otherwise both sides could wait for each other. The array may be changed after the call. Does
     * nothing once the connection is closing.
     */
    default void write(byte[] data) {
        write(data, 0, data.length);
    }

    /**
     * Sends {@code length} bytes of {@code data} from {@code offset}; see {@link #write(byte[])}.
     */
    void write(byte[] data, int offset, int length);

    /** Sends several arrays as one. */
    default void writeSequence(Iterable<byte[]> parts) {
        for (byte[] part : parts) {
            write(part);
        }
    }

    /**
     * The buffer into which the protocol of the current connection writes without a copy. It is
     * sent when the turn ends.
     *
     * @throws IllegalStateException if this connection is not being served: use {@link
     *     #write(byte[])}
     */
    Output output();

    /** Whether this connection is being served, so that {@link #output()} may be used. */
    boolean isServed();

    /**
     * Sends what {@link #output()} holds if it is {@link #CHUNK_BYTES} or more. False if the peer
     * must read before more should be written: return from {@link Protocol#inputReceived} with
     * input left, and it is shown again when the peer has read.
     */
    boolean flushIfFull();

    /**
     * Whether less than the high-water mark is queued; after that was exceeded, less than the
     * low-water mark.
     */
    boolean isWritable();

    /** The number of bytes that wait for the peer to read. */
    int unsent();

    /**
     * The largest size of a message in bytes, if each is sent separately as a datagram; else {@link
     * Integer#MAX_VALUE}.
     */
    default int messageBytes() {
        return Integer.MAX_VALUE;
    }

    /** Whether the connection is open, and nothing has requested to close it. */
    boolean isOpen();

    /**
     * Stops showing input to the protocol, and soon stops reading, so that the network slows down
     * the peer. A protocol that cannot handle the commands in its input yet pauses until it can;
     * the end of the input ({@link Protocol#readConnectionLost()}) waits too.
     */
    void pauseReading();

    /** Ends {@link #pauseReading()}; the input is shown in a later turn. */
    void resumeReading();

    /**
     * Shows the unconsumed input again in a later turn, even if no more has arrived. Does nothing
     * if there is none by then. Works until the connection is closing, also after {@link
     * Protocol#readConnectionLost()}.
     */
    void redeliver();

    /**
     * Sends the queued output, closes this side, and ends the connection when the peer has closed
     * its side. Until then input is read and dropped, so that no reset destroys unread output. The
     * connection is reset if the peer reads nothing during {@link OutputLimits#stall()} (60 seconds
     * if that is null), or sends more than 16 MiB. It is given up if the peer makes no progress for
     * 60 seconds after the end was sent. The reason is a {@link ConnectionDone} if the peer has
     * confirmed the end.
     */
    void loseConnection();

    /** Sends the queued output, then closes this side; the connection can still be read. */
    void loseWriteConnection();

    /** Resets the connection: queued output is dropped. */
    void abortConnection();

    /**
     * Begins TLS. Earlier output is sent first, in plain text; later output waits for the
     * handshake, whose end is reported by {@link Protocol#handshakeCompleted()}. The side that
     * accepted the connection is the TLS server. Plain text that arrived after the request, or
     * after its answer, is never handled. A server drops it, with a warning in the log; a client
     * closes the connection, because it cannot know the sender.
     *
     * @throws IllegalStateException if TLS has begun already
     */
    void startTls(TlsContext context);

    /**
     * Whether TLS has begun, even if the handshake is not complete; nothing more is sent in plain
     * text.
     */
    boolean isSecure();

    /** The result of the TLS handshake, once it is complete. */
    Optional<TlsSession> tls();

    /**
     * Calls {@link Protocol#timeoutConnection()} once after {@code timeout}, unless it is set or
     * reset before; null for no timeout. The time does not pass while output waits for the peer,
     * and starts again when all is sent. A peer to which much was sent since its last input has one
     * more second for each 64 KiB. A connection has one such deadline, and setting it is cheap. Set
     * it to what the protocol waits for now (the next command, the end of a line, a payload, a
     * reply); {@linkplain #resetTimeout() reset} it only for input that may extend the wait.
     *
     * @return the timeout before, or null
     * @throws IllegalArgumentException if the timeout is not positive
     */
    @Nullable Duration setTimeout(@Nullable Duration timeout);

    /** Restarts the current timeout; does nothing if there is none. */
    void resetTimeout();

    /**
     * Sets an option of the socket, such as {@link java.net.StandardSocketOptions#SO_KEEPALIVE};
     * TCP_NODELAY is set already.
     *
     * @throws IllegalStateException if the socket does not take it
     * @throws UnsupportedOperationException if it has no such option
     */
    <T> void setOption(SocketOption<T> option, T value);

    /**
     * An option of the socket.
     *
     * @throws IllegalStateException if the connection has ended
     */
    <T> T getOption(SocketOption<T> option);

    /** The address of the peer; known until {@link Protocol#connectionLost} has returned. */
    SocketAddress getPeer();

    /** The local address; known until {@link Protocol#connectionLost} has returned. */
    SocketAddress getHost();

    /**
     * The number of this connection, from 1; each log line about it contains the number. It is
     * unique in its reactor for four billion connections. 0 if there is no connection.
     */
    long id();

    /** The peer and the number of this connection, for a log line. */
    default String describe() {
        return getPeer() + " #" + id();
    }

    /** The loop of this connection. */
    Loop loop();
}
