package org.ropewalk.uring;

import static org.ropewalk.uring.Libc.MEMORY;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.ropewalk.loop.StreamEvents;

/**
 * The output of a socket: at most one send is in the ring, as a second could overtake the rest of
 * the first. Output of the same turn extends it.
 */
final class UringOutput {
    private static final long MSG_DONTWAIT = 0x40;
    private static final long MSG_WAITALL = 0x100;
    private static final long MSG_NOSIGNAL = 0x4000;
    private static final long NOW = (MSG_DONTWAIT | MSG_WAITALL | MSG_NOSIGNAL) << 32;
    private static final long WAITING = MSG_NOSIGNAL << 32;

    /**
     * Sent at a time, and kept here while the peer does not read: a value of 64 KiB and the lines
     * around it, so that it leaves at once.
     */
    private static final int MOST_SENT = 128 * 1024;

    private final int fd;

    /** The send in the arena: where, how much, and the number of the operation. */
    private boolean sending;

    private int sent;
    private int sentBytes;
    private int number;

    /** What the system did not take at once. */
    private Rest rest;

    /** There was no memory for a rest: what follows it must not be sent. */
    private boolean refused;

    private static final class Rest {
        final Arena memory = Arena.ofConfined();
        final MemorySegment bytes;
        long at;
        boolean counted = true;

        Rest(long address, int count) {
            bytes = memory.allocate(count);
            MemorySegment.copy(MEMORY, address, bytes, 0, count);
        }

        int left() {
            return (int) (bytes.byteSize() - at);
        }
    }

    UringOutput(int fd) {
        this.fd = fd;
    }

    /** Takes as many bytes as there is room for, and queues or extends the send of {@code from}. */
    int write(UringStreamSocket of, UringNetwork network, byte[] from, int start, int end) {
        SendArena arena = network.arena();
        if (refused || isSending() && !isLast(network)) {
            return 0;
        }
        int wanted = Math.min(end - start, MOST_SENT - (sending ? sentBytes : 0));
        int count = Math.min(wanted, arena.room());
        if (count <= 0) {
            return 0;
        }
        int at = arena.position();
        arena.add(from, start, count);
        if (sending) {
            sentBytes += count;
            network.ring().setLength(number, sentBytes);
            return count;
        }
        sending = true;
        sent = at;
        sentBytes = count;
        arena.begun(of);
        int head = Ring.OP_SEND | Ring.SKIP_SUCCESS << 8;
        long data = Slots.data(UringStreamSocket.SEND, of.slot());
        number = network.ring().queue(head, fd, arena.address(at), 0, count | NOW, data);
        return count;
    }

    /** Whether the send can be extended: it is queued, and the last in the arena. */
    private boolean isLast(UringNetwork network) {
        return sending
                && network.ring().isQueued(number)
                && sent + sentBytes == network.arena().position();
    }

    /** Whether not all bytes that were taken have reached the system. */
    boolean isSending() {
        return sending || rest != null;
    }

    /** Whether a send was not submitted, or its result was not looked for. */
    boolean isQueued() {
        return sending;
    }

    /** Whether bytes wait for the peer. */
    boolean hasRest() {
        return rest != null;
    }

    /** The send was submitted: the system has taken its bytes, or they are in the rest. */
    void sent() {
        sending = false;
    }

    /**
     * The system has not taken everything: the rest waits for the peer in memory of its own.
     * Returns why it cannot be sent; null if it can.
     */
    IOException sentLess(
            int result, UringStreamSocket of, UringNetwork network, StreamEvents events) {
        int taken = Math.max(0, result);
        if (taken == sentBytes) {
            return null;
        }
        if (result < 0 && !Errno.isPassing(-result)) {
            return Errno.exception(-result);
        }
        refused = !events.reserveKept(sentBytes - taken);
        if (!refused) {
            rest = new Rest(network.arena().address(sent + taken), sentBytes - taken);
            sendRest(of, network);
            events.outputWaits(rest.left());
        }
        return null;
    }

    private void sendRest(UringStreamSocket of, UringNetwork network) {
        long address = rest.bytes.address() + rest.at;
        long data = Slots.data(UringStreamSocket.SEND_REST, of.slot());
        network.ring().queue(Ring.OP_SEND, fd, address, 0, rest.left() | WAITING, data);
    }

    /**
     * Bytes of the rest were sent. Returns why the others cannot be sent; null if they can, or
     * there are none.
     */
    IOException restSent(
            int result, UringStreamSocket of, UringNetwork network, StreamEvents events) {
        rest.at += Math.max(0, result);
        if (result > 0) {
            events.outputTaken(result);
        }
        if (rest.left() > 0 && !of.isClosed() && (result > 0 || Errno.isPassing(-result))) {
            sendRest(of, network);
            return null;
        }
        boolean failed = rest.left() > 0;
        forget(events);
        rest.memory.close();
        rest = null;
        return failed ? Errno.exception(-result) : null;
    }

    /** Counts the rest no more: it has been sent, or the socket is closed. */
    void forget(StreamEvents events) {
        if (rest != null && rest.counted) {
            rest.counted = false;
            events.releaseKept((int) rest.bytes.byteSize());
        }
    }
}
