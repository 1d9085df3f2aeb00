package org.ropewalk.loop;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.ropewalk.reactor.Input;
import org.ropewalk.reactor.Output;
import org.ropewalk.reactor.Transport;
import org.ropewalk.tls.TlsContext;

/**
 * What the connections of a loop share, one after the other: the arrays that the connection being
 * served reads from and writes to, and what it has asked for in its turn.
 */
final class TurnBuffers {
    private static final byte[] NOTHING = {};

    /** A larger array, which one reply has needed, is not kept. */
    private static final int MOST_OUTPUT_BYTES = 4 << 20;

    private final Input input = new Input();
    private final Output output;
    private byte[] bytes = new byte[2 * Transport.CHUNK_BYTES];
    private TlsBuffers tls;
    private Object served;
    private boolean refusedMore;
    private TlsContext tlsDue;
    private int clearBytes;

    /** Buffers of which {@code places} gives memory that the system reads. */
    TurnBuffers(Output.Places places) {
        output = new Output(2 * Transport.CHUNK_BYTES, places);
    }

    /** The turn of a connection begins. */
    void begin(Object connection) {
        served = connection;
        output.clear();
    }

    /** Whether the connection has asked for nothing in its turn: no output, no TLS. */
    boolean isUnwritten() {
        return output.position() == 0 && !refusedMore && tlsDue == null;
    }

    /** The turn has ended: nothing of it stays. */
    void end() {
        output.clear(MOST_OUTPUT_BYTES);
        tlsDue = null;
        refusedMore = false;
        served = null;
    }

    /** Whether it is this connection's turn. */
    boolean serves(Object connection) {
        return served == connection;
    }

    Input input() {
        return input;
    }

    /** Shows the connection being served {@code array[from, to)}. */
    Input show(byte[] array, int from, int to) {
        input.show(array, from, to);
        return input;
    }

    void hideInput() {
        input.show(NOTHING, 0, 0);
    }

    Output output() {
        return output;
    }

    /**
     * The output of {@code connection}.
     *
     * @throws IllegalStateException if it is not its turn
     */
    Output outputOf(Object connection) {
        if (served != connection) {
            throw new IllegalStateException(
                    "output() is for the connection that is being served: use write(byte[])");
        }
        return output;
    }

    /** How many bytes {@code connection} has written in its turn; none if it is not its turn. */
    int written(Object connection) {
        return served == connection ? output.position() : 0;
    }

    /** An array that begins with all bytes of {@code received}, until the next call. */
    byte[] copy(ByteBuffer received) {
        int length = received.remaining();
        ensure(length);
        received.get(bytes, 0, length);
        return bytes;
    }

    /** Shows the {@code first} bytes of {@code received}; the others can be shown behind them. */
    Input show(ByteBuffer received, int first) {
        // The rest may be copied behind all of the first bytes.
        ensure(received.remaining() + first);
        received.get(bytes, 0, first);
        input.show(bytes, first, received);
        return input;
    }

    private void ensure(int length) {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
    }

    /** What TLS connections use; made when there is one. */
    TlsBuffers tls() {
        if (tls == null) {
            tls = new TlsBuffers();
        }
        return tls;
    }

    /**
     * Whether {@code connection} has written so much in its turn that it is told not to write more:
     * what the network takes of it is known when the turn ends.
     */
    boolean refusesMore(Object connection) {
        boolean refuses = written(connection) > Transport.CHUNK_BYTES;
        refusedMore |= refuses;
        return refuses;
    }

    boolean hasRefusedMore() {
        return refusedMore;
    }

    /** What is written from now on goes through TLS, which begins when the turn ends. */
    void secure(TlsContext context) {
        tlsDue = context;
        clearBytes = output.position();
    }

    /** Whether TLS is to begin. */
    boolean isTlsDue() {
        return tlsDue != null;
    }

    /** How TLS is to begin, which is then not due any more; or null. */
    TlsContext takeTlsDue() {
        TlsContext due = tlsDue;
        tlsDue = null;
        return due;
    }

    /** How many bytes of the output go before TLS, in clear. */
    int clearBytes() {
        return clearBytes;
    }

    /** Overwrites what connections have sent. */
    void wipe() {
        Arrays.fill(bytes, (byte) 0);
    }
}
