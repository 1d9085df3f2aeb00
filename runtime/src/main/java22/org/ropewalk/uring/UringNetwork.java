package org.ropewalk.uring;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Consumer;
import org.ropewalk.loop.DatagramSocket;
import org.ropewalk.loop.ListenOptions;
import org.ropewalk.loop.ListenSocket;
import org.ropewalk.loop.Network;
import org.ropewalk.loop.Ready;
import org.ropewalk.loop.StreamEvents;
import org.ropewalk.loop.StreamSocket;
import org.ropewalk.selector.Reserve;
import org.ropewalk.selector.UnixSocketFile;
import org.ropewalk.telemetry.LogGate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * A loop's network over one io_uring. Streams are its own; datagrams are those of a selector, which
 * a thread waits for.
 */
final class UringNetwork implements Network {
    private static final Logger LOG = LoggerFactory.getLogger(UringNetwork.class);

    /** SOCK_STREAM, SOCK_CLOEXEC. */
    private static final int STREAM = 1 | 02000000;

    private final Ring ring;
    private final ReceiveBuffers buffers;
    private final SendArena arena;
    private final Slots slots = new Slots();
    private final Wakeup wakeup;
    private final LogGate failures = new LogGate(LOG);

    /** All memory outside the heap that belongs to the network. */
    private final Arena memory = Arena.ofShared();

    private final MemorySegment address = memory.allocate(SocketAddresses.MAX_BYTES, 8);
    private final MemorySegment addressLength = memory.allocate(4, 4);

    /** Sockets that have something to do before the next wait. */
    private Queue<UringSocket> due = new ArrayDeque<>();

    private Queue<UringSocket> round = new ArrayDeque<>();

    /** Sockets that have accepted connections in this poll. */
    private final Queue<UringListenSocket> accepted = new ArrayDeque<>();

    /** Made with the first socket that listens. */
    private Reserve reserve;

    /** Made with the first socket of datagrams. */
    private SelectorBridge datagrams;

    private boolean polled;

    /** Made once: it is needed when no descriptor is left. */
    private final Ring.Results results = this::completed;

    /** Opens a ring, which belongs to the thread that polls first. */
    UringNetwork(KernelAnswers answers) throws IOException {
        try {
            ring = new Ring(memory, answers);
        } catch (IOException e) {
            memory.close();
            throw e;
        }
        try {
            arena = new SendArena(memory);
            buffers = new ReceiveBuffers(ring, memory, answers.fillsIncrementally());
            wakeup = new Wakeup(ring, slots, memory);
        } catch (IOException e) {
            ring.close();
            memory.close();
            throw e;
        }
    }

    Ring ring() {
        return ring;
    }

    ReceiveBuffers buffers() {
        return buffers;
    }

    SendArena arena() {
        return arena;
    }

    Slots slots() {
        return slots;
    }

    /** Descriptors for hard times; made when they are first asked for. */
    private Reserve reserve() throws IOException {
        if (reserve == null) {
            reserve = new Reserve();
        }
        return reserve;
    }

    /** Whether a poll has begun: from then on operations are in the ring. */
    boolean isPolled() {
        return polled;
    }

    /** Calls {@link UringSocket#proceed()} in the next poll. */
    void later(UringSocket socket) {
        due.add(socket);
    }

    /** Calls {@link UringListenSocket#served()} once, when all results of this poll have come. */
    void accepted(UringListenSocket socket) {
        accepted.add(socket);
    }

    @Override
    public void streams(Consumer<StreamEvents> taker) {
        slots.forEach(
                holder -> {
                    if (holder instanceof UringStreamSocket socket && socket.events() != null) {
                        taker.accept(socket.events());
                    }
                });
    }

    // ---- turns

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public int poll(long timeoutNs) throws IOException {
        if (!polled) {
            polled = true;
            wakeup.begin();
        }
        // What is queued here is submitted at once.
        int count = proceed();
        boolean waits = timeoutNs != 0 && count == 0 && due.isEmpty() && !ring.hasTaken();
        ring.submitAndWait(waits ? 1 : 0, timeoutNs);
        // Sends that have failed, so that what is written now comes behind what they have left; and
        // connections, for when there are no descriptors for more, those in reserve are needed.
        ring.tellUrgent(results);
        if (ring.isSubmitted()) {
            arena.submitted();
        }
        count += ring.tell(results);
        if (!accepted.isEmpty()) {
            serveAccepted();
        }
        if (datagrams != null) {
            count += datagrams.poll();
        }
        return count;
    }

    private void serveAccepted() {
        for (UringListenSocket next = accepted.poll(); next != null; next = accepted.poll()) {
            try {
                next.served();
            } catch (Throwable e) {
                failed(e);
            }
        }
    }

    private int proceed() {
        if (due.isEmpty()) {
            return 0;
        }
        Queue<UringSocket> now = due;
        due = round;
        round = now;
        int count = 0;
        for (UringSocket next = now.poll(); next != null; next = now.poll()) {
            try {
                count += next.proceed() ? 1 : 0;
            } catch (Throwable e) {
                // Tasks may have been queued before.
                count++;
                failed(e);
            }
        }
        return count;
    }

    private void completed(long data, int result, int flags) {
        try {
            slots.completed(data, result, flags);
        } catch (Throwable e) {
            failed(e);
        }
    }

