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
 * other threads go through {@link Loop#callFromThread}. None of them delivers input: what they
 * cause comes later, in a turn of its own. After the end of the connection all of them do nothing.
 */
public interface Transport {
    /**
     * How many bytes of unread input a transport keeps before it stops reading, and of output
     * before it sends.
     */
    int CHUNK_BYTES = 64 * 1024;

    /**
     * Sends {@code data}, in the order of the calls. Never blocks; what the network does not take
     * is queued. Above the high-water mark nothing more is read from a peer that connected to this
     * side, as it does not read its answers; from one that this side connected to is read on, lest
     * both wait for each other. The array may be changed after the call. Does nothing once the
     * connection is closing.
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
     * Where the protocol that is being served writes without a copy in between. It is emptied to
     * the network when its turn ends.
     *
     * @throws IllegalStateException if this connection is not being served: use {@link
     *     #write(byte[])}
     */
    Output output();

    /** Whether this connection is being served: {@link #output()} may be used. */
    boolean isServed();

    /**
     * Sends what {@link #output()} holds if it is {@link #CHUNK_BYTES} or more. False if the peer
     * must read before more should be written: return from {@link Protocol#inputReceived} with
     * input left, and it is shown again when the peer has read.
     */
    boolean flushIfFull();

    /**
     * Whether less than the high-water mark is queued (and, after that was passed, less than the
     * low-water mark).
     */
    boolean isWritable();

    /** How many bytes wait for the peer to read. */
    int unsent();

    /**
     * How many bytes a message may have where each is sent by itself, as in a datagram; {@link
     * Integer#MAX_VALUE} where bytes are sent one after the other.
     */
    default int messageBytes() {
        return Integer.MAX_VALUE;
    }

    /** Whether the connection is open, and nothing has requested to close it. */
    boolean isOpen();

    /**
     * Stops showing input to the protocol, and soon reading it; the peer is slowed down by the
     * network. A protocol that leaves whole commands in its input because it must wait pauses until
     * it can go on: so the end of the input ({@link Protocol#readConnectionLost()}) waits with
     * them.
     */
    void pauseReading();

    /** Undoes {@link #pauseReading()}; input that was kept is shown in a later turn. */
    void resumeReading();

    /**
     * Shows the input that was kept to the protocol again in a later turn, though no more has
     * arrived: for protocols that returned with input left for a reason of their own. Does nothing
     * if nothing is kept by then. Works until the connection is closing, also after {@link
     * Protocol#readConnectionLost()}.
     */
    void redeliver();

    /**
     * Sends the queued output, closes this side, and ends the connection when the peer has closed
     * its side. Until then input is read and dropped, so that no reset destroys what the peer has
     * not read yet. The connection is reset if the peer takes nothing for as long as {@link
     * OutputLimits#stall()} (60 seconds if that is not bounded), or sends more than 16 MiB; it is
     * given up if the peer makes no progress for 60 seconds after it was told the end. The reason
     * is a {@link ConnectionDone} if the peer has confirmed the end.
     */
    void loseConnection();

    /** Sends the queued output, then closes this side; the connection can still be read. */
    void loseWriteConnection();

    /** Resets the connection: queued output is dropped. */
    void abortConnection();

    /**
     * Secures the connection by TLS from here on: what was written before goes first, in clear;
     * what is written from now on waits for the handshake, whose end {@link
     * Protocol#handshakeCompleted()} tells. The side that accepted the connection is TLS's server.
     * Plain text that has come behind the request, or behind its answer, is never handled: a server
     * drops it, with a warning in the log; a client, which cannot tell who has sent it, closes the
     * connection.
     *
     * @throws IllegalStateException if the connection is secured already
     */
    void startTls(TlsContext context);

    /** Whether nothing goes in clear any more: TLS has begun, though perhaps not completed. */
    boolean isSecure();

    /** What both sides agreed on, once the handshake is complete. */
    Optional<TlsSession> tls();

    /**
     * Calls {@link Protocol#timeoutConnection()} once, {@code timeout} from now, unless it is set
     * or reset before; null is none. The time does not pass while output waits for the peer, and
     * begins again when all was taken; a peer that was sent much since it last sent something has
     * one more second for each 64 KiB to read it. A connection has one such deadline, and moving it
     * costs next to nothing: set it to what the protocol waits for now (the next command, the end
     * of a line, a payload, an answer), and {@linkplain #resetTimeout() reset} it only by what may
     * prolong the wait.
     *
     * @return what was set before, or null
     * @throws IllegalArgumentException if the timeout is not positive
     */
    @Nullable Duration setTimeout(@Nullable Duration timeout);

    /** Lets the timeout that is set begin again now; does nothing if none is. */
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

    /** The other end's address; known until {@link Protocol#connectionLost} has returned. */
    SocketAddress getPeer();

    /** This end's address; known until {@link Protocol#connectionLost} has returned. */
    SocketAddress getHost();

    /**
     * The number of this connection, from 1 on: it is in each line of the log about it. No other
     * connection of its reactor has the same, until four billion more were made. 0 if there is no
     * connection.
     */
    long id();

    /** This connection in a line of the log: its peer and its number. */
    default String describe() {
        return getPeer() + " #" + id();
    }

    /** The loop on which this connection lives. */
    Loop loop();
}
