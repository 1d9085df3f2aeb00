package org.ropewalk.testing;

import java.io.IOException;
import java.net.BindException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ropewalk.loop.EventLoop;
import org.ropewalk.loop.LoopReactor;
import org.ropewalk.loop.Ready;
import org.ropewalk.reactor.Reactor;

/**
 * A network in memory, and the time in it: the reactors that stand on it run the same transports,
 * ports and connectors as real ones, on the calling thread, and nothing happens but what {@link
 * #run()} and {@link #advance} make happen. One seed decides how reads and writes are cut and which
 * connection is served first, so a failure can be had again. Belongs to one thread.
 *
 * <pre>{@code
 * MemoryNetwork network = new MemoryNetwork(42);
 * Reactor reactor = network.reactor();
 * Port port = reactor.listen("tcp:11211", factory);
 * network.run();
 * }</pre>
 */
public final class MemoryNetwork {
    /** Turns after which a network that is still busy is taken to be spinning. */
    private static final int MAX_TURNS = 1_000_000;

    private static final int FIRST_FREE_PORT = 49_152;
    private static final int SOCKET_BUFFER_BYTES = 64 * 1024;

    private final Random random;
    private final List<LoopReactor> reactors = new ArrayList<>();
    private final Map<Integer, MemoryListenSocket> listeners = new HashMap<>();
    private int nextPort = FIRST_FREE_PORT;
    private long nowNs;
    private int maxReadBytes = Integer.MAX_VALUE;
    private int maxWriteBytes = Integer.MAX_VALUE;
    private int bufferBytes = SOCKET_BUFFER_BYTES;
    private int acceptFailures;

    /** A network whose chances {@code seed} decides. */
    public MemoryNetwork(long seed) {
        random = new Random(seed);
    }

    // ---- what a test sets

    /** Cuts reads: each takes a random count of bytes, from one to this. */
    public MemoryNetwork maxReadBytes(int bytes) {
        maxReadBytes = positive(bytes);
        return this;
    }

    /** Cuts writes: each is taken a random count of bytes of, from one to this. */
    public MemoryNetwork maxWriteBytes(int bytes) {
        maxWriteBytes = positive(bytes);
        return this;
    }

    /**
     * How many bytes a connection holds in each direction before it takes no more; 64 KiB unless
     * set.
     */
    public MemoryNetwork bufferBytes(int bytes) {
        bufferBytes = positive(bytes);
        return this;
    }

    /**
     * Lets the next {@code count} attempts to accept fail, as a process without a free descriptor
     * sees it.
     */
    public MemoryNetwork failAccepts(int count) {
        acceptFailures = count;
        return this;
    }

    private static int positive(int bytes) {
        if (bytes < 1) {
            throw new IllegalArgumentException("at least one byte, not " + bytes);
        }
        return bytes;
    }

    // ---- what a test does

    /**
     * A reactor that stands on this network; it runs inside {@link #run()} and {@link #advance}.
     */
    public Reactor reactor() {
        LoopReactor reactor = LoopReactor.simulated(new EventLoop(new MemoryKernel(this), false));
        reactors.add(reactor);
        return reactor;
    }

    /**
     * Runs the reactors until none has anything left to do; no time passes.
     *
     * @throws IllegalStateException if that does not end: something spins
     */
    public void run() {
        for (int turn = 0; turn < MAX_TURNS; turn++) {
            boolean busy = false;
            for (LoopReactor reactor : reactors) {
                busy |= reactor.step();
            }
            if (!busy) {
                return;
            }
        }
        throw new IllegalStateException(
                "the network is still busy after " + MAX_TURNS + " turns: something spins");
    }

    /** Lets {@code duration} pass, making each call at its time, and all that follows from it. */
    public void advance(Duration duration) {
        long endNs = nowNs + duration.toNanos();
        run();
        for (long dueNs = firstDueNs(); dueNs <= endNs; dueNs = firstDueNs()) {
            nowNs = Math.max(nowNs, dueNs);
            run();
        }
        nowNs = endNs;
        run();
    }

    private long firstDueNs() {
        long first = Long.MAX_VALUE;
        for (LoopReactor reactor : reactors) {
            first = Math.min(first, reactor.firstDueNs());
        }
        return first;
    }

    // ---- what its kernels do

    long nowNs() {
        return nowNs;
    }

    Random random() {
        return random;
    }

    int bufferBytes() {
        return bufferBytes;
    }

    /** How many of {@code possible} bytes one read takes. */
    int readBytes(int possible) {
        return cut(possible, maxReadBytes);
    }

    /** How many of {@code possible} bytes one write is taken of. */
    int writeBytes(int possible) {
        return cut(possible, maxWriteBytes);
    }

    private int cut(int possible, int most) {
        return possible <= 1 || most == Integer.MAX_VALUE
                ? possible
                : Math.min(possible, 1 + random.nextInt(most));
    }

    boolean acceptFails() {
        if (acceptFailures == 0) {
            return false;
        }
        acceptFailures--;
        return true;
    }

    MemoryListenSocket listen(MemoryKernel kernel, SocketAddress local, Ready ready)
            throws IOException {
        InetSocketAddress wanted = (InetSocketAddress) local;
        int port = wanted.getPort() == 0 ? freePort() : wanted.getPort();
        if (listeners.containsKey(port)) {
            throw new BindException("Address already in use");
        }
        MemoryListenSocket listener =
                new MemoryListenSocket(
                        kernel, new InetSocketAddress(wanted.getAddress(), port), ready);
        listeners.put(port, listener);
        return listener;
    }

    private int freePort() {
        while (listeners.containsKey(nextPort)) {
            nextPort++;
        }
        return nextPort++;
    }

    void stopListening(MemoryListenSocket listener) {
        listeners.remove(((InetSocketAddress) listener.localAddress()).getPort());
    }

    /** The client's end of a new connection; its other end waits to be accepted. */
    MemorySocket connect(SocketAddress remote) {
        InetSocketAddress wanted = (InetSocketAddress) remote;
        InetSocketAddress local =
                new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        MemorySocket client = new MemorySocket(this, local, remote);
        MemoryListenSocket listener = listeners.get(wanted.getPort());
        if (listener == null) {
            client.refuse(new ConnectException("Connection refused"));
            return client;
        }
        MemorySocket server = new MemorySocket(this, remote, local);
        client.pair(server);
        listener.enqueue(server);
        return client;
    }
}