    /** Waits until an operation of {@code slot} has a result, and tells it. */
    void await(int slot) {
        ring.await(slot, results);
    }

    private void failed(Throwable failure) {
        try {
            failures.log(nanoTime(), Level.ERROR, "What waits for a socket failed", failure);
        } catch (Throwable exhausted) {
            // The other sockets are served without a log.
            return;
        }
    }

    @Override
    public void wakeup() {
        wakeup.wake();
    }

    // ---- sockets

    @Override
    public ListenSocket listen(SocketAddress local, ListenOptions options, Ready accepting)
            throws IOException {
        if (local instanceof UnixDomainSocketAddress unix) {
            return listenUnix(unix, options, accepting);
        }
        int family = SocketAddresses.family(local);
        int fd = socket(family);
        try {
            SocketOptions.setReuseAddress(fd);
            SocketOptions.setNoDelay(fd);
            bind(fd, family, local);
            return listen(fd, options.backlog(), accepting, () -> {});
        } catch (IOException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private ListenSocket listenUnix(
            UnixDomainSocketAddress local, ListenOptions options, Ready accepting)
            throws IOException {
        UnixSocketFile file = UnixSocketFile.claim(local.getPath(), options.lock());
        int fd = -1;
        try {
            fd = socket(SocketAddresses.AF_UNIX);
            bind(fd, SocketAddresses.AF_UNIX, local);
            file.made();
            file.mode(options.mode());
            return listen(fd, options.backlog(), accepting, file::release);
        } catch (IOException | RuntimeException e) {
            file.release();
            if (fd >= 0) {
                Libc.close(fd);
            }
            throw e;
        }
    }

    private ListenSocket listen(int fd, int backlog, Ready accepting, Runnable closed)
            throws IOException {
        Libc.call("listen", fd, backlog);
        SocketAddress local = localAddress(fd);
        return new UringListenSocket(this, fd, local, accepting, reserve(), closed, false);
    }

    @Override
    public ListenSocket inherited(Ready accepting) throws IOException {
        long type = Libc.tryCall("listen", 0, 4096);
        if (type < 0) {
            throw new IOException(
                    "standard input is not a listening socket; have it passed as descriptor 0"
                            + " (systemd: StandardInput=socket)");
        }
        SocketAddress local = localAddress(0);
        if (local instanceof InetSocketAddress) {
            SocketOptions.setNoDelay(0);
        }
        return new UringListenSocket(this, 0, local, accepting, reserve(), () -> {}, true);
    }

    @Override
    public StreamSocket connect(SocketAddress remote, SocketAddress local) throws IOException {
        int family =
                local instanceof InetSocketAddress internet
                                && internet.getAddress() instanceof Inet6Address
                        ? SocketAddresses.AF_INET6
                        : SocketAddresses.family(remote);
        int fd = socket(family);
        try {
            if (local instanceof InetSocketAddress) {
                // A port that the last connection from it has left may be used again at once.
                SocketOptions.setReuseAddress(fd);
                bind(fd, family, local);
            }
            return UringStreamSocket.connecting(this, fd, family, remote);
        } catch (IOException e) {
            Libc.close(fd);
            throw e;
        }
    }

    private static int socket(int family) throws IOException {
        int fd = (int) Libc.call("socket", family, STREAM, 0);
        if (family == SocketAddresses.AF_INET6) {
            try {
                SocketOptions.setBothFamilies(fd);
            } catch (IOException e) {
                Libc.close(fd);
                throw e;
            }
        }
        return fd;
    }

    private void bind(int fd, int family, SocketAddress local) throws IOException {
        int length = SocketAddresses.write(local, family, address);
        Libc.call("bind", fd, address.address(), length);
    }

    // ---- addresses

    /** This end's address of a socket. */
    SocketAddress localAddress(int fd) throws IOException {
        addressLength.set(ValueLayout.JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        Libc.call("getsockname", fd, address.address(), addressLength.address());
        return readAddress();
    }

    /** The other end's address of a socket; throws if the connection has ended. */
    SocketAddress remoteAddress(int fd) throws IOException {
        addressLength.set(ValueLayout.JAVA_INT, 0, SocketAddresses.MAX_BYTES);
        if (Libc.getpeername(fd, address.address(), addressLength.address()) < 0) {
            throw new IOException("the connection has ended");
        }
        return readAddress();
    }

    private SocketAddress readAddress() {
        int length = addressLength.get(ValueLayout.JAVA_INT, 0);
        return SocketAddresses.read(address.address(), length);
    }

    // ---- datagrams

    private SelectorBridge datagrams() throws IOException {
        if (datagrams == null) {
            datagrams = new SelectorBridge(this::wakeup);
        }
        return datagrams;
    }

    @Override
    public DatagramSocket bind(SocketAddress local, boolean shared, Ready receiving)
            throws IOException {
        return datagrams().bind(local, shared, receiving);
    }

    @Override
    public DatagramSocket bindUnix(Path local, int mode, Ready receiving) throws IOException {
        return datagrams().bindUnix(local, mode, receiving);
    }

    @Override
    public void close() {
        if (polled) {
            // The last bytes and closes.
            ring.submit();
            ring.tell(results);
        }
        if (datagrams != null) {
            datagrams.close();
        }
        if (reserve != null) {
            reserve.release();
        }
        wakeup.close();
        ring.close();
        memory.close();
    }
}
