package org.ropewalk.uring;

import java.io.IOException;
import java.net.SocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.selector.Reserve;

/** A socket that listens: one operation accepts connections as long as they are wanted. */
final class UringListenSocket implements ListenSocket, UringSocket {
    // What is in the ring.
    private static final int ACCEPT = Slots.URGENT | 1;
    private static final int CLOSE = 2;

    private static final int ACCEPT_MULTISHOT = 1;

    /** SOCK_CLOEXEC. */
    private static final long FLAGS = 02000000L << 32;

    private final UringNetwork network;
    private final int fd;
    private final SocketAddress local;
    private final Ready ready;
    private final Reserve reserve;
    private final Runnable closed;
    private final boolean inherited;
    private final int slot;
    private final Queue<Integer> waiting = new ArrayDeque<>();
    private boolean accepting = true;

    /** Whether a connection was accepted: classes that it needs have been loaded. */
    private boolean begun;

    private boolean inRing;
    private boolean cancelling;
    private boolean closing;
    private boolean scheduled;

    /** Whether it is told when all results of this poll have come. */
    private boolean awaitsResults;

    private IOException failure;
    private Runnable freed;
    private boolean isFreed;

    /**
     * Accepts from the next poll on.
     *
     * @param reserve descriptors that are held while connections are accepted
     * @param closed called when the socket is closed
     * @param inherited whether the descriptor stays open when the socket is closed
     */
    UringListenSocket(
            UringNetwork network,
            int fd,
            SocketAddress local,
            Ready ready,
            Reserve reserve,
            Runnable closed,
            boolean inherited) {
        this.network = network;
        this.fd = fd;
        this.local = local;
        this.ready = ready;
        this.reserve = reserve;
        this.closed = closed;
        this.inherited = inherited;
        this.slot = network.slots().add(this);
        schedule();
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
        if (isClosed()) {
            return false;
        }
        acceptInRing();
        return tell();
    }

    /** Informs of connections, or of a failure; whether there was one. */
    private boolean tell() {
        if (!accepting || isClosed() || waiting.isEmpty() && failure == null) {
            return false;
        }
        ready.ready(Ready.READ);
        if (!isClosed() && accepting && (failure != null || !waiting.isEmpty())) {
            schedule();
        }
        return true;
    }

    private void acceptInRing() {
        if (!accepting || inRing || isClosed() || failure != null) {
            return;
        }
        try {
            // Taken before the kernel takes the last descriptors for connections.
            reserve.hold();
        } catch (IOException e) {
            failure = e;
            return;
        }
        inRing = true;
        // The first is served before others take the descriptors that its classes are read with.
        int head = Ring.OP_ACCEPT | (begun ? ACCEPT_MULTISHOT << 16 : 0);
        network.ring().queue(head, fd, 0, 0, FLAGS, Slots.data(ACCEPT, slot));
    }

    @Override
    public void completed(int kind, int result, int flags) {
        if (kind == CLOSE) {
            closing = false;
            free();
            return;
        }
        if ((flags & Ring.F_MORE) == 0) {
            inRing = false;
            cancelling = false;
        }
        if (isClosed()) {
            if (result >= 0) {
                Libc.close(result);
            }
            free();
            return;
        }
        if (result >= 0) {
            begun = true;
            waiting.add(result);
        } else {
            // First of all: even the next class may have to be read. Those that were accepted
            // before are served with the help of these descriptors, too.
            reserve.release();
            failure = Errno.isExhausted(-result) ? Errno.exception(-result) : null;
        }
        if (!awaitsResults) {
            awaitsResults = true;
            network.accepted(this);
        }
    }

    /** All results of this poll have come. */
    void served() {
        awaitsResults = false;
        tell();
        if (!inRing && !isClosed()) {
            schedule();
        }
    }

    @Override
    public StreamSocket accept() throws IOException {
        for (Integer next = waiting.poll(); next != null; next = waiting.poll()) {
            try {
                return new UringStreamSocket(network, next, network.remoteAddress(next));
            } catch (IOException endedAlready) {
                Libc.close(next);
            }
        }
        if (failure != null) {
            IOException told = failure;
            failure = null;
            throw told;
        }
        return null;
    }

    @Override
    public void accepting(boolean wanted) {
        accepting = wanted;
        if (wanted) {
            schedule();
        } else {
            cancel();
        }
    }

    private void cancel() {
        if (inRing && !cancelling) {
            cancelling = true;
            int head = Ring.OP_CANCEL | Ring.SKIP_SUCCESS << 8;
            network.ring().queue(head, -1, Slots.data(ACCEPT, slot), 0, 0, 0);
        }
    }

    @Override
    public SocketAddress localAddress() {
        return local;
    }

    private boolean isClosed() {
        return freed != null;
    }

    @Override
    public void close(Runnable whenFreed) {
        freed = whenFreed;
        waiting.forEach(Libc::close);
        waiting.clear();
        cancel();
        if (!inherited) {
            if (network.isPolled()) {
                closing = true;
                network.ring().queue(Ring.OP_CLOSE, fd, 0, 0, 0, Slots.data(CLOSE, slot));
            } else {
                Libc.close(fd);
            }
        }
        closed.run();
        free();
    }

    /** The address is free, if the ring has nothing of this socket. */
    private void free() {
        if (!inRing && !closing && !isFreed) {
            isFreed = true;
            network.slots().remove(slot);
            freed.run();
        }
    }
}
