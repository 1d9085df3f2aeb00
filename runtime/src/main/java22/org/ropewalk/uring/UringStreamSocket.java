package org.ropewalk.uring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketOption;
import java.nio.ByteBuffer;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;

/** A socket of one connection. One reception is in the ring as long as it is read. */
final class UringStreamSocket implements StreamSocket, UringSocket {
    // What is in the ring.
    private static final int RECEIVE = 1;
    static final int SEND = Slots.URGENT | 1;
    static final int SEND_REST = 3;
    private static final int CONNECT = 4;

    private static final int RECEIVE_MULTISHOT = 2;

    private final UringNetwork opener;
    private final int fd;
    private final SocketAddress remote;
    private UringNetwork network;
    private StreamEvents events;

    /** Its number in the network; -1 without one. */
    private int slot = -1;

    /** Operations of {@link Ready}; a byte, as each idle connection has one. */
    private byte interest;

    private boolean receiving;
    private boolean cancelling;
    private boolean scheduled;
    private boolean closed;

    /** Made with the first input that arrives while it is not read; counted by {@link #events}. */
    private HeldInput held;

    /** Whether the input has ended. */
    private boolean ended;

    private boolean endTold;
    private IOException failure;

    private final UringOutput output;
    private IOException sendFailure;

    /** The attempt to connect that is under way, or has ended. */
    private Attempt attempt;

    private static final class Attempt {
        final MemorySegment address = Arena.ofAuto().allocate(SocketAddresses.MAX_BYTES, 8);
        boolean underWay = true;
        int result;
    }

    /** A connection that was accepted. */
    UringStreamSocket(UringNetwork opener, int fd, SocketAddress remote) {
        this.opener = opener;
        this.fd = fd;
        this.remote = remote;
        this.output = new UringOutput(fd);
    }

    /** Begins to connect {@code fd}. */
    static UringStreamSocket connecting(
            UringNetwork network, int fd, int family, SocketAddress remote) throws IOException {
        UringStreamSocket socket = new UringStreamSocket(network, fd, remote);
        Attempt attempt = new Attempt();
        int length = SocketAddresses.write(remote, family, attempt.address);
        socket.attempt = attempt;
        socket.enter(network);
        long data = Slots.data(CONNECT, socket.slot);
        network.ring().queue(Ring.OP_CONNECT, fd, attempt.address.address(), length, 0, data);
        return socket;
    }

    private void enter(UringNetwork entered) {
        network = entered;
        slot = entered.slots().add(this);
    }

    // ---- the loop

    @Override
    public void attach(Network attached, StreamEvents told, int operations) throws IOException {
        if (network == null) {
            enter((UringNetwork) attached);
        }
        if (held != null) {
            held.pass(events, told);
        }
        events = told;
        if (operations == Ready.READ && held == null && !ended) {
            // As every new connection.
            interest = Ready.READ;
            receive();
        } else {
            interest(operations);
        }
    }

    /** What is told of it; null between two loops. */
    StreamEvents events() {
        return events;
    }

    @Override
    public void detach() {
        if (network == null) {
            return;
        }
        interest = 0;
        cancelReceiving();
        while (receiving) {
            network.await(slot);
        }
        if (held != null) {
            held.pass(events, null);
        }
        network.slots().remove(slot);
        slot = -1;
        events = null;
        network = null;
    }

    @Override
    public void interest(int operations) {
        interest = (byte) operations;
        if (!wants(Ready.READ)) {
            cancelReceiving();
        } else if (isHolding() || ended) {
            schedule();
        } else {
            receive();
        }
        if (wants(Ready.WRITE) && !isConnecting()) {
            schedule();
        }
    }

    private boolean wants(int operation) {
        return (interest & operation) != 0;
    }

    /** Its number in the network. */
    int slot() {
        return slot;
    }

    boolean isClosed() {
        return closed;
    }

    private void schedule() {
        if (!scheduled) {
            scheduled = true;
            network.later(this);
        }
    }

    @Override
    public boolean proceed() {
        scheduled = false;
        if (closed || network == null) {
            return false;
        }
        if (sendFailure != null) {
            events.failed(sendFailure);
            return true;
        }
        boolean told = false;
        if (wants(Ready.WRITE) && output.isQueued()) {
            // The send is submitted without a wait: nothing else may end that.
            schedule();
        } else if (wants(Ready.WRITE) && !isConnecting() && !output.hasRest()) {
            events.writable();
            told = true;
        }
        if (wants(Ready.READ) && isHolding()) {
            events.received(held.remove(events));
            told = true;
            if (!closed && isHolding() && wants(Ready.READ)) {
                schedule();
            }
        }
        told |= tellEnd();
        receive();
        return told;
    }

    @Override
    public void completed(int kind, int result, int flags) {
        switch (kind) {
            case RECEIVE -> received(result, flags);
            case SEND -> sentLess(result);
            case SEND_REST -> restSent(result);
            default -> connected(result);
        }
        leave();
    }

    /** Gives the slot back, if the socket is closed and nothing of it is in the ring. */
    private void leave() {
        boolean idle = !receiving && !output.isSending() && !isConnecting();
        if (closed && idle && slot >= 0) {
            network.slots().remove(slot);
            slot = -1;
        }
    }

    // ---- input

    private void receive() {
        if (receiving || ended || closed || !wants(Ready.READ) || isHolding()) {
            return;
        }
        receiving = true;
        int head = Ring.OP_RECV | Ring.BUFFER_SELECT << 8 | RECEIVE_MULTISHOT << 16;
        network.ring().queue(head, fd, 0, 0, 0, Slots.data(RECEIVE, slot));
    }

    private void cancelReceiving() {
        if (receiving && !cancelling) {
            cancelling = true;
            cancel(RECEIVE);
        }
    }

    private void cancel(int kind) {
        int head = Ring.OP_CANCEL | Ring.SKIP_SUCCESS << 8;
        network.ring().queue(head, -1, Slots.data(kind, slot), 0, 0, 0);
    }

    private void received(int result, int flags) {
        boolean goesOn = (flags & Ring.F_MORE) != 0;
        if (!goesOn) {
            receiving = false;
            cancelling = false;
        }
        if (result > 0) {
            ReceiveBuffers buffers = network.buffers();
            ByteBuffer bytes = buffers.received(flags, result);
            try {
                take(bytes);
            } finally {
                buffers.release(flags);
            }
        }
        if (!goesOn) {
            if (result == 0 || result < 0 && !Errno.isPassing(-result)) {
                ended = true;
                failure = result == 0 ? null : Errno.exception(-result);
                tellEnd();
            } else {
                receive();
            }
        }
    }

    private void take(ByteBuffer bytes) {
        if (closed) {
            return;
        }
        if (wants(Ready.READ) && !isHolding()) {
            events.received(bytes);
            return;
        }
        if (held == null) {
            held = new HeldInput();
        }
        held.add(bytes, events);
    }

    private boolean isHolding() {
        return held != null && !held.isEmpty();
    }

    /** Tells the end of the input, if it has come and is wanted; whether it was told. */
    private boolean tellEnd() {
        if (!ended || endTold || closed || isHolding() || !wants(Ready.READ)) {
            return false;
        }
        endTold = true;
        if (failure == null) {
            events.ended();
        } else {
            events.failed(failure);
        }
        return true;
    }

    // ---- output

    @Override
    public int write(byte[] from, int start, int end) throws IOException {
        int count = output.write(this, network, from, start, end);
        if (wants(Ready.WRITE) || count == 0 && !output.isSending()) {
            schedule();
        }
        return count;
    }

    @Override
    public boolean isSending() {
        return output.isSending();
    }

    private void sentLess(int result) {
        sendFailed(closed ? null : output.sentLess(result, this, network, events));
    }

    /** The send was submitted. */
    void sent() {
        output.sent();
        if (!output.hasRest() && wants(Ready.WRITE)) {
            schedule();
        }
        leave();
    }

    private void restSent(int result) {
        sendFailed(output.restSent(result, this, network, events));
        if (!output.hasRest()) {
            tellWritable();
        }
    }

    private void sendFailed(IOException why) {
        if (why != null && !closed) {
            sendFailure = why;
            schedule();
        }
    }

    private void tellWritable() {
        if (!closed && wants(Ready.WRITE)) {
            events.writable();
        }
    }

    @Override
    public void shutdownOutput() throws IOException {
        if (Libc.shutdownOutput(fd) < 0) {
            throw new IOException("the connection has ended");
        }
    }

    // ---- connecting

    private boolean isConnecting() {
        return attempt != null && attempt.underWay;
    }

    private void connected(int result) {
        attempt.underWay = false;
        attempt.result = result;
        tellWritable();
    }

    @Override
    public boolean finishConnect() throws IOException {
        if (isConnecting()) {
            return false;
        }
        if (attempt.result < 0) {
            throw Errno.exception(-attempt.result);
        }
        if (remote instanceof InetSocketAddress) {
            SocketOptions.setNoDelay(fd);
        }
        attempt = null;
        return true;
    }

    // ---- facts

    @Override
    public <T> void setOption(SocketOption<T> option, T value) throws IOException {
        SocketOptions.set(fd, option, value);
    }

    @Override
    public <T> T getOption(SocketOption<T> option) throws IOException {
        return SocketOptions.get(fd, option);
    }

    @Override
    public SocketAddress localAddress() {
        try {
            return closed ? null : (network == null ? opener : network).localAddress(fd);
        } catch (IOException e) {
            return null;
        }
    }

    @Override
    public SocketAddress remoteAddress() {
        return remote;
    }

    // ---- the end

    @Override
    public void close(boolean reset) {
        if (closed) {
            return;
        }
        closed = true;
        if (held != null) {
            held.clear(events);
        }
        if (events != null) {
            output.forget(events);
        }
        if (reset && remote instanceof InetSocketAddress) {
            resetOnClose();
        }
        if (network == null) {
            Libc.close(fd);
            return;
        }
        cancelReceiving();
        if (isConnecting()) {
            cancel(CONNECT);
        }
        if (output.hasRest()) {
            cancel(SEND_REST);
        }
        // Behind the sends that are queued, so that those are tried.
        network.ring().queue(Ring.OP_CLOSE | Ring.SKIP_SUCCESS << 8, fd, 0, 0, 0, 0);
        leave();
    }

    private void resetOnClose() {
        try {
            SocketOptions.setResetOnClose(fd);
        } catch (IOException endedAlready) {
            // There is nothing left to reset.
            return;
        }
    }
}
